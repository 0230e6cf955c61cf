"""The pages of notices: read, choose what is mailed, and stop e-mails without signing in."""

import re
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client

from apps.catalogue.subjects import settled_task
from apps.desk.making import received
from apps.notices.making import AT, settled_notice, told_of
from baigong.apps.notices.jobs import send_mail, tell_of_day
from baigong.apps.notices.links import stop_token
from baigong.apps.notices.models import Notice, Preference
from baigong.ground.node.mail import MailTold
from cast import HANGZHOU

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def page(answer) -> str:
    return answer.content.decode()


def test_a_notice_is_counted_in_the_masthead_listed_and_leads_to_its_letter(wang):
    row = received()
    told_of("desk.receive_enquiry")
    notice = Notice.objects.get()

    shown = page(wang.get("/notices/", headers=ENGLISH))
    assert re.search(r'href="/notices/"[^>]*>Notices <span class="count">1</span>', shown)
    assert "A letter came" in shown and row.number in shown and '<span class="unseen">unread</span>' in shown
    opened = wang.post(f"/notices/{notice.pk}/open")

    assert opened.url == f"/office/desk/{row.pk}"
    assert "1 notice is unread" not in page(wang.get("/notices/", headers=ENGLISH))
    assert page(wang.get("/notices/", {"show": "unread"}, headers=ENGLISH)).count("A letter came") == 0


def test_all_are_read_at_once(cast, wang):
    settled_notice(cast.wang.account), settled_notice(cast.wang.account)

    wang.post("/notices/read")

    assert Notice.objects.filter(read_at=None).count() == 0


def test_nobody_opens_anothers_notice(cast, wang):
    theirs = settled_notice(cast.li.account)

    assert wang.get(f"/notices/{theirs.pk}").status_code == 404
    assert wang.post(f"/notices/{theirs.pk}/open").status_code == 404
    assert Client().get("/notices/").url.startswith("/accounts/login/")


def test_the_link_of_an_email_leads_to_the_notice_which_looking_does_not_change(cast, wang):
    notice = settled_notice(cast.wang.account)

    shown = page(wang.get(f"/notices/{notice.pk}", headers=ENGLISH))

    assert 'Task 5 of measure 2 (<span lang="zh-Hans">杭州市</span>) is due on 8 July 2025.' in shown
    assert Notice.objects.get().read_at is None


def test_one_chooses_what_is_mailed(cast, wang):
    shown = page(wang.get("/notices/settings", headers=ENGLISH))
    kinds = re.findall(r'value="([a-z_]+)" id="kind-', shown)
    assert "task_due" in kinds and "proposal_waits" not in kinds and "wang@example.org" in shown

    wang.post("/notices/settings", {"mailed": [kind for kind in kinds if kind != "task_due"]})

    assert list(Preference.objects.filter(is_mailed=False).values_list("account", "kind")) == [
        (cast.wang.account, "task_due")
    ]


def test_the_link_stops_a_kind_without_signing_in_and_only_by_post(cast):
    address = f"/notices/unsubscribe/{stop_token(cast.wang.account, 'task_due')}"
    browser = Client(enforce_csrf_checks=True, headers=ENGLISH)

    asked = page(browser.get(address))
    assert "No more e-mails of this kind?" in asked and Preference.objects.count() == 0
    done = browser.post(address, {"List-Unsubscribe": "One-Click"})

    assert done.status_code == 200 and "is not mailed to you any more" in page(done)
    assert list(Preference.objects.values_list("kind", "is_mailed")) == [("task_due", False)]
    assert browser.get("/notices/unsubscribe/nonsense").status_code == 404


def test_the_link_that_was_mailed_is_that_link(cast, settings):
    settings.NODE = replace(settings.NODE, mail=MailTold("smtp"), told_address="https://skills.example.gov.cn")
    settled_task(HANGZHOU, due_on="2025-07-08")
    tell_of_day(at=AT)
    send_mail(at=AT)

    (link,) = [one.extra_headers["List-Unsubscribe"].strip("<>") for one in mail.outbox]
    Client().post(link.removeprefix("https://skills.example.gov.cn"), {"List-Unsubscribe": "One-Click"})

    assert list(Preference.objects.values_list("kind", "is_mailed")) == [("task_due", False)]


def test_they_speak_chinese(cast, wang):
    settled_notice(cast.wang.account)

    shown = "".join(page(wang.get(address, headers={"accept-language": "zh-hans"})) for address in PAGES)

    assert "第2项举措的任务" in shown and "邮件设置" in shown
    assert [word for word in ("Notices", "By e-mail", "Look at it", "always") if word in shown] == []


PAGES = ("/notices/", "/notices/settings")
