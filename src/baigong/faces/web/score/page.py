"""Everything that the scoreboard shows; the same for everybody, so a process keeps it as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from baigong.core.plans import NATION, Plan
from baigong.core.text import Language
from baigong.faces.judgements import STATUSES
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tiles import named
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Told, Vintage, plan_here, settled, standings, vintage
from baigong.faces.web.score.changed import changes, day_after, day_before
from baigong.faces.web.score.provinces import CLASSES, GROUPS, provinces, tiles
from baigong.faces.web.score.quarters import trend
from baigong.faces.web.score.rows import SHOWN, Row, Shown, Telling, rows_of, tally
from baigong.faces.web.score.series import series_of
from baigong.faces.web.score.years import Years, years
from baigong.faces.words import translated

SORTS = {
    "name": lambda row: row.region,
    "skilled": lambda row: row.skilled and row.skilled.value,
    "high": lambda row: row.high and row.high.value,
    "share": lambda row: row.share and row.share.value,
    "date": lambda row: row.last,
    "computed": lambda row: row.computed,
}
SHARE_FIRST = "-share"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of the page. `base` is how printed addresses begin."""

    asked: Asked
    language: Language
    base: str
    sort: str = SHARE_FIRST
    group: str = ""
    status: str = ""
    compare: bool = False
    everybody: bool = False
    own: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether provinces of which nothing is known are listed, too."""
        return self.everybody or bool(self.group or self.status)


@dataclass(frozen=True, slots=True)
class Plainly:
    """What the tags of lists ask a request for, and nothing of who asks."""

    GET: QueryDict
    path: str = "/"


@dataclass(frozen=True, slots=True)
class Note:
    """A printed figure's source and address."""

    amount: str
    sources: Sequence[str]
    address: str


def wanted_of(query: Mapping[str, str], asked: Asked, language: Language, base: str) -> Wanted:
    """Whatever it names that is not there is passed over, so that the page is kept under few names."""
    sort = query.get("sort", SHARE_FIRST)
    group, status = query.get("group", ""), query.get("status", "")
    return Wanted(
        asked,
        language,
        base,
        sort if sort.removeprefix("-") in SORTS else SHARE_FIRST,
        group if group in GROUPS else "",
        status if status in SHOWN else "",
        bool(query.get("compare")),
        bool(query.get("all")),
        bool(query.get("own")),
    )


@lru_cache(maxsize=64)
def written(wanted: Wanted, told: Told) -> str:
    """In the language that is active, which is the one wanted."""
    return render_to_string("score/content.html", content(wanted, told))


def content(wanted: Wanted, told: Told) -> dict[str, Any]:
    asked = wanted.asked
    seen = vintage(asked, told)
    telling = Telling(plan_here(), wanted.language, asked, seen, told)
    judged = standings(asked.on, asked.known, told)
    rows = rows_of([one for one in judged if one.is_national], telling)
    own = [one for one in judged if not one.is_national]
    shown = {
        "request": Plainly(_query(wanted)),
        "asked": asked,
        "rows": rows,
        "own": rows_of(own, telling) if wanted.own else (),
        "own_count": len(own),
        "all": sum(row.status is not None for row in rows),
        "met": sum(row.status == "met" for row in rows),
        "tally": tally(rows, wanted.language),
        "before": day_before(asked, told),
        "after": day_after(asked, told),
        "changes": changes(rows, telling, told) if wanted.compare else None,
        "notes": list(_notes(rows, wanted.base)),
        "unnamed": [one.number for one in telling.plan.measures if one.name is None],
        "vintage": seen,
        **_said(seen, wanted.language),
        **_provinces(wanted, settled(asked, told), told),
    }
    return shown | _parts(settled(asked, told), wanted.language, told)


@lru_cache(maxsize=64)
def _parts(asked: Asked, language: Language, told: Told) -> dict[str, str]:
    """What says no day that was asked for stays as it is until something else is out."""
    seen = vintage(asked, told)
    telling = Telling(plan_here(), language, asked, seen)
    judged = standings(asked.on, asked.known, told)
    shown = {
        "series": series_of(judged, telling, told),
        "trend": trend(telling, told),
        "years": _years(telling, told),
        "vintage": seen,
        **_said(seen, language),
    }
    names = ("series", "quarters", "years")
    return {f"{name}_part": render_to_string(f"score/{name}.html", shown) for name in names}


