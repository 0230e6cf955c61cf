"""What an office does with an enquiry, and what it may not."""

from datetime import date, timedelta

import pytest

from apps.desk.making import AT, CONTACT, received, settled_enquiry
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.desk import actions
from baigong.apps.desk.jobs import tend_enquiries
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.desk.permissions import writer_of
from baigong.apps.desk.queries import Wanted, assignees, count, enquiries, enquiry, enquiry_to_act_on, key_of
from baigong.apps.desk.refusals import (
    DueAlready,
    ExtendedAlready,
    NeedsReason,
    NoContact,
    NotOfThisOffice,
    NotOpen,
    SameRegion,
    TooLongAnExtension,
    UnknownRegion,
)
from baigong.apps.journal.models import Line
from baigong.core.scope import WHOLE, of_region
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db
TUESDAY = date(2025, 7, 1)
MINE, THEIRS = of_region(HANGZHOU), of_region(BEIJING)


def test_it_is_given_to_somebody_of_the_office_and_answered(cast):
    made = received()

    actions.assign_enquiry(made, account=cast.zhao.account, by=cast.wang, at=AT)
    actions.answer_enquiry(made, text="已安排在下周开班", by=cast.zhao, at=AT + timedelta(days=1))

    assert (made.state, made.assigned_to_id, made.promised_for) == ("answered", cast.zhao.account, date(2025, 7, 22))
    assert made.answered_at == made.told_at == AT + timedelta(days=1)
    assert list(Entry.objects.values_list("kind", "text", "office")) == [
        ("answered", "已安排在下周开班", "杭州市人社局")
    ]
    line = Line.objects.get(pk=made.line)
    assert (line.act, line.actor, line.after["state"]) == ("desk.answer_enquiry", cast.zhao.name, "answered")
    assert "开班" not in f"{line.before}{line.after}{line.facts}"


def test_another_regions_official_does_nothing_with_it(cast):
    made = received()

    for act, told in (
        (actions.assign_enquiry, {"account": cast.li.account}),
        (actions.answer_enquiry, {"text": "已办"}),
        (actions.transfer_enquiry, {"to": BEIJING, "reason": "属地"}),
        (actions.extend_enquiry, {"working_days": 1, "reason": "核实"}),
        (actions.show_contact, {"reason": "回电"}),
        (actions.close_enquiry, {}),
    ):
        with pytest.raises(NotAllowed):
            act(made, **told, by=cast.li, at=AT)


def test_it_is_not_given_to_somebody_without_a_post_here(cast):
    made = received()

    for account in (cast.li.account, cast.lan.account, cast.security.account, 10**9):
        with pytest.raises(NotOfThisOffice):
            actions.assign_enquiry(made, account=account, by=cast.wang, at=AT)
    assert [holder.account for holder in assignees(MINE, HANGZHOU, on=TUESDAY)] == [
        cast.sun.account,
        cast.wang.account,
        cast.zhao.account,
    ]


def test_it_is_not_answered_before_somebody_has_it_nor_twice(cast):
    made = received()

    with pytest.raises(WrongState):
        actions.answer_enquiry(made, text="已办理", by=cast.wang, at=AT)
    actions.assign_enquiry(made, account=cast.wang.account, by=cast.wang, at=AT)
    actions.answer_enquiry(made, text="已办理", by=cast.wang, at=AT)
    with pytest.raises(WrongState):
        actions.answer_enquiry(made, text="再办理", by=cast.wang, at=AT)


def test_what_goes_to_another_office_keeps_its_promised_day(cast):
    made = received()
    actions.assign_enquiry(made, account=cast.wang.account, by=cast.wang, at=AT)

    actions.transfer_enquiry(made, to=BEIJING, reason="事发地在北京", by=cast.wang, at=AT + timedelta(days=3))

    assert (made.state, made.region, made.assigned_to_id, made.due_on) == ("received", BEIJING, None, date(2025, 7, 22))
    assert (enquiry_to_act_on(MINE, made.pk), enquiry_to_act_on(THEIRS, made.pk)) == (None, made)
    assert [entry.kind for entry in enquiry(THEIRS, made.pk, on=TUESDAY).entries] == ["transferred"]


def test_it_is_passed_on_for_a_reason_and_to_another_region(cast):
    made = received()

    for to, reason, refusal in (
        (BEIJING, " ", NeedsReason),
        (HANGZHOU, "属地", SameRegion),
        ("330199", "属地", UnknownRegion),
    ):
        with pytest.raises(refusal):
            actions.transfer_enquiry(made, to=to, reason=reason, by=cast.wang, at=AT)


def test_more_time_is_taken_once_for_a_reason(cast):
    made = received()

    actions.extend_enquiry(made, working_days=5, reason="需到现场核实", by=cast.wang, at=AT)

    assert (made.due_on, made.extended_because) == (date(2025, 7, 29), "需到现场核实")
    with pytest.raises(ExtendedAlready):
        actions.extend_enquiry(made, working_days=5, reason="仍需核实", by=cast.wang, at=AT)


