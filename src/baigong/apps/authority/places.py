"""Where a post holds: in an office, for an organisation, or (a worker's) nowhere until she is known."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.roles import KEPT_APART, OF_AN_OFFICE, OF_ORGANISATIONS, Role
from baigong.core.codes.credit import credit_fault
from baigong.core.codes.region import is_today, region_now
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid


class BadPlace(Refusal):
    code = "authority.bad_place"
    sentence = msgid(
        "This role does not go with this place: an office's role needs an office that is open, an employer's or an "
        "evaluation body's a valid credit code, and a worker's only the region that invites her."
    )


class KeptApart(Refusal):
    code = "authority.kept_apart"
    sentence = msgid(
        "System, security and audit administration are never with one person at once; post somebody else, or end the "
        "other posting first."
    )


@dataclass(frozen=True, slots=True)
class Where:
    """A role and its place as somebody asks for them: an office's own key, a credit code, or a region."""

    role: str
    office: int | None = None
    organisation: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The same as it really lies."""

    role: Role
    region: str
    office: Office | None = None
    organisation: str = ""


def place_of(where: Where) -> Place:
    """An office's region is its own, an organisation's stands in its credit code."""
    role = _role(where.role)
    if role in OF_AN_OFFICE:
        return _of_office(role, where.office)
    if role in OF_ORGANISATIONS:
        return Place(role, region_of_organisation(where.organisation), organisation=where.organisation)
    if where.region != NATION and not is_today(where.region):
        raise BadPlace
    return Place(role, where.region)


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise BadPlace from None


def _of_office(role: Role, office: int | None) -> Place:
    found = Office.objects.filter(pk=office, closed_on=None).first() if office else None
    if found is None:
        raise BadPlace
    return Place(role, found.region, office=found)


def region_of_organisation(credit_code: str) -> str:
    """GB 32100: characters 3 to 8 are the region of whoever registered it; what resolves nowhere is the nation's."""
    if credit_fault(credit_code):
        raise BadPlace
    return region_now(credit_code[2:8]) or NATION


def refuse_together(account: Account, role: Role, *, from_on: date, to_on: date | None) -> None:
    """Refuses one of the three administrations where another is held on a day of the same time."""
    if role not in KEPT_APART:
        return
    meets = (Q(to_on=None) | Q(to_on__gte=from_on)) & (Q(from_on__lte=to_on) if to_on else Q())
    if Posting.objects.filter(meets, account=account, role__in=KEPT_APART - {role}).exists():
        raise KeptApart
