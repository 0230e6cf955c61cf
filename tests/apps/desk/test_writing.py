"""What the public does at the desk: write, look up, add, reopen."""

from datetime import date, timedelta

import pytest

from apps.desk.making import AT, CODE, CONTACT, TEXT, letter, received, settled_enquiry
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.desk import actions
from baigong.apps.desk.codes import digest_of, fresh_code
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.desk.permissions import PUBLIC, writer_of
from baigong.apps.desk.queries import enquiry_of_writer, own_enquiry
from baigong.apps.desk.refusals import (
    ClosedAlready,
    NumberOrCode,
    SaysTooLittle,
    TooLateToReopen,
    UnknownKind,
    UnknownRegion,
)
from baigong.apps.journal.models import Line
from cast import HANGZHOU

pytestmark = pytest.mark.django_db


def test_anybody_writes_and_is_promised_a_day(cast):
    made = received()

    assert (made.state, made.region, made.subject, made.text) == ("received", HANGZHOU, "培训报名", TEXT)
    assert made.due_on == date(2025, 7, 22)  # fifteen working days after Tuesday, 1 July
    assert made.number == f"330100-2025-{made.line:06d}"


def test_a_question_is_answered_sooner_than_a_complaint(cast):
    assert received(kind="question").due_on == date(2025, 7, 8)


def test_an_official_writes_for_somebody_at_her_counter_but_not_elsewhere(cast):
    told, digest = letter(), digest_of(CODE)

    made = actions.receive_enquiry(told, region=HANGZHOU, digest=digest, by=cast.wang, at=AT)

    assert Line.objects.get(pk=made.line).actor == cast.wang.name
    for actor in (cast.li, cast.lan, cast.nobody):
        with pytest.raises(NotAllowed):
            actions.receive_enquiry(told, region=HANGZHOU, digest=digest, by=actor, at=AT)


def test_the_journal_says_that_something_came_and_none_of_its_words(cast):
    made = received(contact=CONTACT)

    line = Line.objects.get(pk=made.line)

    assert (line.act, line.actor, line.region) == ("desk.receive_enquiry", "public", HANGZHOU)
    assert (line.after["kind"], line.after["text"], line.after["contact"]) == ("complaint", "…", "…")
    told = f"{line.facts}{line.before}{line.after}"
    assert [word for word in (TEXT, "培训报名", "138", "1234") if word in told] == []


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        ({"kind": "praise"}, UnknownKind),
        ({"subject": " "}, SaysTooLittle),
        ({"text": "?"}, SaysTooLittle),
    ],
)
def test_what_says_too_little_is_refused(cast, cells, refusal):
    told = {"kind": "question", "subject": "培训报名", "text": TEXT, **cells}

    with pytest.raises(refusal):
        actions.receive_enquiry(actions.Letter(**told), region=HANGZHOU, digest=bytes(32), by=PUBLIC, at=AT)


@pytest.mark.parametrize("region", ["330199", "33", "", "abc"])
def test_a_region_that_is_none_of_today_is_refused(cast, region):
    with pytest.raises(UnknownRegion):
        actions.receive_enquiry(letter(), region=region, digest=bytes(32), by=PUBLIC, at=AT)


def test_number_and_code_open_it_together_and_neither_alone(cast):
    made, other = received(), received()
    Enquiry.objects.filter(pk=other.pk).update(digest=digest_of("another"))

    assert enquiry_of_writer(made.number, CODE.lower().replace("-", " ")).pk == made.pk
    for number, code in ((made.number, ""), (made.number, CODE + "2"), (other.number, CODE), ("330100-2025-0", CODE)):
        with pytest.raises(NumberOrCode):
            enquiry_of_writer(number, code)


def test_a_code_is_sixteen_letters_that_nobody_misreads():
    code = fresh_code(lambda size: bytes(range(230, 230 + size)))

    assert code == "PQRS-TVWX-YZPQ-RSTV"  # bytes from 240 on would favour some letters
    assert {digest_of(code), digest_of(code.lower()), digest_of(code.replace("-", ""))} == {digest_of(code)}


def test_whoever_wrote_it_adds_to_it_until_it_is_closed(cast):
    made = received()

    actions.add_to_enquiry(made, text="又打了电话", by=writer_of(made), at=AT)

    assert list(Entry.objects.values_list("kind", "text")) == [("added", "又打了电话")]
    closed = settled_enquiry(HANGZHOU, "closed")
    with pytest.raises(ClosedAlready):
        actions.add_to_enquiry(closed, text="又打了电话", by=writer_of(closed), at=AT)


def test_nobody_adds_to_what_another_wrote(cast):
    made, other = received(), received()

    for actor in (writer_of(other), PUBLIC, cast.wang, cast.lan):
        with pytest.raises(NotAllowed):
            actions.add_to_enquiry(made, text="又打了电话", by=actor, at=AT)


def test_an_answer_that_does_not_do_is_promised_anew(cast):
    made = settled_enquiry(HANGZHOU, "answered", answered_at=AT, promised_for=date(2025, 7, 22))
    monday = AT + timedelta(days=6)

    actions.reopen_enquiry(made, text="问题没有解决", by=writer_of(made), at=monday)

    assert (made.state, made.due_on) == ("reopened", date(2025, 7, 28))
    assert (made.answered_at, made.promised_for) == (AT, date(2025, 7, 22))
    assert Line.objects.get(pk=made.line).act == "desk.reopen_enquiry"


def test_it_is_reopened_for_thirty_days_and_only_after_an_answer(cast):
    made = settled_enquiry(HANGZHOU, "closed")

    with pytest.raises(TooLateToReopen):
        actions.reopen_enquiry(made, text="问题没有解决", by=writer_of(made), at=AT + timedelta(days=31))
    fresh = received()
    with pytest.raises(WrongState):
        actions.reopen_enquiry(fresh, text="问题没有解决", by=writer_of(fresh), at=AT)


def test_whoever_wrote_it_deals_with_an_office_not_with_a_person(cast):
    made = received()
    actions.assign_enquiry(made, account=cast.wang.account, by=cast.wang, at=AT)
    actions.answer_enquiry(made, text="已安排", by=cast.wang, at=AT)

    seen = own_enquiry(enquiry_of_writer(made.number, CODE), on=date(2025, 7, 2))

    assert (seen.enquiry.assigned_to, seen.enquiry.assigned_name) == (None, "")
    assert [(entry.text, entry.office, entry.actor) for entry in seen.entries] == [("已安排", "杭州市人社局", "")]
