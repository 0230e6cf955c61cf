"""Notices in the product: counted, read, chosen, and gone when their time is over."""

from datetime import timedelta

import pytest

from apps.notices.making import AT, settled_delivery, settled_notice
from baigong.apps.authority.actor import NOBODY
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Account
from baigong.apps.journal.models import Line
from baigong.apps.notices.actions import choose_mail, read_notices
from baigong.apps.notices.jobs import KEPT_FOR, tell_of_day
from baigong.apps.notices.models import Delivery, Notice
from baigong.apps.notices.queries import choices, count, notice, notices, unread
from baigong.core.text import Text
from cast import HANGZHOU

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang(cast):
    return Account.objects.get(username="wang")


def test_each_reads_her_own(cast):
    mine, theirs = settled_notice(cast.wang.account), settled_notice(cast.li.account)

    assert [shown.id for shown in notices(cast.wang)] == [mine.pk]
    assert (notice(cast.wang, theirs.pk), notices(NOBODY), unread(NOBODY)) == (None, [], 0)


def test_a_notice_is_told_in_both_languages(cast):
    shown = notice(cast.wang, settled_notice(cast.wang.account).pk)

    assert shown.sentence == Text(
        zh="第2项举措的任务（第5号，杭州市）应于2025年7月8日完成。",
        en="Task 5 of measure 2 (杭州市) is due on 8 July 2025.",
    )


def test_they_are_read_one_by_one_or_all_at_once(cast, wang):
    first, second, third = (settled_notice(wang.pk) for _ in range(3))
    other = settled_notice(cast.li.account)
    assert unread(cast.wang) == 3

    read_notices(wang, only=[first.pk, other.pk], by=cast.wang, at=AT)
    assert (unread(cast.wang), unread(cast.li)) == (2, 1)
    assert [shown.id for shown in notices(cast.wang, only_unread=True)] == [third.pk, second.pk]
    read_notices(wang, by=cast.wang, at=AT)

    assert (unread(cast.wang), count(cast.wang), unread(cast.li)) == (0, 3, 1)
    assert [line.facts for line in Line.objects.filter(act="notices.read_notices").order_by("id")] == [
        {"notices": 1},
        {"notices": 2},
    ]


def test_nobody_reads_or_chooses_for_another(cast, wang):
    for act, told in ((read_notices, {}), (choose_mail, {"choices": {}})):
        with pytest.raises(NotAllowed):
            act(wang, **told, by=cast.zhao, at=AT)


def test_the_list_goes_on_and_filters(cast):
    old, new = settled_notice(cast.wang.account), settled_notice(cast.wang.account, "enquiry_due", facts=OF_A_LETTER)

    assert [shown.id for shown in notices(cast.wang, limit=1)] == [new.pk]
    assert [shown.id for shown in notices(cast.wang, after=new.pk)] == [old.pk]
    assert [shown.id for shown in notices(cast.wang, start=1)] == [old.pk]
    assert [shown.id for shown in notices(cast.wang, kind="task_due")] == [old.pk]


OF_A_LETTER = {"number": "330100-2025-000001", "due": "2025-07-02", "about": {"zh": "投诉", "en": "complaint"}}


def test_choices_are_of_the_kinds_that_her_roles_can_get(cast, wang):
    choose_mail(wang, choices={"task_due": False}, by=cast.wang, at=AT)

    mine = {one.kind: one.is_mailed for one in choices(cast.wang)}

    assert (mine["task_due"], mine["proposal_waits"], "publication_out" in mine) == (False, True, False)
    hers = {one.kind for one in choices(cast.lan)}
    assert ({"dispute_answered", "certificate_issued"} <= hers, "proposal_waits" in hers) == (True, False)


def test_old_ones_go_with_how_they_were_carried(cast):
    settled_delivery(HANGZHOU)
    kept = settled_notice(cast.wang.account, made_at=AT + timedelta(days=1))

    tell_of_day(at=AT + KEPT_FOR + timedelta(seconds=1))

    assert (list(Notice.objects.values_list("pk", flat=True)), Delivery.objects.count()) == ([kept.pk], 0)
    assert Line.objects.get(act="notices.drop_notices").facts == {"rows": 2}
