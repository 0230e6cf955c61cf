"""Rows of what was counted: the four series, the readings that are out, and their breakdowns."""

from collections.abc import Iterator, Mapping, Sequence

from baigong.core.indicators.figure import Figure
from baigong.core.plans import NATION
from baigong.core.text import msgid
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.known.standing import Told, cells_out, readings_out, standings
from baigong.faces.web.opendata.codes import RELATIONS
from baigong.faces.web.score.rows import Telling
from baigong.faces.web.score.series import SERIES, STEPS, provable, published_of
from baigong.ground.lake.explain.figure import STOCKS

Row = Sequence[object]
COUNTS: Mapping[str, str] = SERIES_TITLES
LABELS: Mapping[str, str] = {
    "region": msgid("Province"),
    "region4": msgid("Prefecture"),
    "level": msgid("Level"),
    "quarter": msgid("Quarter"),
    "proof": msgid("Proof"),
}
PROVABLE: Mapping[str, str] = {
    "number": msgid("Provable: a number only"),
    "filed": msgid("Provable: the issuer is filed"),
    "result": msgid("Provable: the result is on file"),
    "logged": msgid("Provable: signed and logged"),
}


def series(telling: Telling, told: Told) -> Iterator[Row]:
    judged = standings(telling.asked.on, telling.asked.known, told)
    for name in SERIES:
        figure = published_of(name, judged, telling, told)
        yield (name, "published", NATION, *_figure(figure), *(None for _ in STEPS), None, False)
        vintage = telling.vintage
        if vintage and vintage.total:
            out = vintage.told
            proved = provable(name, telling, told)
            first = None if name in STOCKS else out.first
            counted = (getattr(vintage.total, name), "eq", first, out.on)
            steps = (proved[step] if proved else None for step in STEPS)
            yield (name, "computed", out.region[:2], *counted, *steps, out.number, out.synthetic)


def _figure(figure: Figure | None) -> tuple[object, ...]:
    if figure is None:
        return (None, None, None, None)
    return (figure.value, RELATIONS[figure.relation], figure.first, figure.last)


def vintages(telling: Telling, told: Told) -> Iterator[Row]:
    for one in readings_out(told):
        yield (
            one.number,
            one.region,
            one.period,
            one.first,
            one.on,
            one.data_as_of,
            one.published_at,
            one.quarantined,
            one.seal,
            one.synthetic,
            one.note[telling.language],
        )


def cells(number: int, grain: str, told: Told) -> Iterator[Row]:
    """Cells that are zero throughout are left out; an unknown label is empty."""
    for cell in cells_out(number, grain, told[0]):
        yield (*cell.labels.values(), *(getattr(cell, name) for name in COUNTS))
