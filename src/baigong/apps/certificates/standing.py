"""Whether a certificate stands on a day: one answer, whoever asks and by whichever door."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from baigong.apps.certificates.models import Certificate, SignedCopy
from baigong.apps.transparency.models import Entry
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.text import normalised


class State(StrEnum):
    IN_FORCE = "in_force"
    REVOKED = "revoked"
    VOID = "void"
    EXPIRED = "expired"
    NOT_HERE = "not_here"  # no record of it on this node


@dataclass(frozen=True, slots=True)
class Standing:
    """`since`: the day it ended on. `kind`: issued here, on record; None: no signed copy of it is kept here."""

    state: State
    since: date | None = None
    kind: str | None = None


def standing(asked: Certificate | str, *, on: date) -> Standing:
    """Of a row, or of whatever number somebody typed. A void one was void on every day."""
    row = asked if isinstance(asked, Certificate) else _numbered(asked)
    if row is None:
        return Standing(State.NOT_HERE)
    kind = SignedCopy.objects.filter(certificate=row).values_list("kind", flat=True).first()
    state, since = state_of(row.ending, row.ended_on, row.valid_until, on=on)
    return Standing(state, since, kind)


def standing_of_copy(status_list: str, index: int, *, on: date) -> Standing | None:
    """Of what a signed copy calls its place in a status list; None for another node's."""
    found = SignedCopy.objects.filter(status_list__address=status_list, status_index=index)
    copy = found.select_related("certificate").first()
    return standing(copy.certificate, on=on) if copy else None


def logged_at(status_list: str, index: int) -> tuple[int, int] | None:
    """The year and the number of its entry in the public log, once it has one."""
    return _logged(SignedCopy.objects.filter(status_list__address=status_list, status_index=index))


def logged_form(printed: bytes) -> tuple[int, int] | None:
    """The same by the commitment to its printed form, which names nobody."""
    return _logged(SignedCopy.objects.filter(printed=printed))


def standing_of_pair(number: str, name: str, *, on: date) -> Standing:
    """Of a number and the name beside it; another name is answered as a number that nobody has."""
    row = _numbered(number)
    if row is None or not is_named(row, name):
        return Standing(State.NOT_HERE)
    return standing(row, on=on)


def state_of(
    ending: str | None, ended_on: date | None, valid_until: date | None, *, on: date
) -> tuple[State, date | None]:
    """From its cells alone, for lists of many.

    >>> state_of("revoked", date(2025, 5, 1), None, on=date(2025, 4, 30))
    (<State.IN_FORCE: 'in_force'>, None)
    """
    if ending == "void":
        return State.VOID, ended_on
    if ending == "revoked" and ended_on is not None and ended_on <= on:
        return State.REVOKED, ended_on
    if valid_until is not None and valid_until < on:
        return State.EXPIRED, valid_until
    return State.IN_FORCE, None


def _logged(copies: QuerySet[SignedCopy]) -> tuple[int, int] | None:
    key = copies.values_list("log_key", flat=True).first()
    place = Entry.objects.filter(key=key).exclude(number=None).values_list("shard", "number").first() if key else None
    return (place[0], place[1]) if place and place[0] is not None and place[1] is not None else None


def is_named(row: Certificate, name: str) -> bool:
    """As the certificate has it, or else the person's record; blanks and letter case make no difference."""
    told = row.name or row.holder.person.name or ""
    return bool(_plain(told)) and _plain(told) == _plain(name)


def _plain(name: str) -> str:
    return "".join(normalised(name).split()).casefold()


def _numbered(number: str) -> Certificate | None:
    return Certificate.objects.filter(number=normal_certificate_number(normalised(number))).first()
