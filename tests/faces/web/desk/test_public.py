"""The public pages of the desk: write without an account, read by number and code, see how the promise was kept."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from apps.desk.making import CODE, CONTACT, TEXT, received, settled_enquiry
from baigong.apps.desk.models import Enquiry, Entry
from baigong.faces import clock, public_form
from cast import HANGZHOU
from contract.people import resident

pytestmark = pytest.mark.django_db
LETTER = {"kind": "question", "subject": "补贴", "text": "怎样申领技能提升补贴？", "region": HANGZHOU, "contact": ""}


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def browser(cast) -> Client:
    return Client(headers={"accept-language": "en"})


def now():
    return clock.instant(SimpleNamespace())


def token(minutes: float = 1) -> str:
    return public_form.form_token(now() - timedelta(minutes=minutes))


def page(answer) -> str:
    return answer.content.decode()


def opened(browser: Client, row: Enquiry) -> None:
    answer = browser.post(f"/desk/{row.number}", {"code": CODE})
    assert answer.status_code == 302


def test_the_desk_shows_the_form_the_promise_and_how_it_was_kept(browser):
    settled_enquiry(HANGZHOU, "answered", received_at=now(), answered_at=now(), promised_for=now().date())

    shown = page(browser.get("/desk/", {"region": HANGZHOU}))

    assert "Answered by the promised day" in shown
    assert re.findall(r"<dd>(\d+)</dd>", shown)[:4] == ["1", "1", "0", "0"]
    assert shown.count("<sup>*</sup>") == 3 and "no rule was found" in shown


def test_it_speaks_chinese(cast):
    shown = page(Client(headers={"accept-language": "zh-hans"}).get("/desk/"))

    assert "投诉、咨询与建议" in shown and "承诺时限与兑现情况" in shown
    assert "Write" not in shown and "Region" not in shown


def test_anybody_writes_and_gets_number_and_code_once(browser):
    answer = browser.post("/desk/write", {**LETTER, "token": token()})

    row = Enquiry.objects.get()
    code = re.search(r"<dd class=\"value mono\">([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</dd>", page(answer))[1]
    assert (answer.status_code, row.text, row.number in page(answer)) == (200, LETTER["text"], True)
    assert "no-store" in answer["Cache-Control"]
    assert browser.post("/desk/find", {"number": row.number, "code": code}).url == f"/desk/{row.number}"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"text": "?"}, "A few words are needed"),
        ({"text": f"我是{resident(1)}"}, "Leave identity numbers out"),
        ({"contact": resident(1)}, "Leave identity numbers out"),
        ({"token": "x"}, "opened too long ago"),
        ({"region": "999999"}, "999999 is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_on_the_form_and_nothing_typed_is_lost(browser, cells, says):
    answer = browser.post("/desk/write", {**LETTER, "token": token(), **cells})

    assert (answer.status_code, Enquiry.objects.count()) == (422, 0)
    assert says in page(answer) and LETTER["subject"] in page(answer)


def test_what_was_refused_is_corrected_and_sent_with_the_same_form(browser):
    told = {**LETTER, "token": token()}

    browser.post("/desk/write", {**told, "text": "?"})
    sent = browser.post("/desk/write", told)

    assert (sent.status_code, Enquiry.objects.count()) == (200, 1)


def test_a_form_that_was_open_too_long_can_be_sent_once_more(browser):
    stale = browser.post("/desk/write", {**LETTER, "token": token(minutes=13 * 60)})

    fresh = re.search(r'name="token" value="([^"]+)"', page(stale))[1]

    assert browser.post("/desk/write", {**LETTER, "token": fresh}).status_code == 422  # too quick, for a program
    assert "quicker than anybody" in page(browser.post("/desk/write", {**LETTER, "token": fresh}))


def test_too_many_letters_are_refused(browser):
    answers = [browser.post("/desk/write", {**LETTER, "token": token()}) for _ in range(11)]

    assert Enquiry.objects.count() == 10
    assert "too much was sent" in page(answers[-1])


def test_a_letter_is_read_with_its_code_and_the_code_stands_in_no_address(browser):
    row = received(contact=CONTACT)

    closed = browser.get(f"/desk/{row.number}")
    assert TEXT not in page(closed) and 'type="text"' in page(closed)
    wrong = browser.post(f"/desk/{row.number}", {"code": "2222-2222-2222-2222"})
    assert wrong.status_code == 422 and "no enquiry with this number and code" in page(wrong)
    opened(browser, row)

    shown = page(browser.get(f"/desk/{row.number}"))
    assert TEXT in shown and "138****34" in shown
    assert CONTACT not in shown and CODE not in shown
    assert TEXT not in page(Client().get(f"/desk/{row.number}"))


def test_a_browser_forgets_what_it_has_opened(browser):
    row = received()
    opened(browser, row)

    browser.post(f"/desk/{row.number}/leave")

    assert TEXT not in page(browser.get(f"/desk/{row.number}"))


def test_its_writer_adds_and_is_content(browser):
    row = settled_enquiry(HANGZHOU, "answered", told_at=now())
    opened(browser, row)

    browser.post(f"/desk/{row.number}/add", {"text": "谢谢", "do": "add"})
    browser.post(f"/desk/{row.number}/content")

    row.refresh_from_db()
    assert (row.state, list(Entry.objects.values_list("kind", "text"))) == ("closed", [("added", "谢谢")])


def test_its_writer_reopens_it(browser):
    row = settled_enquiry(HANGZHOU, "answered", told_at=now())
    opened(browser, row)

    browser.post(f"/desk/{row.number}/add", {"text": "没有解决", "do": "reopen"})

    row.refresh_from_db()
    assert row.state == "reopened"
    refused = browser.post(f"/desk/{row.number}/add", {"text": f"我是{resident(1)}", "do": "add"})
    assert refused.status_code == 422 and "Leave identity numbers out" in page(refused)


def test_without_the_code_nothing_is_added(browser):
    row = received()

    for verb in ("add", "content", "leave"):
        assert browser.post(f"/desk/{row.number}/{verb}", {"text": "又一句"}).status_code == 302
    assert (Entry.objects.count(), Enquiry.objects.get().state) == (0, "received")
