"""What looks odd in a reading before it is published: sums that do not add up, outliers, closed quarters that moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean, pstdev
from typing import Any

from baigong.apps.progress.cells import cells_of
from baigong.apps.progress.counting import PROOFS, WHOLE, Counts, Key, key_of, labels_of
from baigong.apps.progress.models import Publication, Reading
from baigong.core.periods import quarter_of
from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid
from baigong.ground.lake.count.question import SERIES

# Of the quarters before, as DHIS2 and StatPort do; small numbers vary by themselves.
STRANGE_Z = 3.0
FEWEST_QUARTERS, SMALLEST = 6, 30
# A stock that moves by more than this share from one reading to the next is looked at.
MOST_MOVED = 0.2
ADDITIVE = ("events", "first", "first_high", "stock", "stock_high")
PARTS = (("first", "holders"), ("holders", "events"), ("first_high", "holders"), ("stock_high", "stock"))

SENTENCES = {
    "part_exceeds": msgid("%(cell)s: %(part)s (%(value)s) exceeds %(whole)s (%(most)s)."),
    "not_added_up": msgid("%(series)s of the regions add up to %(sum)s, while the total is %(value)s."),
    "out_of_range": msgid(
        "%(cell)s: %(series)s is %(value)s, outside of %(least)s to %(most)s of the quarters before."
    ),
    "z_score": msgid(
        "%(cell)s: %(series)s is %(value)s, %(z)s standard deviations from the mean of the quarters before."
    ),
    "moved": msgid("%(cell)s: %(series)s moved from %(before)s to %(value)s since the reading before."),
    "closed_quarter_moved": msgid(
        "%(cell)s: %(series)s of a closed quarter was published as %(before)s and is %(value)s now."
    ),
    "quarantined": msgid("%(rows)s rows are quarantined and not counted."),
}
# What the series are called in a sentence.
TITLES: Mapping[str, Text] = {
    "events": Text(zh="发证人次", en="certificates"),
    "holders": Text(zh="取证人数", en="holders"),
    "first": Text(zh="首次取证人数", en="first-time holders"),
    "first_high": Text(zh="首次取得高级工及以上证书人数", en="first-time high-skilled holders"),
    "stock": Text(zh="持有效证书技能人才数", en="the stock"),
    "stock_high": Text(zh="持有效证书高技能人才数", en="the high-skilled stock"),
}
Cells = Mapping[Key, Counts]


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is a sentence of `SENTENCES`, `facts` what stands in it."""

    code: str
    facts: Mapping[str, Any]

    @property
    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {"code": self.code, "facts": dict(self.facts)}


def fault_of(told: Mapping[str, Any]) -> Fault:
    """A finding that was kept, as a sentence for people."""
    facts = {name: TITLES.get(fact, fact) if isinstance(fact, str) else fact for name, fact in told["facts"].items()}
    return Fault(f"progress.{told['code']}", SENTENCES[told["code"]], facts)


def findings_of(reading: Reading) -> list[Finding]:
    cells = cells_of(reading)
    return [
        *_quarantined(reading),
        *_parts(cells),
        *_sums(cells),
        *_outliers(cells, reading.on),
        *_moved(cells, _reading_before(reading)),
        *_closed_quarters(cells, reading),
    ]


def _quarantined(reading: Reading) -> Iterator[Finding]:
    rows = sum(reading.quarantined.values())
    if rows:
        yield Finding("quarantined", {"rows": rows})


def _parts(cells: Cells) -> Iterator[Finding]:
    """A part is no more than its whole, in every cell."""
    for key, counts in cells.items():
        if key[0] in PROOFS:
            continue
        told = dict(zip(SERIES, counts, strict=True))
        for part, whole in PARTS:
            if told[part] > told[whole]:  # type: ignore[index]
                facts = {"part": part, "value": told[part], "whole": whole, "most": told[whole]}  # type: ignore[index]
                yield Finding("part_exceeds", {"cell": named(key), **facts})


def _sums(cells: Cells) -> Iterator[Finding]:
    """Regions add up, except for holders, who count in each."""
    whole = cells.get((WHOLE, key_of(())))
    if whole is None:
        return
    for place, series in enumerate(SERIES):
        told = sum(counts[place] for (grain, _), counts in cells.items() if grain == "region")
        if series in ADDITIVE and told != whole[place]:
            yield Finding("not_added_up", {"series": series, "sum": told, "value": whole[place]})


def _outliers(cells: Cells, on: date) -> Iterator[Finding]:
    """The last quarter that is over, of each region and of all, against those before it."""
    for name, quarters in _by_quarter(cells).items():
        over = sorted(quarter for quarter in quarters if quarter < quarter_of(on))
        if len(over) > FEWEST_QUARTERS:
            for series in ("events", "first"):
                place = SERIES.index(series)
                *before, last = (quarters[quarter][place] for quarter in over)
                yield from _outlier(f"{name} {over[-1]}", series, before, last)


def _by_quarter(cells: Cells) -> dict[str, dict[str, Counts]]:
    found: dict[str, dict[str, Counts]] = {}
    for (grain, key), counts in cells.items():
        if grain in ("quarter", "region,quarter"):
            *place, quarter = labels_of(key)
            found.setdefault(str(place[0] or "?") if place else "00", {})[str(quarter)] = counts
    return found


def _outlier(cell: str, series: str, before: list[int], last: int) -> Iterator[Finding]:
    if max(fmean(before), last) < SMALLEST:
        return
    facts = {"cell": cell, "series": series, "value": last}
    mean, deviation = fmean(before), pstdev(before)
    if deviation and abs(last - mean) / deviation > STRANGE_Z:
        yield Finding("z_score", {**facts, "z": round((last - mean) / deviation, 1)})
    elif not min(before) <= last <= max(before):
        yield Finding("out_of_range", {**facts, "least": min(before), "most": max(before)})


def _reading_before(reading: Reading) -> Cells:
    before = Reading.objects.filter(chain=reading.chain, number__lt=reading.number).order_by("-number").first()
    return cells_of(before) if before else {}


def _moved(cells: Cells, before: Cells) -> Iterator[Finding]:
    place = SERIES.index("stock")
    for key, counts in cells.items():
        was = before.get(key)
        if key[0] not in (WHOLE, "region") or was is None or max(was[place], counts[place]) < SMALLEST:
            continue
        if abs(counts[place] - was[place]) > MOST_MOVED * was[place]:
            facts = {"series": "stock", "before": was[place], "value": counts[place]}
            yield Finding("moved", {"cell": named(key), **facts})


def _closed_quarters(cells: Cells, reading: Reading) -> Iterator[Finding]:
    """Against the last reading that the public has seen."""
    last = Publication.objects.filter(state="published", region=reading.region).order_by("-published_at").first()
    if last is None:
        return
    before = cells_of(last.reading, "quarter")
    for key, was in before.items():
        quarter = str(labels_of(key[1])[0])
        now = cells.get(key, (0,) * len(SERIES))
        if quarter < quarter_of(last.reading.on) and now[0] != was[0]:
            facts = {"series": "events", "before": was[0], "value": now[0]}
            yield Finding("closed_quarter_moved", {"cell": quarter, **facts})


def named(key: Key) -> str:
    """A cell as people read it: `33 · 2025Q3`, the nation `00`."""
    labels = labels_of(key[1])
    return " · ".join(label or "?" for label in labels) or "00"
