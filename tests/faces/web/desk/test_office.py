"""The office's pages of the desk: what waits, one letter, and what is done with it."""

import re

import pytest
from django.test import Client

from apps.desk.making import AT, CONTACT, TEXT, received, settled_enquiry
from baigong.apps.authority.actions import configure_chain
from baigong.apps.authority.models import Proposal
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.journal.models import Line
from cast import BEIJING, HANGZHOU
from contract.people import resident

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def page(answer) -> str:
    return answer.content.decode()


def post(client: Client, row: Enquiry, verb: str, **told):
    return client.post(f"/office/desk/{row.pk}/{verb}", told, headers=ENGLISH)


def listed(answer) -> list[int]:
    return [int(key) for key in re.findall(r'href="/office/desk/(\d+)"', page(answer))]


def test_an_official_sees_what_waits_in_her_region_by_shape_and_word(wang, client_of):
    late, fresh = received(), settled_enquiry(HANGZHOU, due_on="2099-01-05")
    received(BEIJING), settled_enquiry(HANGZHOU, "closed")

    shown = wang.get("/office/desk/", headers=ENGLISH)

    assert listed(shown) == [late.pk, fresh.pk]
    assert "2 letters wait for an answer" in page(shown) and "1 overdue" in page(shown)
    assert re.search(r'<span class="pill missed"><svg class="glyph".*?</svg>overdue by \d+ days</span>', page(shown))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["late", "taken"]),
        ({"state": "all"}, ["late", "taken", "done"]),
        ({"state": "closed"}, ["done"]),
        ({"kind": "question"}, ["taken"]),
        ({"mine": "on"}, ["taken"]),
        ({"overdue": "on"}, ["late"]),
        ({"sort": "-received", "state": "all"}, ["taken", "late", "done"]),
        ({"sort": "nonsense", "sheet": "99", "state": "nonsense"}, ["late", "taken"]),
    ],
)
def test_the_list_filters_and_sorts(cast, wang, asked, found):
    rows = {
        "late": settled_enquiry(HANGZHOU, due_on="2025-06-30"),
        "taken": settled_enquiry(
            HANGZHOU,
            "assigned",
            kind="question",
            due_on="2099-01-05",
            assigned_to_id=cast.wang.account,
            received_at="2025-07-02T00:00Z",
        ),
        "done": settled_enquiry(HANGZHOU, "closed", due_on="2099-01-06", received_at="2025-06-01T00:00Z"),
    }

    shown = wang.get("/office/desk/", {"state": "open", **asked})

    assert listed(shown) == [rows[name].pk for name in found]


def test_the_list_is_taken_away_without_the_words_of_letters(wang):
    row = received()

    file = wang.get("/office/desk/", {"format": "csv"}, headers=ENGLISH).content.decode("utf-8-sig")

    head, line = file.splitlines()
    assert head.split(",")[:4] == ["Number of the letter", "Kind of letter", "Region", "State"]
    assert line.split(",")[:4] == [row.number, "complaint", HANGZHOU, "received"]
    assert row.subject not in file and TEXT not in file


def test_whoever_has_no_business_here_is_told_so(client_of):
    row = received()

    assert Client().get("/office/desk/").url.startswith("/accounts/login/")
    assert client_of("lan").get("/office/desk/").status_code == 403
    assert client_of("li").get(f"/office/desk/{row.pk}").status_code == 404
    assert post(client_of("li"), row, "take").status_code == 404
    assert Entry.objects.count() == 0


def test_a_letter_is_taken_answered_and_closed(cast, wang):
    row = received()

    assert "Send the answer" not in page(wang.get(f"/office/desk/{row.pk}", headers=ENGLISH))
    post(wang, row, "take")
    shown = page(wang.get(f"/office/desk/{row.pk}", headers=ENGLISH))
    assert "Send the answer" in shown and TEXT in shown and "Wang" in shown
    post(wang, row, "answer", text="已安排")
    post(wang, row, "close")

    row.refresh_from_db()
    assert (row.state, row.assigned_to_id) == ("closed", cast.wang.account)
    assert list(Entry.objects.values_list("kind", "text")) == [("answered", "已安排")]


def test_it_is_given_to_somebody_of_the_office(cast, wang):
    row = received()

    post(wang, row, "assign", account=cast.zhao.account)
    refused = post(wang, row, "assign", account=cast.li.account)

    row.refresh_from_db()
    assert (row.assigned_to_id, refused.status_code) == (cast.zhao.account, 422)


def test_it_is_passed_on_and_the_list_is_shown(wang):
    row = received()

    answer = post(wang, row, "transfer", to=BEIJING, reason="事发地在北京")

    assert (answer.status_code, answer.url) == (302, "/office/desk/")
    assert Enquiry.objects.get().region == BEIJING


def test_more_time_is_taken_or_refused_on_the_form(wang):
    fresh, late = settled_enquiry(HANGZHOU, due_on="2099-01-05"), received()

    post(wang, fresh, "extend", working_days=3, reason="需到现场核实")
    refused = post(wang, late, "extend", working_days=3, reason="需到现场核实")

    fresh.refresh_from_db()
    assert str(fresh.due_on) == "2099-01-08"
    assert refused.status_code == 422 and "is over; more time is asked for before it" in page(refused)


def test_a_contact_is_shown_once_for_a_reason(wang):
    row = received(contact=CONTACT)

    assert CONTACT not in page(wang.get(f"/office/desk/{row.pk}"))
    assert post(wang, row, "contact", reason=" ").status_code == 422
    shown = post(wang, row, "contact", reason="回电核实")

    assert CONTACT in page(shown) and "no-store" in shown["Cache-Control"]
    assert Line.objects.get(act="desk.show_contact").facts == {"reason": "回电核实"}
    assert CONTACT not in page(wang.get(f"/office/desk/{row.pk}"))


def test_an_answer_with_an_identity_number_is_refused_and_kept_on_the_form(wang, cast):
    row = settled_enquiry(HANGZHOU, "assigned", assigned_to_id=cast.wang.account)

    answer = post(wang, row, "answer", text=f"经查，{resident(1)}已登记")

    assert answer.status_code == 422 and "Leave identity numbers out" in page(answer)
    assert "经查" in page(answer) and Entry.objects.count() == 0


def test_where_an_answer_takes_two_it_is_proposed(cast, wang):
    row = settled_enquiry(HANGZHOU, "assigned", assigned_to_id=cast.wang.account)
    steps = ["handler", "reviewer"]
    configure_chain("desk.answer_enquiry", region=HANGZHOU, steps=steps, by=cast.security, at=AT)

    post(wang, row, "answer", text="已办理")

    row.refresh_from_db()
    assert (row.state, Proposal.objects.get().act) == ("assigned", "desk.answer_enquiry")
