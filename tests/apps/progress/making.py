"""Readings, periods, observations and publications for tests, and acts of several people done in one go."""

from datetime import UTC, date, datetime
from typing import Any

from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.actor import operator
from baigong.apps.authority.models import Office
from baigong.apps.authority.roles import Role
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.actions import draft_publication, open_period, take_reading
from baigong.apps.progress.counting import NOTHING, WHOLE, Asking, Counts, Key, Taken, key_of
from baigong.apps.progress.models import Cell, Observation, Period, Publication, Reading
from baigong.apps.progress.taking import Place, take
from baigong.ground.plan import load_plan
from cast import settled

AT = datetime(2025, 7, 1, 1, tzinfo=UTC)
ON = date(2025, 6, 30)
OPERATOR = operator("test")
NATION = "00"


def place(node: Any) -> Place:
    return Place(node.home, node.plan, whose_figures(node))


def taken_on_node(node: Any, on: date = ON, at: datetime = AT, **asked: Any) -> Any:
    return take(place(node), on=on, by=OPERATOR, at=at, **asked)


def settled_reading(region: str = NATION, **cells: Any) -> Reading:
    """One with a total that lies in one province, not counted from anything."""
    number = Reading.objects.count() + 1
    told = {
        "number": number,
        "chain": number,
        "region": region,
        "plan": "Skills China Action",
        "first": date(2021, 1, 1),
        "on": ON,
        "taken_at": AT,
        "seal": 0,
        "synthetic": False,
        "line": 0,
        **cells,
    }
    reading = Reading.objects.create(**told)
    for grain, labels in ((WHOLE, ()), ("region", ("33",))):
        Cell.objects.create(reading=reading, grain=grain, key=key_of(labels), **_counts((9, 8, 7, 3, 6, 2)))
    return reading


def _counts(counts: Counts) -> dict[str, int]:
    return dict(zip(("events", "holders", "first", "first_high", "stock", "stock_high"), counts, strict=True))


def counted_as(cells: dict[Key, Counts], *, on: date = ON, region: str = NATION, seal: int = 0) -> Taken:
    """A reading as counting hands it over."""
    plan = load_plan()
    asking = Asking(plan, on, plan.first_day)
    return Taken(asking, region, seal, False, {}, cells, {}, 1)


def cell(*labels: str | None, grain: str = "region", **counts: int) -> tuple[Key, Counts]:
    named = _counts(NOTHING) | counts
    return (grain, key_of(labels)), tuple(named.values())


def kept(cells: list[tuple[Key, Counts]], **told: Any) -> Reading:
    reading: Reading = take_reading(counted_as(dict(cells), **told), by=OPERATOR, at=AT)
    return reading


def settled_observation(region: str = "330000", **cells: Any) -> Observation:
    told = {
        "indicator": "employed",
        "period": "2024-12-31",
        "source": f"公报{Observation.objects.count()}",
        "value": 39_080_000.0,
        "relation": "=",
        "unit": "persons",
        "definition": "employed",
        "published_on": date(2025, 3, 1),
        "line": 0,
        **cells,
    }
    return Observation.objects.create(region=region, place=region, **told)


def settled_period(region: str = "330100", **told: Any) -> Period:
    cells = {"kind": "quarter", "days": "2025-01-01/2025-03-31", "due_on": date(2025, 4, 15), **told}
    period: Period = open_period(region=region, **cells, by=OPERATOR, at=AT)
    return period


def settled_publication(reading: Reading | None = None, region: str = NATION) -> Publication:
    draft: Publication = draft_publication(reading or settled_reading(region), period="2025Q2", by=OPERATOR, at=AT)
    return draft


def officer(name: str, role: Role, region: str = "330100") -> Any:
    office, _ = Office.objects.get_or_create(region=region, name_zh=f"{region}人社局", defaults={"line": 0})
    return settled(name, role, office=office)


def by_several(act: str, *subjects: Any, people: tuple[Any, ...], at: datetime = AT, **arguments: Any) -> Any:
    """The first proposes, the others approve in turn; what the act gave back."""
    first, *others = people
    proposal = propose(act, subjects, arguments, by=first, at=at)
    for other in others:
        taken = approve(proposal, by=other, at=at)
    return taken.result
