"""Certificates one at a time: entered, corrected, ended. Whatever counting reads takes two people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.locks import refuse_locked
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.beside import found_beside
from baigong.apps.certificates.issuing.ending import tell_ended
from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.permissions import may_enter, may_keep, may_move
from baigong.apps.certificates.tables import OF_CERTIFICATES
from baigong.apps.registry.judging import place_of_region
from baigong.apps.registry.models import Filing, Identifier, Person
from baigong.apps.registry.numbers import given_number
from baigong.apps.registry.rows import amend_row, enter_row
from baigong.core.codes.identity import RESIDENT
from baigong.core.periods import day_at, parse_day
from baigong.core.text import normalised
from baigong.ground.lake.read.record import Told

TWO = (Role.HANDLER, Role.REVIEWER)
BODY = 13  # the first characters of a number name the body that issued it
OF_AN_ENDING = ("ended_on", "ending", "ending_recorded_at")


@act(allowed=may_enter, chain=TWO)
def enter_certificate(
    number: str,
    *,
    region: str,
    cells: Mapping[str, Any],
    document: str = RESIDENT,
    by: Actor,
    at: datetime,
) -> Certificate:
    """`number` is the holder's, sealed; who is not on record yet is known from this certificate from now on."""
    refuse_locked(_days(cells, "issued_on"), region=place_of_region(cells.get("region"), otherwise=region), at=at)
    holder = _holder(number, document, place=place_of_region(cells.get("region"), otherwise=region), at=at)
    fixed = {"id_number": holder, "recorded_at": at, "ending_recorded_at": at if cells.get("ended_on") else None}
    made = enter_row(OF_CERTIFICATES, cells, at=at, region=region, fixed=fixed, told=_bodies(cells))
    note(beside=found_beside(made))
    return made


@act(allowed=may_move, chain=TWO)
def correct_certificate(certificate: Certificate, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """As known before, it goes on saying what it said; an ending is corrected by the acts that end."""
    refuse_locked([certificate.issued_on], region=certificate.place, at=at)
    ending = {name: getattr(certificate, name) for name in OF_AN_ENDING}
    amend_row(OF_CERTIFICATES, certificate, cells, at=at, fixed={**ending, "recorded_at": at})
    note(beside=found_beside(certificate))


@act(allowed=may_keep, chain=TWO)
def void_certificate(certificate: Certificate, *, ended_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Wrongful from its first day: in no series any more, for good."""
    _end(certificate, "void", ended_on, reason, at)


@act(allowed=may_keep, chain=TWO)
def revoke_certificate(certificate: Certificate, *, ended_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Ended from that day on; what it counted before stays."""
    _end(certificate, "revoked", ended_on, reason, at)


def _end(
    certificate: Certificate, ending: Literal["void", "revoked"], ended_on: date, reason: str, at: datetime
) -> None:
    # Revoked, it counted till then; voided, it never did.
    felt_from = ended_on if ending == "revoked" else certificate.issued_on
    refuse_locked([felt_from], region=certificate.place, at=at)
    note(reason=reason)
    fixed = {"ended_on": ended_on, "ending": ending, "ending_recorded_at": at}
    amend_row(OF_CERTIFICATES, certificate, {}, at=at, fixed=fixed)
    tell_ended(certificate, at=at)


def _holder(number: str, document: str, *, place: str, at: datetime) -> Identifier:
    given = given_number(number, document=document, on=day_at(at))
    known = Identifier.objects.filter(key=given.key).select_related("person").first()
    if known is not None:
        return known
    sex, born_on = given.told(document)
    person = create(Person(place=place, document=None if document == RESIDENT else document))
    return create(Identifier(person=person, key=given.key, number=given.sealed, sex=sex, born_on=born_on))


def _days(cells: Mapping[str, Any], name: str) -> list[date]:
    """A day as a form has it; one that is no day is for the rules of reading to refuse."""
    day = parse_day(normalised(str(cells.get(name) or "")))
    return [day] if day else []


def _bodies(cells: Mapping[str, Any]) -> Told:
    """An issuer given by name is told by the number, where one body only has filed under it."""
    body = normalised(str(cells.get("number") or "")).upper()[:BODY]
    codes = (
        set(Filing.objects.filter(body_number__iexact=body).values_list("credit_code", flat=True)) if body else set()
    )
    return Told(bodies={body: codes.pop()}) if len(codes) == 1 else Told()