def test_more_time_is_not_taken_too_late_too_long_or_for_nothing(cast):
    made, done = received(), settled_enquiry(HANGZHOU, "answered")

    for row, days, reason, later, refusal in (
        (made, 5, "", 0, NeedsReason),
        (made, 16, "需核实", 0, TooLongAnExtension),
        (made, 0, "需核实", 0, TooLongAnExtension),
        (made, 5, "需核实", 22, DueAlready),
        (done, 5, "需核实", 0, NotOpen),
    ):
        with pytest.raises(refusal):
            actions.extend_enquiry(row, working_days=days, reason=reason, by=cast.wang, at=AT + timedelta(days=later))


def test_a_contact_is_masked_until_somebody_says_why(cast):
    made = received(contact=CONTACT)

    assert CONTACT.encode() not in bytes(made.contact)
    assert enquiry(MINE, made.pk, on=TUESDAY).contact == "138****34"
    assert actions.show_contact(made, reason="回电核实", by=cast.wang, at=AT) == CONTACT
    line = Line.objects.get(act="desk.show_contact")
    assert (line.actor, line.facts) == (cast.wang.name, {"reason": "回电核实"})
    with pytest.raises(NeedsReason):
        actions.show_contact(made, reason="", by=cast.wang, at=AT)
    with pytest.raises(NoContact):
        actions.show_contact(received(), reason="回电核实", by=cast.wang, at=AT)


def test_it_is_closed_by_whoever_wrote_it_or_by_the_office(cast):
    for by_writer in (True, False):
        made = settled_enquiry(HANGZHOU, "answered")

        actions.close_enquiry(made, by=writer_of(made) if by_writer else cast.wang, at=AT)

        assert (made.state, made.closed_at) == ("closed", AT)


def test_what_is_quiet_is_closed_and_contacts_go_a_year_later(cast):
    quiet, fresh = received(contact=CONTACT), settled_enquiry(HANGZHOU, "answered", told_at=AT + timedelta(days=20))
    actions.assign_enquiry(quiet, account=cast.wang.account, by=cast.wang, at=AT)
    actions.answer_enquiry(quiet, text="已办理", by=cast.wang, at=AT)

    tend_enquiries(at=AT + timedelta(days=31))

    quiet.refresh_from_db(), fresh.refresh_from_db()
    assert (quiet.state, fresh.state, quiet.masked) == ("closed", "answered", "138****34")
    tend_enquiries(at=AT + timedelta(days=31 + 366))
    quiet.refresh_from_db()
    assert (quiet.contact, quiet.masked) == (None, "")


def test_overdue_is_counted_from_the_day_and_stored_nowhere(cast):
    made = received()

    last, next_day = (enquiry(MINE, made.pk, on=date(2025, 7, day)) for day in (22, 23))

    assert (last.enquiry.is_overdue, next_day.enquiry.is_overdue) == (False, True)
    assert "is_overdue" not in {field.name for field in Enquiry._meta.get_fields()}


def test_an_official_sees_only_her_regions_enquiries(cast):
    mine, theirs = received(), received(BEIJING)

    assert [shown.id for shown in enquiries(MINE, Wanted(), on=TUESDAY)] == [mine.pk]
    assert enquiry(MINE, theirs.pk, on=TUESDAY) is None
    assert count(WHOLE, Wanted(), on=TUESDAY) == 2


def test_the_list_filters_sorts_and_goes_on(cast):
    question = received(kind="question", at=AT + timedelta(hours=1))
    complaint = received()
    late = settled_enquiry(HANGZHOU, due_on=date(2025, 6, 30))
    done = settled_enquiry(HANGZHOU, "closed", received_at=AT - timedelta(days=9))
    actions.assign_enquiry(question, account=cast.wang.account, by=cast.wang, at=AT)

    def listed(limit=50, start=0, after=None, **wanted):
        found = enquiries(MINE, Wanted(**wanted), on=TUESDAY, after=after, start=start, limit=limit)
        return [shown.id for shown in found]

    assert listed() == [late.pk, question.pk, complaint.pk]
    assert listed(state="") == [late.pk, question.pk, complaint.pk, done.pk]
    assert listed(state="closed") == [done.pk]
    assert listed(kind="question") == listed(assigned_to=cast.wang.account) == [question.pk]
    assert listed(is_overdue=True) == [late.pk]
    assert listed(order="received") == [complaint.pk, late.pk, question.pk]
    assert listed(order="newest") == [question.pk, late.pk, complaint.pk]
    assert listed(start=1, limit=1) == [question.pk]
    first = enquiries(MINE, Wanted(), on=TUESDAY, limit=2)
    assert listed(after=key_of(first[-1], "due")) == [complaint.pk]
