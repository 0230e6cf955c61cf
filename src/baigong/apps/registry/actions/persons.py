"""Persons and the numbers they bear."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.roles import Role
from baigong.apps.registry.judging import CannotEmpty, NothingChanges, amended, judge, place_of_region
from baigong.apps.registry.models import Identifier, Person
from baigong.apps.registry.numbers import Given, given_number, keyring_here, number_of
from baigong.apps.registry.permissions import may_enter, may_keep
from baigong.apps.registry.rows import OnRecord, supersede
from baigong.core.codes.identity import RESIDENT
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised
from baigong.ground.lake.read import rules
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.schema.tables import DOCUMENT, PERSONS

TWO = (Role.HANDLER, Role.REVIEWER)
OF_LEAVING = frozenset({"left_on", "left_reason", "left_recorded_at"})
# A leaving is taken back by an act of its own, and without its kind of document a number is read as another one.
NEVER_EMPTIED = frozenset({"left_on", "document"})


class NeedsReason(Refusal):
    code = "registry.needs_reason"
    sentence = msgid("A reason is needed: say in a few words what this is done for; the journal keeps it.")


class NumberTaken(Refusal):
    code = "registry.number_taken"
    sentence = msgid("Another person on record bears this number; if the two are one, merge them instead.")


class NotInForce(Refusal):
    code = "registry.number_not_in_force"
    sentence = msgid("This number is no longer in force for this person; correct or replace the one that is.")


class KeyOnly(Refusal):
    code = "registry.key_only"
    sentence = msgid("This person came in a keyed package: the node knows no number of hers, so none can be shown.")


class LeftAlready(Refusal):
    code = "registry.left_already"
    sentence = msgid("This person is recorded as having left on another day; correct that day if it is wrong.")


class NotLeft(Refusal):
    code = "registry.not_left"
    sentence = msgid("This person is not recorded as having died or left, so there is nothing to take back.")


@act(allowed=may_keep, is_of_one=True)
def show_number(identifier: Identifier, *, reason: str, by: Actor, at: datetime) -> str:
    """In clear, once, for a reason that the journal keeps."""
    _refuse_without(reason)
    if identifier.number is None:
        raise KeyOnly
    note(reason=reason)
    return number_of(identifier, keyring_here())


@act(allowed=may_enter, chain=TWO)
def enter_person(number: str, *, region: str, cells: Mapping[str, Any], by: Actor, at: datetime) -> Person:
    """`number` is sealed; one that is known from other records only is described now."""
    given = given_number(number, document=_document(cells), on=day_at(at))
    fixed = {"id_number": given.key.hex(), "left_recorded_at": at if cells.get("left_on") else None}
    row = judge(PERSONS, cells, at=at, fixed=fixed)
    described = {name: cell for name, cell in row.cells.items() if name != "id_number"}
    described |= {"place": place_of_region(described["region"], otherwise=region), "is_described": True}
    note(findings=[*row.findings, *_differing(given, described)])
    known = Identifier.objects.filter(key=given.key).select_related("person").first()
    if known is None:
        person = create(Person(**described))
        _create_identifier(person, given, document=None, from_on=None)
        return person
    if known.person.is_described:
        raise OnRecord(table=PERSONS.title)
    change(known.person, **described)
    return known.person


@act(allowed=may_keep, chain=TWO)
def correct_person(person: Person, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Another cell filled or changed, or said to be unknown; a leaving corrected is recorded now."""
    for name in NEVER_EMPTIED & cells.keys():
        if cells[name] is None and getattr(person, name) is not None:
            raise CannotEmpty(column=PERSONS.by_name[name].title)
    fixed = {"left_recorded_at": at} if OF_LEAVING & cells.keys() else {}
    _amend(person, cells, at=at, fixed=fixed)


@act(allowed=may_keep, chain=TWO)
def record_death(person: Person, *, left_on: date, cause: str = "死亡", by: Actor, at: datetime) -> None:
    """Out of the stock from this day, by death or for good otherwise."""
    if person.left_on and person.left_on != left_on:
        raise LeftAlready
    _amend(person, {"left_on": left_on, "left_reason": cause}, at=at, fixed={"left_recorded_at": at})


