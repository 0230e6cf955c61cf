"""E-mails: once each, in the reader's language, tried again, and stopped by a link that needs no sign-in."""

from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from apps.authority.subjects import invitation
from apps.desk.making import received
from apps.notices.making import AT, settled_notice, told_of
from apps.notices.post_office import post_office
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Account, Invitation
from baigong.apps.journal.models import Line
from baigong.apps.notices.actions import choose_mail, stop_mail
from baigong.apps.notices.jobs import WAITS, send_mail
from baigong.apps.notices.links import opened_token, stop_token
from baigong.apps.notices.models import Delivery, Notice, Preference
from baigong.apps.notices.permissions import reader_of
from baigong.apps.notices.refusals import AlwaysMailed, BadLink, UnknownKind
from baigong.ground.node.mail import MailTold
from cast import HANGZHOU

pytestmark = pytest.mark.django_db
HERE = "https://skills.example.gov.cn"


class Blocked(BaseEmailBackend):
    """A server that says what a test wants it to say."""

    says: Exception = SMTPServerDisconnected()

    def send_messages(self, messages):
        raise Blocked.says


@pytest.fixture(autouse=True)
def mailed(settings):
    settings.NODE = replace(settings.NODE, mail=MailTold("smtp", "skills@example.gov.cn"), told_address=HERE)


@pytest.fixture
def blocked(settings):
    settings.EMAIL_BACKEND = f"{Blocked.__module__}.{Blocked.__qualname__}"
    Blocked.says = SMTPServerDisconnected()


def due_to(account: int | None, kind: str = "task_due", **cells) -> Delivery:
    return Delivery.objects.create(notice=settled_notice(account, kind, **cells), channel="mail", try_at=AT)


def states() -> list[tuple[str, int]]:
    return list(Delivery.objects.order_by("id").values_list("state", "tries"))


def test_what_happens_is_mailed_once_however_often_jobs_run(cast):
    received()
    told_of("desk.receive_enquiry")

    for _ in range(3):
        send_mail(at=AT)

    assert [(one.to, one.subject) for one in mail.outbox] == [(["wang@example.org"], "收到群众来信")]
    assert states() == [("sent", 1)]


def test_it_is_in_the_readers_language_and_says_how_to_have_no_more(cast):
    Account.objects.filter(username="wang").update(language="en")
    notice = due_to(cast.wang.account).notice

    send_mail(at=AT)

    (one,) = mail.outbox
    link = one.extra_headers["List-Unsubscribe"].strip("<>")
    assert one.subject == "A task is due soon"
    assert one.body.split("\n\n")[0] == "Task 5 of measure 2 (杭州市) is due on 8 July 2025."
    assert f"{HERE}/notices/{notice.pk}" in one.body and link in one.body
    assert (one.from_email, one.extra_headers["List-Unsubscribe-Post"]) == (
        "skills@example.gov.cn",
        "List-Unsubscribe=One-Click",
    )
    assert opened_token(link.removeprefix(f"{HERE}/notices/unsubscribe/")) == (cast.wang.account, "task_due")


def test_somebody_without_an_account_reads_both_languages(cast):
    invited = invitation(HANGZHOU)
    Invitation.objects.filter(pk=invited.pk).update(email="new@example.org")
    about, facts = f"authority.invitation/{invited.pk}", {"due": "2025-07-08"}
    due_to(None, "invitation", about=about, facts=facts)

    send_mail(at=AT)

    (one,) = mail.outbox
    assert (one.to, one.subject) == (["new@example.org"], "邀请您开通账号 · You are invited to an account")
    assert f"{HERE}/accounts/invitation/" in one.body and "List-Unsubscribe" not in one.extra_headers


def test_a_demonstration_says_that_it_is_one(cast, settings):
    settings.NODE = replace(settings.NODE, is_demo=True)
    due_to(cast.wang.account)

    send_mail(at=AT)

    assert mail.outbox[0].subject == "【样例】任务即将到期"
    assert "均为虚构" in mail.outbox[0].body


def test_a_blocked_way_is_tried_again_later_and_holds_nothing_up(cast, blocked, settings):
    due_to(cast.wang.account), due_to(cast.zhao.account)

    send_mail(at=AT)
    send_mail(at=AT)
    assert states() == [("due", 1), ("due", 1)]  # one a run: the others would only wait as well
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_mail(at=AT + WAITS[0] - timedelta(seconds=1))
    assert mail.outbox == []
    send_mail(at=AT + WAITS[0])

    assert states() == [("sent", 2), ("sent", 2)]


