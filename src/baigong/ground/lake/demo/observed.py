"""The plan's published figures, as the observations of a package: they are real, the records beside them are not."""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from baigong.core.plans import NATION, Observation, Plan
from baigong.ground.lake.schema.tables import OBSERVATIONS


def observations(plan: Plan, region: str, *, last_day: date) -> pa.RecordBatch:
    """Those of the nation and of the province, each once; a figure whose date is uncertain is none."""
    wanted = [seen for seen in plan.observations if seen.region in (NATION, region[:2]) or region == NATION]
    rows = {(row["indicator"], row["region"], row["period"], row["source"]): row for row in _rows(wanted, last_day)}
    return pa.RecordBatch.from_pylist(list(rows.values()), schema=OBSERVATIONS.schema)


def _rows(observed: list[Observation], last_day: date) -> Iterator[dict[str, object]]:
    for seen in observed:
        if seen.last is None or seen.last > last_day:
            continue
        published = seen.published_on if seen.published_on and seen.published_on <= last_day else None
        yield {
            "indicator": seen.indicator,
            "region": seen.region,
            "period": f"{seen.first}/{seen.last}" if seen.first else str(seen.last),
            "source": seen.source,
            "value": float(seen.value),
            "relation": seen.relation,
            "unit": seen.unit,
            "definition": seen.definition,
            "published_on": published,
        }
