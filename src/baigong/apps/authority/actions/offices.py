"""Offices open, are renamed, close."""

from datetime import datetime

from django.db.models import Q

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.authority.models import Office, Posting
from baigong.apps.authority.permissions import may_keep_office, may_open_office
from baigong.core.codes.region import is_today
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION, of_region
from baigong.core.text import msgid


class BadOffice(Refusal):
    code = "authority.bad_office"
    sentence = msgid(
        "An office needs a Chinese name of its own in a region of today, and an office above it must be open and hold "
        "that region; correct what does not fit."
    )


class OfficeInUse(Refusal):
    code = "authority.office_in_use"
    sentence = msgid("This office still has people posted or offices below it; end those first, then close it.")


class OfficeClosed(Refusal):
    code = "authority.office_closed"
    sentence = msgid("This office is closed; open another one instead.")


@act(allowed=may_open_office)
def open_office(
    *, name_zh: str, name_en: str = "", region: str, parent: int | None = None, by: Actor, at: datetime
) -> Office:
    """Its level follows from its region."""
    above = Office.objects.filter(pk=parent, closed_on=None).first() if parent else None
    fits = not parent or (above is not None and of_region(above.region).holds_region(region))
    if not fits or (region != NATION and not is_today(region)):
        raise BadOffice
    _refuse_name(name_zh, region)
    return create(Office(name_zh=name_zh.strip(), name_en=name_en.strip(), region=region, parent=above))


@act(allowed=may_keep_office)
def rename_office(office: Office, *, name_zh: str, name_en: str = "", by: Actor, at: datetime) -> None:
    if office.closed_on:
        raise OfficeClosed
    _refuse_name(name_zh, office.region, but=office.pk)
    change(office, name_zh=name_zh.strip(), name_en=name_en.strip())


@act(allowed=may_keep_office)
def close_office(office: Office, *, by: Actor, at: datetime) -> None:
    on = day_at(at)
    if office.closed_on:
        raise OfficeClosed
    posted = Posting.objects.filter(Q(to_on=None) | Q(to_on__gt=on), office=office)
    if posted.exists() or Office.objects.filter(parent=office, closed_on=None).exists():
        raise OfficeInUse
    change(office, closed_on=on)


def _refuse_name(name: str, region: str, but: int | None = None) -> None:
    taken = Office.objects.filter(region=region, name_zh=name.strip()).exclude(pk=but)
    if not name.strip() or len(name) > 120 or taken.exists():
        raise BadOffice
