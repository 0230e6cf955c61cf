"""Making a synthetic package: province by province, piece by piece, each from random numbers of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from baigong.core.periods import CHINA, day_at
from baigong.core.plans import NATION, Plan
from baigong.core.text import Text
from baigong.ground.lake.demo.bodies import founded
from baigong.ground.lake.demo.calibration import Calibration, calibrated
from baigong.ground.lake.demo.competitions import competitions
from baigong.ground.lake.demo.lives import Making, batches, lived
from baigong.ground.lake.demo.numbering import Serials
from baigong.ground.lake.demo.observed import observations
from baigong.ground.lake.demo.people import Piece
from baigong.ground.lake.demo.places import Place, places
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.descriptor import Descriptor
from baigong.ground.lake.write.package import Format, writing

# Fixed, so that the same request gives the same bytes on any day.
CREATED = datetime(2026, 1, 1, tzinfo=CHINA)
# Persons made at once: bounds the memory, whatever their number.
PIECE = 200_000
_TITLE = Text(zh="合成数据，不指任何真实的人", en="Synthetic data; nobody is meant")
_DESCRIPTION = Text(
    zh="本数据包由程序生成，仅供演示和测试。人员、单位、证书及其号码均为虚构，号码只求校验位成立；"
    "如与真实号码相同，纯属巧合。仅“统计观测”表为已发布的统计数字。",
    en="Made by a program for demonstration and tests. Persons, organisations, certificates and their numbers are "
    "invented; numbers only satisfy their check digits, and one that equals a real one does so by chance. Only the "
    "observations are published figures.",
)


@dataclass(frozen=True)
class Request:
    """What is asked for; equal requests give equal bytes."""

    persons: int
    seed: int
    region: str = NATION
    format: Format = "parquet"
    created: datetime = CREATED

    def __post_init__(self) -> None:
        if self.created < CREATED:
            raise ValueError("the invented records run to the end of 2025, so the package cannot be older")

    @property
    def last_day(self) -> date:
        return day_at(self.created) - timedelta(days=1)


def make(target: Path, request: Request, *, plan: Plan, plan_name: str) -> Mapping[str, int]:
    """Writes the synthetic package and tells how many rows each table has."""
    descriptor = Descriptor(
        created=request.created,
        region=request.region,
        plan=plan_name,
        synthetic=True,
        title=_TITLE,
        description=_DESCRIPTION,
    )
    with writing(target, descriptor=descriptor, format=request.format) as package:
        for table in TABLES:
            package.begin(table)
        for name, batch in _batches(request, plan):
            package.write(name, _whole(batch, TABLES[name].schema))
        return package.rows


def _batches(request: Request, plan: Plan) -> Iterator[tuple[str, pa.RecordBatch]]:
    calibration = calibrated(plan)
    before = 0
    for place, count in places(request.region, calibration.provinces, request.persons):
        yield from _province(place, count, request, calibration=calibration, before=before)
        before += count
    yield "observations", observations(plan, request.region, last_day=request.last_day)


def _whole(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Columns that the invented records leave empty stand in the package all the same."""
    given = set(batch.schema.names)
    cells = [
        batch.column(column.name).cast(column.type) if column.name in given else pa.nulls(batch.num_rows, column.type)
        for column in schema
    ]
    return pa.RecordBatch.from_arrays(cells, schema=schema)


def _province(
    place: Place, count: int, request: Request, *, calibration: Calibration, before: int
) -> Iterator[tuple[str, pa.RecordBatch]]:
    random = np.random.default_rng([request.seed, int(place.province), 0])
    institutions = founded(place, count, calibration, random)
    yield from institutions.batches.items()
    contests = competitions(institutions, count, random)
    yield "competitions", contests
    making = Making(institutions, calibration, Serials(), contests.column("competition"), _last_day(request))
    for number, first in enumerate(range(0, count, PIECE)):
        piece = Piece(number, first, min(PIECE, count - first), count, before + 1, max(len(str(request.persons)), 7))
        random = np.random.default_rng([request.seed, int(place.province), number + 1])
        yield from batches(lived(making, piece, random))


def _last_day(request: Request) -> int:
    return (request.last_day - date(1970, 1, 1)).days