@act(allowed=may_keep, chain=TWO)
def withdraw_death(person: Person, *, reason: str, by: Actor, at: datetime) -> None:
    """She never left: in the stock again from now on; as known before, she had. The instant says since when."""
    _refuse_without(reason)
    if person.left_on is None:
        raise NotLeft
    note(reason=reason)
    supersede(person, "persons", left_on=None, left_reason=None, left_recorded_at=at)


@act(allowed=may_keep, chain=TWO)
def enter_identifier(
    person: Person, number: str, *, document: str = RESIDENT, from_on: date | None = None, by: Actor, at: datetime
) -> Identifier:
    """A number beside those she bears: of another document, or a new one in place of one that ended."""
    given = given_number(number, document=document, on=day_at(at))
    return _create_identifier(person, given, document=document, from_on=from_on)


@act(allowed=may_keep, chain=TWO)
def replace_identifier(identifier: Identifier, number: str, *, from_on: date, by: Actor, at: datetime) -> Identifier:
    """The same document, another number from a day on; the one before was hers until then."""
    return _succeed(identifier, number, "replaced", from_on - timedelta(days=1), from_on, at)


@act(allowed=may_keep, chain=TWO)
def correct_identifier(identifier: Identifier, number: str, *, by: Actor, at: datetime) -> Identifier:
    """The number was mistyped. Packages that still name the wrong one go on finding her."""
    return _succeed(identifier, number, "corrected", day_at(at), identifier.from_on, at)


def _succeed(
    identifier: Identifier, number: str, ending: str, to_on: date, from_on: date | None, at: datetime
) -> Identifier:
    if identifier.ending:
        raise NotInForce
    document = identifier.document or identifier.person.document
    given = given_number(number, document=document or RESIDENT, on=day_at(at))
    if given.key == bytes(identifier.key):
        raise NothingChanges
    change(identifier, to_on=to_on, ending=ending)
    return _create_identifier(identifier.person, given, document=identifier.document, from_on=from_on)


def _create_identifier(person: Person, given: Given, *, document: str | None, from_on: date | None) -> Identifier:
    if Identifier.objects.filter(key=given.key).exists():
        raise NumberTaken
    sex, born_on = given.told(document or person.document or RESIDENT)
    cells = {"key": given.key, "number": given.sealed, "sex": sex, "born_on": born_on}
    return create(Identifier(person=person, document=document, from_on=from_on, **cells))


def _amend(person: Person, cells: Mapping[str, Any], *, at: datetime, fixed: Mapping[str, Any]) -> None:
    """Who is described for the first time has no earlier state to keep."""
    borne = Identifier.objects.filter(person=person).order_by("-id")[0]
    state = {name: getattr(person, name) for name in PERSONS.by_name if name != "id_number"}
    row = amended(PERSONS, cells, state={**state, "id_number": bytes(borne.key).hex()}, at=at, fixed=fixed)
    told = dict(row.cells) | {"is_described": True}
    if "region" in told:
        told["place"] = place_of_region(told["region"], otherwise=person.place)
    note(findings=[*row.findings, *_differing(borne, told)])
    if person.is_described:
        supersede(person, "persons", **told)
    else:
        change(person, **told)


def _differing(says: Given | Identifier, cells: Mapping[str, Any]) -> list[str]:
    """What a persons row says otherwise than the number itself: accepted, with a finding."""
    sex, born_on = says.told(cells.get("document") or RESIDENT) if isinstance(says, Given) else (says.sex, says.born_on)
    pairs = ((rules.SEX, sex, cells.get("sex")), (rules.BORN_ON, born_on, cells.get("born_on")))
    return [fault.code for fault, own, told in pairs if own and told and own != told]


def _document(cells: Mapping[str, Any]) -> str:
    """The kind of the number; one that cannot be read is refused when the row is judged."""
    told = parser(DOCUMENT, is_keyed=False)(normalised(cells.get("document") or RESIDENT))
    return told if isinstance(told, str) else RESIDENT


def _refuse_without(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise NeedsReason
