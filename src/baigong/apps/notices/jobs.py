"""What the worker does with notices: after acts, by the day, and every minute for e-mails. Each may be done twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from baigong.apps.authority.actor import operator
from baigong.apps.journal.models import Line
from baigong.apps.notices.actions import drop_notices, end_delivery, give_notices, list_written, put_off_delivery
from baigong.apps.notices.channels import CHANNELS, Undelivered
from baigong.apps.notices.models import Delivery, Notice, WrittenNotice
from baigong.apps.notices.occasions import OF_ACTS, of_day
from baigong.apps.notices.wanted import Wanted
from baigong.core.periods import day_at

WORKER = operator("worker")
AT_ONCE = 200
KEPT_FOR = timedelta(days=400)  # [assumption] docs/notices.md
# After the first failure a minute, after the last a day; then it is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))


def tell_of_act(line: int, subject: str, *, at: datetime) -> None:
    """Deferred in the act's transaction, so that its line is there."""
    told = Line.objects.get(pk=line)
    _give(OF_ACTS[told.act](told, day_at(told.at)), at=at)


def tell_of_day(*, at: datetime) -> None:
    """What is due and overdue; and what nobody needs any more goes."""
    _give(of_day(at), at=at)
    if Notice.objects.filter(made_at__lt=at - KEPT_FOR).exists():
        drop_notices(at - KEPT_FOR, by=WORKER, at=at)


def _give(found: Iterable[Wanted], *, at: datetime) -> None:
    """Only what is new is an act; a second run writes nothing."""
    every = list(found)
    wanted = [one for one in every if one.accounts]
    keys = {one.once(account) for one in wanted for account in one.accounts}
    if keys - set(Notice.objects.filter(once__in=keys).values_list("once", flat=True)):
        give_notices(wanted, by=WORKER, at=at)
    _list([one for one in every if one.certificate and not one.accounts], at=at)


def _list(wanted: Sequence[Wanted], *, at: datetime) -> None:
    """Holders without an account; who opens one later is still told in writing of what was before."""
    keys = {one.once(None) for one in wanted}
    if keys - set(WrittenNotice.objects.filter(once__in=keys).values_list("once", flat=True)):
        list_written(wanted, by=WORKER, at=at)


def send_mail(*, at: datetime) -> None:
    """Whatever is due to be carried. Where the way is blocked, the others wait for the next minute."""
    due = Delivery.objects.filter(state="due", try_at__lte=at).order_by("try_at", "id")
    for key in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        if not _carry(key, at):
            return


def _carry(key: int, at: datetime) -> bool:
    """The row is held meanwhile, so that nobody else carries it; killed after sending, it is sent once more.

    Then both have one Message-ID. Whether to go on with others is the answer.
    """
    with transaction.atomic():
        row = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=key, state="due")
        delivery = row.select_related("notice__account").first()
        if delivery is None:
            return True
        channel = CHANNELS[delivery.channel]
        if not channel.takes(delivery.notice):
            end_delivery(delivery, verb="drop", by=WORKER, at=at)
            return True
        try:
            channel.carry(delivery.notice, reference=f"notice-{delivery.notice_id}")
        except Undelivered as failed:
            return _failed(delivery, failed, at)
        end_delivery(delivery, verb="send", by=WORKER, at=at)
        return True


def _failed(delivery: Delivery, failed: Undelivered, at: datetime) -> bool:
    if failed.is_final or delivery.tries >= len(WAITS):
        end_delivery(delivery, verb="give up", by=WORKER, at=at)
    else:
        put_off_delivery(delivery, until=at + WAITS[delivery.tries], by=WORKER, at=at)
    return failed.is_final
