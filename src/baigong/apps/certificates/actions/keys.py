"""Issuing keys: made for an office, changed every year, ended from a day on. Each step stands in the public log."""

from datetime import date, datetime, timedelta

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.rows import office_of
from baigong.apps.certificates.issuing.keys import made_key, named_as, open_keys, told_of
from baigong.apps.certificates.models import IssuingKey
from baigong.apps.certificates.permissions import is_node, may_end_key, may_hold_keys
from baigong.apps.certificates.refusals import EndsTooEarly, KeyThere, UnknownEnding, UnknownKind
from baigong.apps.certificates.states import COPY_KINDS, ISSUED_HERE, KEY_ENDINGS
from baigong.apps.transparency.outbox import log_entry
from baigong.core.periods import day_at

DAY = timedelta(days=1)


@act(allowed=may_hold_keys)
def make_key(*, region: str, kind: str = ISSUED_HERE, by: Actor, at: datetime) -> IssuingKey:
    """The office's first one of a kind, or the next after one that ended. It signs from today on."""
    if kind not in COPY_KINDS:
        raise UnknownKind(kinds=list(COPY_KINDS.values()))
    there = open_keys(region, day_at(at), kind=kind)
    if there:
        raise KeyThere(kid=there[-1].kid)
    return _made(region, kind, at)


@act(allowed=may_end_key)
def end_key(key: IssuingKey, *, from_on: date, because: str, reason: str, by: Actor, at: datetime) -> None:
    """From that day on it signs nothing; what it signed on that day or later is not believed any more."""
    if because not in KEY_ENDINGS:
        raise UnknownEnding(endings=list(KEY_ENDINGS.values()))
    until = from_on - DAY
    if until < key.since - DAY or from_on > day_at(at) + DAY or (key.until is not None and until >= key.until):
        raise EndsTooEarly(since=key.since)
    note(reason=reason.strip(), because=because)
    _end(key, until, because, at)


@act(allowed=is_node, is_of_one=True)
def rotate_keys(*, by: Actor, at: datetime) -> int:
    """In a new year every office that signs gets a new key, and the one before ends with the day before."""
    on = day_at(at)
    this_year = f"#{on.year}"
    old = list(IssuingKey.objects.filter(until=None).exclude(kid__contains=this_year).order_by("id"))
    for key in old:
        _end(key, on - DAY, "rotated", at)
        _made(key.region, key.kind, at)
    return len(old)


def _made(region: str, kind: str, at: datetime) -> IssuingKey:
    office = office_of(region)
    key = create(made_key(region, named_as(office.name_zh if office else region, kind), day_at(at), kind=kind))
    log_entry(told_of(key), at=at)
    return key


def _end(key: IssuingKey, until: date, because: str, at: datetime) -> None:
    change(key, until=until, ended_because=because)
    log_entry(told_of(key), at=at)
