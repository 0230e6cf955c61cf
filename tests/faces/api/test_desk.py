"""The desk by the API: the public without an account, officials by their region."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from apps.desk.making import CODE, CONTACT, received, settled_enquiry
from baigong.apps.desk.models import Enquiry, Entry
from baigong.faces import clock, public_form
from cast import BEIJING, HANGZHOU
from contract.people import resident

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/desk"
LETTER = {"kind": "question", "subject": "补贴", "text": "怎样申领技能提升补贴？", "region": HANGZHOU}


def sent(client: Client, address: str, **body):
    return client.post(ROOT + address, data=body, content_type="application/json")


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def token() -> str:
    """Of a form that was opened a minute ago."""
    return public_form.form_token(clock.instant(SimpleNamespace()) - timedelta(minutes=1))


def test_anybody_writes_and_looks_it_up_by_number_and_code(cast, token):
    receipt = sent(Client(), "/own", token=token, **LETTER, contact=CONTACT)

    assert receipt.status_code == 201, receipt.content
    number, code = receipt.json()["number"], receipt.json()["code"]
    found = sent(Client(), "/own/find", number=number, code=code.lower()).json()
    assert (found["text"], found["contact"], found["enquiry"]["state"]) == (LETTER["text"], "138****34", "received")
    assert found["enquiry"]["due_on"] == receipt.json()["due_on"]
    row = Enquiry.objects.get()
    assert code.replace("-", "").encode() not in bytes(row.digest) and CONTACT.encode() not in bytes(row.contact)
    assert told(sent(Client(), "/own/find", number=number, code="2222-2222-2222-2222")) == (404, "desk.not_found")
    assert told(sent(Client(), "/own/find", number="330100-2025-9", code=code)) == (404, "desk.not_found")


def test_the_form_says_when_it_was_opened_and_is_good_once(cast, token):
    fresh = Client().get(f"{ROOT}/form").json()["token"]
    old = public_form.form_token(clock.instant(SimpleNamespace()) - timedelta(hours=13))

    assert told(sent(Client(), "/own", token=fresh, **LETTER)) == (422, "desk.too_quick")
    assert told(sent(Client(), "/own", token=old, **LETTER)) == (422, "desk.stale_form")
    assert told(sent(Client(), "/own", token=token + "x", **LETTER)) == (422, "desk.stale_form")
    assert sent(Client(), "/own", token=token, **LETTER).status_code == 201
    assert told(sent(Client(), "/own", token=token, **LETTER)) == (422, "desk.sent_already")
    assert Enquiry.objects.count() == 1


def test_ten_letters_an_hour_come_from_one_address(cast):
    opened = clock.instant(SimpleNamespace()) - timedelta(minutes=1)

    answers = [sent(Client(), "/own", token=public_form.form_token(opened), **LETTER) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [201] * 10 + [429]
    assert told(answers[-1]) == (429, "desk.too_often")


def test_codes_are_not_tried_out(cast, settings):
    settings.API_A_MINUTE = {"account": 100_000, "address": 100_000}
    number = received().number

    answers = [sent(Client(), "/own/find", number=number, code="x") for _ in range(61)]

    assert {answer.status_code for answer in answers[:60]} == {404}
    assert told(answers[60]) == (429, "desk.too_often")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"text": "x" * 2001}, "api.bad_fields"),
        ({"subject": "x" * 101}, "api.bad_fields"),
        ({"contact": "x" * 101}, "api.bad_fields"),
        ({"kind": "praise"}, "api.bad_fields"),
        ({"text": f"我的身份证号是{resident(1)}"}, "api.number_in_text"),
        ({"contact": resident(1)}, "api.number_in_text"),
        ({"region": "330199"}, "desk.unknown_region"),
    ],
)
def test_too_long_a_letter_or_one_with_an_identity_number_is_refused(cast, token, cells, code):
    assert told(sent(Client(), "/own", token=token, **{**LETTER, **cells})) == (422, code)
    assert Enquiry.objects.count() == 0


def test_its_writer_adds_is_content_and_reopens(cast):
    made = settled_enquiry(HANGZHOU, "answered", told_at=clock.instant(SimpleNamespace()))
    opening = {"number": made.number, "code": CODE}

    added = sent(Client(), "/own/add", **opening, text="多谢").json()
    closed = sent(Client(), "/own/close", **opening).json()
    reopened = sent(Client(), "/own/reopen", **opening, text="又出现了").json()

    assert [entry["kind"] for entry in added["entries"]] == ["added"]
    assert (closed["enquiry"]["state"], reopened["enquiry"]["state"]) == ("closed", "reopened")
    assert told(sent(Client(), "/own/add", number=made.number, code="x", text="多谢")) == (404, "desk.not_found")


def test_everybody_sees_what_is_promised_and_how_it_was_kept(cast):
    received()

    shown = Client().get(f"{ROOT}/promise", {"region": HANGZHOU}).json()

    assert {one["kind"]: (one["working_days"], one["is_assumed"]) for one in shown["promises"]} == {
        "complaint": (15, True),
        "question": (5, True),
        "suggestion": (15, True),
    }
    assert (shown["region"], shown["in_time"], shown["median_days"]) == (HANGZHOU, 0, None)


def test_officials_list_and_open_what_is_of_their_region(client_of):
    mine, theirs = received(), received(BEIJING)
    wang, li = client_of("wang"), client_of("li")

    listed = wang.get(f"{ROOT}/enquiries").json()["items"]

    assert [(row["id"], row["is_overdue"], row["assigned_to"]) for row in listed] == [(mine.pk, True, None)]
    assert wang.get(f"{ROOT}/enquiries/{mine.pk}").json()["text"] == mine.text
    assert told(wang.get(f"{ROOT}/enquiries/{theirs.pk}")) == (404, "api.not_found")
    assert [row["id"] for row in li.get(f"{ROOT}/enquiries").json()["items"]] == [theirs.pk]
    assert client_of("lan").get(f"{ROOT}/enquiries").json()["items"] == []
    assert told(Client().get(f"{ROOT}/enquiries")) == (401, "api.not_signed_in")


@pytest.mark.parametrize("order", ["due", "received", "newest"])
def test_the_list_comes_by_pages(client_of, order):
    made = [received().pk for _ in range(3)]
    wang = client_of("wang")

    first = wang.get(f"{ROOT}/enquiries", {"limit": 2, "order": order}).json()
    second = wang.get(f"{ROOT}/enquiries", {"limit": 2, "order": order, "after": first["next"]}).json()

    seen = [row["id"] for row in first["items"] + second["items"]]
    assert seen == (made[::-1] if order == "newest" else made)
    assert second["next"] is None


def test_an_office_takes_answers_and_closes_it(cast, client_of):
    made, wang = received(contact=CONTACT), client_of("wang")
    address = f"/enquiries/{made.pk}"

    names = [one["account"] for one in wang.get(f"{ROOT}{address}/assignees").json()]
    assert cast.wang.account in names and cast.li.account not in names
    taken = sent(wang, f"{address}/assign", account=cast.wang.account).json()
    assert (taken["enquiry"]["state"], taken["enquiry"]["assigned_name"]) == ("assigned", "Wang")
    assert sent(wang, f"{address}/contact", reason="回电核实").json() == {"contact": CONTACT}
    answered = sent(wang, f"{address}/answer", text="已办理").json()
    assert [entry["actor"] for entry in answered["entries"]] == [cast.wang.name]
    assert sent(wang, f"{address}/close").json()["enquiry"]["state"] == "closed"
    assert told(sent(client_of("li"), f"{address}/answer", text="已办理")) == (404, "api.not_found")


def test_an_office_passes_it_on_and_sees_it_no_more(cast, client_of):
    made, wang = received(), client_of("wang")

    done = sent(wang, f"/enquiries/{made.pk}/transfer", to=BEIJING, reason="事发地在北京")

    assert done.status_code == 204
    assert told(wang.get(f"{ROOT}/enquiries/{made.pk}")) == (404, "api.not_found")
    assert list(Entry.objects.values_list("kind", "text")) == [("transferred", "事发地在北京")]


def test_more_time_is_refused_after_the_promised_day(client_of):
    late = received()

    answer = sent(client_of("wang"), f"/enquiries/{late.pk}/extend", working_days=5, reason="需核实")

    assert told(answer) == (422, "desk.due_already")
