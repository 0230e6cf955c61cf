"""Giving notices, reading them, choosing what is mailed, what became of each e-mail; and what is told in writing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, line, note
from baigong.apps.authority.models import Account
from baigong.apps.authority.moving import move
from baigong.apps.notices.channels import CHANNELS
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.models import Delivery, Notice, Preference, WrittenNotice
from baigong.apps.notices.permissions import is_node, is_oneself, may_stop, may_write
from baigong.apps.notices.refusals import AlwaysMailed, NotToldThen, NotYours, UnknownKind, UnknownWay
from baigong.apps.notices.states import DELIVERY
from baigong.apps.notices.wanted import Wanted
from baigong.apps.notices.writing import WAYS
from baigong.apps.notices.written import AT_ONCE
from baigong.core.periods import day_at
from baigong.core.scope import of_region


@act(allowed=is_node, is_of_one=True)
def give_notices(wanted: Sequence[Wanted], *, by: Actor, at: datetime) -> int:
    """Each once: what was given before, by this job or by another at the same moment, is passed over."""
    rows = [_notice(one, account, at) for one in wanted for account in sorted(one.accounts, key=str)]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    given = Notice.objects.filter(once__in=[row.once for row in rows], made_at=at).select_related("account")
    for name, channel in CHANNELS.items():
        carried = [Delivery(notice=row, channel=name, try_at=at) for row in given if channel.takes(row)]
        Delivery.objects.bulk_create(carried, ignore_conflicts=True)
    note(**Counter(row.kind for row in given))
    return len(given)


def _notice(wanted: Wanted, account: int | None, at: datetime) -> Notice:
    return Notice(
        once=wanted.once(account),
        account_id=account,
        kind=wanted.kind,
        about=wanted.about,
        region=wanted.region,
        facts=dict(wanted.facts),
        made_at=at,
    )


@act(allowed=is_oneself, is_of_one=True)
def read_notices(account: Account, *, only: Collection[int] | None = None, by: Actor, at: datetime) -> int:
    """Those that are named, or all."""
    rows = Notice.objects.filter(account=account, read_at=None)
    done = rows.filter(pk__in=only).update(read_at=at) if only is not None else rows.update(read_at=at)
    note(notices=done)
    return int(done)


@act(allowed=is_oneself, is_of_one=True)
def choose_mail(account: Account, *, choices: Mapping[str, bool], by: Actor, at: datetime) -> None:
    """Which kinds are mailed; what is not named stays as it is."""
    for kind, is_mailed in choices.items():
        _choose(account, kind, is_mailed)


@act(allowed=may_stop, is_of_one=True)
def stop_mail(account: Account, *, kind: str, by: Actor, at: datetime) -> None:
    """By the link in an e-mail, or by hand."""
    _choose(account, kind, False)


def _choose(account: Account, kind: str, is_mailed: bool) -> None:
    if kind not in KINDS:
        raise UnknownKind
    if not is_mailed and not KINDS[kind].is_optional:
        raise AlwaysMailed
    kept = Preference.objects.filter(account=account, kind=kind).first()
    if kept is None:
        create(Preference(account=account, kind=kind, is_mailed=is_mailed))
    elif kept.is_mailed != is_mailed:
        change(kept, is_mailed=is_mailed)


@act(allowed=is_node, is_of_one=True)
def end_delivery(delivery: Delivery, *, verb: str, by: Actor, at: datetime) -> None:
    """It was sent, or given up, or nobody wants it any more."""
    move(delivery, DELIVERY, verb, ended_at=at, tries=delivery.tries + 1)


@act(allowed=is_node, is_of_one=True)
def put_off_delivery(delivery: Delivery, *, until: datetime, by: Actor, at: datetime) -> None:
    change(delivery, tries=delivery.tries + 1, try_at=until)


@act(allowed=is_node, is_of_one=True)
def drop_notices(before: datetime, *, by: Actor, at: datetime) -> int:
    """Those that were made before, with how they were carried; whether or not anybody read them."""
    dropped, _ = Notice.objects.filter(made_at__lt=before).delete()
    note(rows=dropped)
    return int(dropped)


@act(allowed=is_node, is_of_one=True)
def list_written(wanted: Sequence[Wanted], *, by: Actor, at: datetime) -> int:
    """Whom an official tells in writing, since nobody can tell her in the product; each once."""
    rows = [_written(one, at) for one in wanted]
    WrittenNotice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2_000)
    listed = Counter(WrittenNotice.objects.filter(line=line()).values_list("kind", flat=True))
    note(**listed)
    return listed.total()


@act(allowed=may_write)
def note_written(written: Sequence[int], *, region: str, told_on: date, way: str, by: Actor, at: datetime) -> int:
    """All of them, or none: that they were told, on which day and how. Noted again, the later word stands."""
    if way not in WAYS:
        raise UnknownWay(ways=list(WAYS.values()))
    rows = list(WrittenNotice.objects.filter(pk__in=written).order_by("id")[: AT_ONCE + 1])
    is_whole = 0 < len(rows) == len(set(written)) <= AT_ONCE
    if not is_whole or not all(of_region(region).holds_region(row.region) for row in rows):
        raise NotYours(most=AT_ONCE)
    earliest = max(day_at(row.made_at) for row in rows)
    if not earliest <= told_on <= day_at(at):
        raise NotToldThen(first=earliest)
    for row in rows:
        change(row, told_on=told_on, way=way, told_by=by.name)
    note(written=len(rows), told_on=told_on, way=way)
    return len(rows)


def _written(wanted: Wanted, at: datetime) -> WrittenNotice:
    kind, _, key = wanted.about.partition("/")
    return WrittenNotice(
        once=wanted.once(None),
        kind=wanted.kind,
        certificate_id=wanted.certificate,
        recalled_id=int(key) if kind == "certificates.recalled" else None,
        region=wanted.region,
        facts=dict(wanted.facts),
        made_at=at,
        line=line(),
    )