def test_it_is_given_up_after_its_tries(cast, blocked):
    due_to(cast.wang.account)

    for _ in range(len(WAITS) + 1):
        send_mail(at=Delivery.objects.get().try_at)

    assert states() == [("failed", len(WAITS) + 1)]
    assert Line.objects.filter(act="notices.end_delivery").count() == 1


def test_an_address_that_is_none_is_given_up_at_once_and_the_next_is_tried(cast, blocked):
    Blocked.says = SMTPRecipientsRefused({"wang@example.org": (550, b"unknown")})
    due_to(cast.wang.account), due_to(cast.zhao.account)

    send_mail(at=AT)

    assert states() == [("failed", 1), ("failed", 1)]


def test_what_is_sent_again_after_a_crash_bears_the_same_message_id(cast):
    delivery = due_to(cast.wang.account)
    send_mail(at=AT)
    Delivery.objects.filter(pk=delivery.pk).update(state="due")  # killed before its commit

    send_mail(at=AT)

    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_a_node_without_mail_and_an_account_without_address_get_notices_only(cast, settings):
    Account.objects.filter(username="wang").update(email="")
    received()
    told_of("desk.receive_enquiry")
    settings.NODE = replace(settings.NODE, mail=MailTold())
    Account.objects.filter(username="wang").update(email="wang@example.org")
    received()
    told_of("desk.receive_enquiry")

    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 0)


def test_whoever_wants_none_of_a_kind_is_not_mailed_but_told(cast):
    wang = Account.objects.get(username="wang")
    choose_mail(wang, choices={"enquiry_received": False}, by=cast.wang, at=AT)
    received()

    told_of("desk.receive_enquiry")

    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)
    choose_mail(wang, choices={"enquiry_received": True}, by=cast.wang, at=AT)
    received()
    told_of("desk.receive_enquiry")
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 1)


def test_what_is_under_way_is_dropped_when_its_reader_stops_it_or_is_suspended(cast):
    due_to(cast.wang.account), due_to(cast.zhao.account)
    wang = Account.objects.get(username="wang")
    stop_mail(wang, kind="task_due", by=reader_of(wang.pk), at=AT)
    Account.objects.filter(username="zhao").update(is_active=False)

    send_mail(at=AT)

    assert (mail.outbox, states()) == ([], [("dropped", 1), ("dropped", 1)])


def test_the_link_stops_one_kind_of_one_account_and_does_nothing_else(cast):
    wang, zhao = (Account.objects.get(username=name) for name in ("wang", "zhao"))
    reader = reader_of(wang.pk)

    stop_mail(wang, kind="task_due", by=reader, at=AT)

    assert list(Preference.objects.values_list("account", "kind", "is_mailed")) == [(wang.pk, "task_due", False)]
    assert Line.objects.get(act="notices.stop_mail").actor == f"mail/{wang.pk}"
    with pytest.raises(NotAllowed):
        stop_mail(zhao, kind="task_due", by=reader, at=AT)
    with pytest.raises(NotAllowed):
        choose_mail(wang, choices={"task_due": True}, by=reader, at=AT)


def test_what_somebody_waits_for_is_always_mailed(cast):
    wang = Account.objects.get(username="wang")

    with pytest.raises(AlwaysMailed):
        choose_mail(wang, choices={"proposal_waits": False}, by=cast.wang, at=AT)
    with pytest.raises(UnknownKind):
        choose_mail(wang, choices={"weather": False}, by=cast.wang, at=AT)
    with pytest.raises(BadLink):
        opened_token(stop_token(wang.pk, "proposal_waits"))


@pytest.mark.parametrize("token", ["", "x", "WzEsInRhc2tfZHVlIl0:1abc:def"])
def test_a_link_that_was_not_made_here_is_refused(token):
    with pytest.raises(BadLink):
        opened_token(token)


def test_a_real_mail_server_gets_a_whole_letter(cast, settings):
    due_to(cast.wang.account)

    with post_office(settings) as office:
        send_mail(at=AT)

    (letter,) = office.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == (
        "wang@example.org",
        "skills@example.gov.cn",
        "任务即将到期",
    )
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip().startswith(f"<{HERE}/notices/unsubscribe/")
    assert letter["Message-ID"] == f"<notice-{Notice.objects.get().pk}@skills.example.gov.cn>"
    assert "第2项举措的任务（第5号，杭州市）应于2025年7月8日完成。" in letter.get_content()


def test_a_real_mail_server_that_knows_no_such_person_or_is_away(cast, settings):
    Account.objects.filter(username="zhao").update(email="nobody@example.org")
    due_to(cast.zhao.account), due_to(cast.wang.account)

    with post_office(settings):
        send_mail(at=AT)
    due_to(cast.sun.account)
    send_mail(at=AT)

    assert states() == [("failed", 1), ("sent", 1), ("due", 1)]
