"""The four series of PACKAGE.md counted the slow way, one person after another, from the words of the contract."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby

from contract.packages import Row, Tables

CHINA = timezone(timedelta(hours=8))
LADDER = "54321SC"
HIGH = set("321SC")
SERIES = ("events", "holders", "first", "first_high", "stock", "stock_high")
BANDS = ((16, "under16"), (25, "16-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (60, "55-59"), (200, "60+"))
# Counties that moved, each a matter of public record; every other code of the tests is today's.
MOVED = {"330183": "330111", "330185": "330112", "310103": "310101", "110103": "110101", "110104": "110102"}

Cell = tuple[str | None, ...]


@dataclass(frozen=True)
class Question:
    start: date
    end: date
    on: date
    known: datetime | None = None


@dataclass(frozen=True)
class Certificate:
    number: str
    person: str
    level: str
    channel: str
    occupation: str | None
    region: str | None
    issued_on: date
    valid_until: date | None
    ended_on: date | None
    ending: str | None


@dataclass(frozen=True)
class Person:
    sex: str | None
    born_on: date | None
    groups: tuple[str, ...]
    left_on: date | None


class Register:
    """What stands in the register as known at an instant."""

    def __init__(self, tables: Tables, known: datetime | None) -> None:
        self.known = known
        self.into = self.merged(tables.get("merges", []))
        self.persons = {row["id_number"]: row for row in folded(tables.get("persons", []), "id_number")}
        states = states_by(tables["certificates"], "number").values()
        read = [self.certificate(state) for rows in states if (state := self.last_known(rows)) is not None]
        self.certificates = [one for one in read if one.ending != "void"]

    def has_heard(self, told: object, otherwise: object) -> bool:
        """An instant that is empty is midnight of the day it tells of."""
        return self.known is None or instant(told, otherwise) <= self.known

    def last_known(self, rows: list[Row]) -> Row | None:
        heard = [row for row in rows if self.has_heard(row.get("recorded_at"), row["issued_on"])]
        return heard[-1] if heard else None

    def merged(self, rows: list[Row]) -> dict[str, str]:
        stands = [row for row in folded(rows, "id_number") if self.has_heard(row["recorded_at"], None)]
        return {row["id_number"]: row["into"] for row in stands if not self.is_undone(row)}

    def is_undone(self, row: Row) -> bool:
        return bool(row.get("undone_at")) and self.has_heard(row["undone_at"], None)

    def one_person(self, number: str) -> str:
        while number in self.into:
            number = self.into[number]
        return number

    def certificate(self, row: Row) -> Certificate:
        ended = bool(row.get("ending")) and self.has_heard(row.get("ending_recorded_at"), row["ended_on"])
        channel = row.get("channel") or channel_of(row["number"])
        return Certificate(
            number=row["number"],
            person=self.one_person(row["id_number"]),
            level="0" if channel == "ability" else row["level"],
            channel=channel,
            occupation=row.get("occupation") or None,
            region=MOVED.get(row["region"], row["region"]) if row.get("region") else None,
            issued_on=day(row["issued_on"]),
            valid_until=day(row["valid_until"]) if row.get("valid_until") else None,
            ended_on=day(row["ended_on"]) if ended else None,
            ending=row["ending"] if ended else None,
        )

    def person(self, number: str) -> Person:
        row = self.persons.get(number, {})
        sex, born_on = born_of(number) if is_resident(number, row) else (row.get("sex") or None, birth(row))
        left = row.get("left_on") and self.has_heard(row.get("left_recorded_at"), row["left_on"])
        groups = tuple(filter(None, (row.get("groups") or "").split(";")))
        return Person(sex, born_on, groups, day(row["left_on"]) if left else None)


def counted(
    tables: Tables, question: Question, by: tuple[str, ...] = (), region: str = ""
) -> dict[Cell, dict[str, int]]:
    """Every cell that is not zero throughout, with the six numbers."""
    register = Register(tables, question.known)
    bags: dict[Cell, dict[str, list[str]]] = defaultdict(lambda: {series: [] for series in SERIES})
    for label, part in slices(question, "quarter" in by):
        for series, found, on, level in attributed(register, part):
            if (found.region or "").startswith(region):
                for cell in cells(register, replace(found, level=level), on, by, label):
                    bags[cell][series].append(found.number if series == "events" else found.person)
    return {cell: {series: len(set(bag)) for series, bag in bag_of.items()} for cell, bag_of in bags.items()}


def attributed(register: Register, part: Question) -> Iterator[tuple[str, Certificate, date, str]]:
    """(series, the certificate that says where the person counts, the day ages are reckoned on, the level)."""
    for one in register.certificates:
        if part.start <= one.issued_on <= part.end:
            yield "events", one, one.issued_on, one.level
            yield "holders", one, one.issued_on, one.level
    for person, held in held_by_person(register.certificates):
        yield from firsts(held, part)
        left_on = register.person(person).left_on
        if left_on is None or left_on > part.on:
            yield from stocks(held, part.on)


def firsts(held: list[Certificate], part: Question) -> Iterator[tuple[str, Certificate, date, str]]:
    for series, levels in (("first", set(LADDER)), ("first_high", HIGH)):
        of_level = [one for one in held if one.level in levels]
        if of_level:
            first = min(of_level, key=lambda one: (one.issued_on, one.number))
            if part.start <= first.issued_on <= part.end:
                yield series, first, first.issued_on, first.level


def stocks(held: list[Certificate], on: date) -> Iterator[tuple[str, Certificate, date, str]]:
    force = [one for one in held if one.level in LADDER and in_force(one, on)]
    if force:
        last = max(force, key=lambda one: (one.issued_on, one.number))
        highest = max((one.level for one in force), key=LADDER.index)
        yield "stock", last, on, highest
        if highest in HIGH:
            yield "stock_high", last, on, highest


def in_force(one: Certificate, on: date) -> bool:
    revoked = one.ended_on is not None and one.ended_on <= on
    expired = one.valid_until is not None and one.valid_until < on
    return one.issued_on <= on and not revoked and not expired


def held_by_person(certificates: list[Certificate]) -> Iterator[tuple[str, list[Certificate]]]:
    ordered = sorted(certificates, key=lambda one: one.person)
    for person, held in groupby(ordered, key=lambda one: one.person):
        yield person, list(held)


def cells(register: Register, one: Certificate, on: date, by: tuple[str, ...], label: str) -> Iterator[Cell]:
    person = register.person(one.person)
    at = {
        "region": one.region and one.region[:2],
        "region4": one.region and one.region[:4],
        "region6": one.region,
        "quarter": label,
        "level": one.level,
        "sex": person.sex,
        "age": band(person.born_on, on),
        "channel": one.channel,
        "occupation": one.occupation,
    }
    for group in (person.groups or (None,)) if "group" in by else (None,):
        yield tuple((at | {"group": group})[key] for key in by)


def slices(question: Question, by_quarter: bool) -> Iterator[tuple[str, Question]]:
    if not by_quarter:
        yield "", question
        return
    for year in range(question.start.year, question.end.year + 1):
        for quarter in (1, 2, 3, 4):
            first = date(year, quarter * 3 - 2, 1)
            last = (date(year, quarter * 3, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            start, end = max(first, question.start), min(last, question.end)
            if start <= end:
                yield f"{year}Q{quarter}", replace(question, start=start, end=end, on=min(end, question.on))


def states_by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """The states of each record in their order; an empty cell never erases."""
    states: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        before = states[row[key]][-1] if states[row[key]] else {}
        states[row[key]].append(before | {column: cell for column, cell in row.items() if cell})
    return states


def folded(rows: Iterable[Row], key: str) -> list[Row]:
    return [states[-1] for states in states_by(rows, key).values()]


def instant(told: object, otherwise: object) -> datetime:
    return datetime.fromisoformat(str(told)) if told else datetime.combine(day(otherwise), time(0), CHINA)


def day(text: object) -> date:
    return date.fromisoformat(str(text))


def birth(row: Row) -> date | None:
    """A birth known by its month is reckoned from the first day."""
    born_on = row.get("born_on")
    return day(f"{born_on}-01" if len(born_on) == 7 else born_on) if born_on else None


def is_resident(number: str, row: Row) -> bool:
    return row.get("document", "resident") in {"resident", ""} and len(number) == 18


def born_of(number: str) -> tuple[str, date]:
    return "M" if int(number[16]) % 2 else "F", date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def band(born_on: date | None, on: date) -> str | None:
    if born_on is None:
        return None
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next(name for below, name in BANDS if age < below)


def channel_of(number: str) -> str:
    return "qualification" if len(number) == 16 else "identification"
