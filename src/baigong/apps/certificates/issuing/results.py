"""Results of a session as they are entered: each row judged, its person found or made, all of them or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from baigong.apps.authority.acts import line
from baigong.apps.certificates.models import Batch, Draft
from baigong.apps.certificates.refusals import BadResult, TooManyResults
from baigong.apps.certificates.states import PASSED
from baigong.apps.registry.models import Identifier, Person
from baigong.apps.registry.numbers import Given, given_number
from baigong.core.codes.identity import RESIDENT
from baigong.core.periods import day_at
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid, normalised

MARKS = Decimal(0), Decimal(100)
NAMELESS = msgid("her name is needed, since she is not on record yet.")
NO_NAME = msgid("a name has 1 to 60 letters.")
BAD_MARK = msgid("a mark is a number from 0 to 100.")
BAD_VERDICT = msgid("whether she passed is one of %(verdicts)s.")
TWICE = msgid("this person stands in another row too.")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Result:
    """One candidate's; `number` is sealed (`sealed_argument`). Without a name she is called as she is on record."""

    number: str
    name: str = ""
    document: str = RESIDENT
    theory: Decimal | None = None
    practical: Decimal | None = None
    review: Decimal | None = None
    passed: str = "no"


def entered(batch: Batch, results: Sequence[Result], *, at: datetime) -> int:
    """How many rows the batch has now; a person who had a result gets the one that is entered last."""
    given = list(_judged(results, at))
    holders = _holders(batch, results, given, at)
    before = Draft.objects.filter(batch=batch).count()
    pairs = enumerate(zip(given, results, strict=True))
    rows = [_draft(batch, holders[one.key], told, before + place) for place, (one, told) in pairs]
    _refuse_nameless(rows)
    Draft.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["batch", "holder"],
        update_fields=["name", "theory", "practical", "review", "passed", "line"],
    )
    count = Draft.objects.filter(batch=batch).count()
    if count > batch.seats:
        raise TooManyResults(seats=batch.seats, count=count)
    return count


def _judged(results: Sequence[Result], at: datetime) -> Iterator[Given]:
    seen: set[bytes] = set()
    for row, one in enumerate(results, 1):
        if one.passed not in PASSED:
            raise BadResult(
                row=row, why=Fault("certificates.verdict", BAD_VERDICT, {"verdicts": list(PASSED.values())})
            )
        if any(
            mark is not None and not MARKS[0] <= mark <= MARKS[1] for mark in (one.theory, one.practical, one.review)
        ):
            raise BadResult(row=row, why=BAD_MARK)
        name = normalised(one.name)
        if name and not (len(name) <= LONGEST_NAME and name.isprintable()):
            raise BadResult(row=row, why=NO_NAME)
        try:
            given = given_number(one.number, document=one.document, on=day_at(at))
        except Refusal as refusal:
            raise BadResult(row=row, why=refusal.fault) from None
        if given.key in seen:
            raise BadResult(row=row, why=TWICE)
        seen.add(given.key)
        yield given


def _holders(
    batch: Batch, results: Sequence[Result], given: Sequence[Given], at: datetime
) -> Mapping[bytes, Identifier]:
    """Whoever is not on record yet is known from this session from now on."""
    known = _known([one.key for one in given])
    strangers = [(one, told) for one, told in zip(given, results, strict=True) if one.key not in known]
    persons = Person.objects.bulk_create([_person(batch, told) for _, told in strangers], batch_size=2_000)
    Identifier.objects.bulk_create(
        [_identifier(person, one, told) for person, (one, told) in zip(persons, strangers, strict=True)],
        batch_size=2_000,
    )
    return known | _known([one.key for one, _ in strangers])


def _known(keys: Sequence[bytes]) -> dict[bytes, Identifier]:
    rows = Identifier.objects.filter(key__in=list(keys)).select_related("person")
    return {bytes(row.key): row for row in rows}


def _person(batch: Batch, told: Result) -> Person:
    document = None if told.document == RESIDENT else told.document
    return Person(place=batch.region, document=document, line=line())


def _identifier(person: Person, one: Given, told: Result) -> Identifier:
    sex, born_on = one.told(told.document)
    return Identifier(person=person, key=one.key, number=one.sealed, sex=sex, born_on=born_on, line=line())


def _draft(batch: Batch, holder: Identifier, told: Result, position: int) -> Draft:
    marks: dict[str, Any] = {"theory": told.theory, "practical": told.practical, "review": told.review}
    name = normalised(told.name) or holder.person.name
    return Draft(batch=batch, holder=holder, position=position, name=name, passed=told.passed, line=line(), **marks)


def _refuse_nameless(rows: Sequence[Draft]) -> None:
    for row, draft in enumerate(rows, 1):
        if not draft.name:
            raise BadResult(row=row, why=NAMELESS)
