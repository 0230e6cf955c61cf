"""Giving notices, reading them, choosing what is mailed, and what became of each e-mail."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.models import Account
from baigong.apps.authority.moving import move
from baigong.apps.notices.channels import CHANNELS
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.models import Delivery, Notice, Preference
from baigong.apps.notices.permissions import is_node, is_oneself, may_stop
from baigong.apps.notices.refusals import AlwaysMailed, UnknownKind
from baigong.apps.notices.states import DELIVERY
from baigong.apps.notices.wanted import Wanted


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