def _query(wanted: Wanted) -> QueryDict:
    query = QueryDict(wanted.asked.query, mutable=True)
    named = {"sort": wanted.sort if wanted.sort != SHARE_FIRST else "", "group": wanted.group, "status": wanted.status}
    flags = {"compare": wanted.compare, "all": wanted.everybody, "own": wanted.own}
    named |= {name: "1" for name, is_asked in flags.items() if is_asked}
    query.update({name: value for name, value in named.items() if value})
    return query


def _said(seen: Vintage | None, language: Language) -> dict[str, Any]:
    """What must stand beside computed figures, in the reader's language."""
    if seen is None:
        return {}
    definitions = [(name, text[language]) for name, text in seen.told.definitions.items()]
    return {
        "reading_place": named(seen.told.region[:2], plan_here(), language),
        "reading_note": seen.told.note[language],
        "definitions": definitions,
    }


def _provinces(wanted: Wanted, same: Asked, told: Told) -> dict[str, Any]:
    language, order = wanted.language, (wanted.sort, wanted.group, wanted.status, wanted.is_whole)
    table = _table(same, language, told, *order)
    return {
        "table": table,
        "listing": listing(Plainly(_query(wanted)), (), sorts=SORTS, sort=SHARE_FIRST),  # type: ignore[arg-type]
        "groups": [(key, text[language]) for key, text in GROUPS.items() if key],
        "statuses": [(key, translated(STATUSES[key], language)) for key in SHOWN],
        "wanted": wanted,
    }


@dataclass(frozen=True, slots=True)
class Table:
    """The rows and the tiles as they were written, and how many provinces there are, and are left out."""

    rows: str
    tiles: str
    provinces: int
    left_out: int
    has_computed: bool


@lru_cache(maxsize=256)
def _table(  # noqa: PLR0913 — everything that an address may ask of the table, by which it is kept
    asked: Asked, language: Language, told: Told, sort: str, group: str, status: str, is_whole: bool
) -> Table:
    seen = vintage(asked, told)
    rows = provinces(standings(asked.on, asked.known, told), Telling(plan_here(), language, asked, seen, told), told)
    chosen = [row for row in rows if group in ("", row.group) and status in ("", row.status or "")]
    shown = [row for row in chosen if is_whole or row.is_known]
    query = QueryDict(f"sort={sort}")
    has_computed = any(row.computed is not None for row in rows)
    table = {
        "rows": listing(Plainly(query), shown, sorts=SORTS).rows,  # type: ignore[arg-type]
        "computed": has_computed,
        "tiles": tiles(rows, language),
        "classes": [_class(number) for number in range(len(CLASSES))],
    }
    written_rows = render_to_string("score/provinces_rows.html", table)
    drawn = render_to_string("score/provinces_tiles.html", table)
    return Table(written_rows, drawn, len(rows), len(chosen) - len(shown), has_computed)


def _class(number: int) -> str:
    """What a tile's colour stands for, in percent."""
    least = [f"{float(one) * 100:g}" for one in CLASSES]
    if number == 0:
        return f"<{least[1]}"
    return f"{least[number]}–{least[number + 1]}" if number + 1 < len(least) else f"≥{least[number]}"


def _years(telling: Telling, told: Told) -> list[Years]:
    found = [years(name, telling, told, is_flow=is_flow) for name, is_flow in _counted(telling.plan).items()]
    return [one for one in found if one]


def _counted(plan: Plan) -> dict[str, bool]:
    """What the nation's goals count: certificates by the year, people by the day."""
    found: dict[str, bool] = {}
    for target in plan.targets:
        if target.counting and target.scope == NATION and target.is_verified:
            if target.counting.series == "events" and not any(found.values()):
                found[target.definition] = True
            if target.ratio and target.counting.over:
                found.setdefault(target.ratio.numerator, False)
    return dict(sorted(found.items(), key=lambda one: not one[1]))


def _notes(rows: Sequence[Row], base: str) -> Iterator[Note]:
    """In the order in which the figures of the list are printed, which numbers them."""
    for row in rows:
        shown: list[Shown] = [row.judged.figure] if row.judged.figure else list(row.judged.other)
        for one in shown if not row.members else ():
            if one.href:
                yield Note(str(one.amount), one.sources, base + one.href)
        if row.judged.beside:
            yield Note(str(row.judged.beside.shown.amount), (), base + row.judged.beside.shown.href)
