"""Who is told of what: each kind, told to those it is for, once, and to nobody else."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.authority.told import digest_of
from apps.catalogue.subjects import settled_task
from apps.desk.making import received, settled_enquiry
from apps.exchange.subjects import REFUSAL, settled_upload
from apps.notices.making import AT, given, told_of
from apps.progress.making import settled_reading
from apps.registry.making import settled_dispute, settled_employment, settled_person
from baigong.apps.authority.actions import (
    Invitee,
    Where,
    approve,
    configure_chain,
    invite_account,
    propose,
    reject,
)
from baigong.apps.authority.actor import operator
from baigong.apps.authority.models import Account, Office, Posting, Proposal
from baigong.apps.authority.roles import Role
from baigong.apps.catalogue.actions import start_task
from baigong.apps.desk import actions as desk
from baigong.apps.desk.permissions import writer_of
from baigong.apps.exchange.actions import check_upload, refuse_upload
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_day
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.models import Notice
from baigong.apps.notices.occasions import OF_ACTS
from baigong.apps.progress.actions import draft_publication, propose_publication
from baigong.apps.reactions import REACTIONS, tell_of_act
from baigong.apps.registry import actions as registry
from cast import BEIJING, CHEN_EMPLOYS, HANGZHOU, settled

pytestmark = pytest.mark.django_db
WORKER = operator("worker")
START = f"catalogue.{start_task.__name__}"


@pytest.fixture
def chained(cast):
    """Starting a task in Hangzhou takes a handler, a reviewer and an approver."""
    steps = ["handler", "reviewer", "approver"]
    configure_chain(START, region=HANGZHOU, steps=steps, by=cast.security, at=AT)


def test_every_act_that_somebody_is_told_of_has_the_job_and_no_other():
    assert {act for act, jobs in REACTIONS.items() if tell_of_act in jobs} == set(OF_ACTS)


def test_the_job_is_deferred_with_the_act(cast):
    received()

    told = ProcrastinateJob.objects.filter(task_name="notices.tell_of_act").values_list("args", flat=True)

    assert list(told) == [{"line": Line.objects.get().pk, "subject": Line.objects.get().subject}]


def test_a_proposal_waits_for_the_next_and_its_maker_learns_the_end(cast, chained):
    proposal = propose(START, [settled_task(HANGZHOU)], {}, by=cast.wang, at=AT)
    told_of("authority.propose")
    assert given() == [("zhao", "proposal_waits")]

    approve(proposal, by=cast.zhao, at=AT)
    told_of("authority.approve")
    assert given() == [("sun", "proposal_waits"), ("zhao", "proposal_waits")]

    approve(proposal, by=cast.sun, at=AT)
    told_of("authority.approve")
    told_of("authority.propose")
    assert given() == [("sun", "proposal_waits"), ("wang", "proposal_approved"), ("zhao", "proposal_waits")]


def test_a_refused_proposal_is_told_to_its_maker(cast, chained):
    proposal = propose(START, [settled_task(HANGZHOU)], {}, by=cast.wang, at=AT)
    reject(proposal, remark="材料不全", by=cast.zhao, at=AT)

    told_of("authority.reject")

    assert given() == [("wang", "proposal_refused")]
    assert "材料" not in str(Notice.objects.get().facts)


def test_what_was_decided_meanwhile_is_not_told_as_waiting(cast, chained):
    proposal = propose(START, [settled_task(HANGZHOU)], {}, by=cast.wang, at=AT)
    reject(proposal, remark="材料不全", by=cast.zhao, at=AT)

    told_of("authority.propose")

    assert given() == [("wang", "proposal_refused")]


def test_where_nobody_is_near_the_office_above_is_told(cast, chained):
    Posting.objects.filter(account__username="zhao").delete()
    ministry = Office.objects.get(region="00")
    settled("zheng", Role.REVIEWER, office=ministry)
    propose(START, [settled_task(HANGZHOU)], {}, by=cast.wang, at=AT)

    told_of("authority.propose")

    assert given() == [("zheng", "proposal_waits")]


def test_somebody_suspended_or_no_longer_posted_is_not_told(cast):
    Account.objects.filter(username="wang").update(is_active=False)
    hangzhou = Office.objects.get(region=HANGZHOU)
    settled("gone", Role.HANDLER, office=hangzhou)
    Posting.objects.filter(account__username="gone").update(to_on=date(2025, 6, 30))
    settled("here", Role.HANDLER, office=hangzhou)
    received()

    told_of("desk.receive_enquiry")

    assert given() == [("here", "enquiry_received")]


def test_a_publication_waits_and_is_out(cast):
    settled("figures", Role.STATISTICIAN, office=Office.objects.get(region=HANGZHOU))
    zhou = cast.statistician
    draft = draft_publication(settled_reading(HANGZHOU), period="2025Q2", by=zhou, at=AT)
    proposal = propose_publication(draft, by=zhou, at=AT)
    told_of("authority.propose")
    assert given() == [("zhao", "publication_waits")]

    approve(proposal, by=cast.zhao, at=AT)
    told_of("authority.approve")
    approve(Proposal.objects.get(), by=cast.sun, at=AT)
    told_of("progress.publish_reading")

    assert [name for name, kind in given() if kind == "publication_out"] == ["figures", "statistician", "sun", "zhao"]


def test_an_upload_is_ready_for_others_than_its_sender_who_learns_what_became_of_it(cast):
    upload = settled_upload(HANGZHOU, account=cast.wang.account)
    check_upload(upload, report={}, by=WORKER, at=AT)
    told_of("exchange.check_upload")
    assert given() == [("sun", "upload_ready"), ("zhao", "upload_ready")]
    assert "证书" not in str(list(Notice.objects.values()))  # a file's name may hold a person's

    refuse_upload(upload, refusal=REFUSAL, by=cast.zhao, at=AT)
    told_of("exchange.refuse_upload")

    assert given()[-2:] == [("wang", "upload_failed"), ("zhao", "upload_ready")]


def test_a_loaded_upload_is_told_to_its_sender_and_to_whoever_confirmed_it(cast):
    settled_upload(HANGZHOU, "loaded", account=cast.wang.account, confirmed_by_id=cast.sun.account)
    loaded = settled_upload(HANGZHOU, "loaded", account=cast.wang.account, confirmed_by_id=cast.sun.account)
    Line.objects.create(act="exchange.finish_load", subject=f"exchange.upload/{loaded.pk}", actor="worker", at=AT)

    told_of("exchange.finish_load")

    assert given() == [("sun", "upload_loaded"), ("wang", "upload_loaded")]


def test_what_the_operator_sends_is_told_to_nobody(cast):
    upload = settled_upload(HANGZHOU)
    check_upload(upload, report={}, by=WORKER, at=AT)

    told_of("exchange.check_upload")

    assert given() == []


def test_a_dispute_is_told_where_the_record_is_kept_and_its_answer_to_who_filed_it(cast):
    employment = settled_employment(settled_person(), CHEN_EMPLOYS)
    dispute = settled_dispute(employment, account=cast.lan.account)
    Line.objects.create(act="registry.file_dispute", subject=f"registry.dispute/{dispute.pk}", actor="x", at=AT)
    told_of("registry.file_dispute")
    assert given() == [("wang", "dispute_filed")]

    registry.answer_dispute(dispute, outcome="rejected", answer="无误", by=cast.wang, at=AT)
    told_of("registry.answer_dispute")

    assert given() == [("lan", "dispute_answered"), ("wang", "dispute_filed")]


def test_a_letter_is_told_at_its_desk_again_where_it_goes_and_to_whom_it_is_given(cast):
    made = received()
    told_of("desk.receive_enquiry")
    assert given() == [("wang", "enquiry_received")]

    desk.assign_enquiry(made, account=cast.zhao.account, by=cast.wang, at=AT)
    told_of("desk.assign_enquiry")
    desk.transfer_enquiry(made, to=BEIJING, reason="事发地在北京", by=cast.zhao, at=AT)
    told_of("desk.transfer_enquiry")

    assert given() == [("li", "enquiry_received"), ("wang", "enquiry_received"), ("zhao", "enquiry_given")]


def test_whoever_takes_a_letter_herself_is_not_told_that_she_has_it(cast):
    made = received()
    desk.assign_enquiry(made, account=cast.wang.account, by=cast.wang, at=AT)

    told_of("desk.assign_enquiry")

    assert given() == []


def test_a_reopened_letter_is_told_anew(cast):
    made = settled_enquiry(HANGZHOU, "answered")
    for _ in range(2):
        desk.reopen_enquiry(made, text="没有解决", by=writer_of(made), at=AT)
        desk.answer_enquiry(made, text="再次答复", by=cast.wang, at=AT)
    desk.reopen_enquiry(made, text="没有解决", by=writer_of(made), at=AT)

    told_of("desk.reopen_enquiry")

    assert given() == [("wang", "enquiry_received")] * 3


def test_the_day_before_it_is_due_and_once_it_is_overdue(cast):
    friday, monday = AT + timedelta(days=3), date(2025, 7, 7)
    settled_enquiry(HANGZHOU, due_on=monday)
    mine = settled_enquiry(HANGZHOU, "assigned", due_on=monday, assigned_to_id=cast.zhao.account)
    settled_enquiry(HANGZHOU, "answered", due_on=monday)
    tell_of_day(at=AT)
    assert given() == []

    for day in (friday, friday + timedelta(days=1), friday + timedelta(days=2)):
        tell_of_day(at=day)
    assert given() == [("wang", "enquiry_due"), ("zhao", "enquiry_due")]

    tell_of_day(at=friday + timedelta(days=3))
    tell_of_day(at=friday + timedelta(days=4))
    tell_of_day(at=friday + timedelta(days=5))
    overdue = [name for name, kind in given() if kind == "enquiry_overdue"]
    assert overdue == ["sun", "sun", "wang", "zhao"]
    assert Notice.objects.filter(account=cast.zhao.account, about=f"desk.enquiry/{mine.pk}").count() == 2


def test_a_task_is_told_a_week_before_to_the_office_that_owns_it(cast):
    settled_task(HANGZHOU, due_on=date(2025, 7, 8))
    settled_task(HANGZHOU, due_on=date(2025, 7, 9))
    settled_task(HANGZHOU, "done", due_on=date(2025, 7, 8))

    tell_of_day(at=AT)
    tell_of_day(at=AT)

    assert given() == [("wang", "task_due")]


def invite(cast, email):
    office = Office.objects.get(region=HANGZHOU)
    where, invitee = Where("handler", office=office.pk), Invitee("newcomer", "新人", email)
    return invite_account(where=where, invitee=invitee, digest=digest_of("secret"), by=cast.security, at=AT)


def test_an_invitation_is_told_to_an_address_that_has_no_account(cast):
    invited = invite(cast, "new@example.org")

    told_of("authority.invite_account")

    notice = Notice.objects.get()
    assert (notice.account, notice.kind, notice.about) == (
        None,
        "invitation",
        f"authority.invitation/{invited.pk}",
    )


def test_a_second_run_writes_no_line(cast):
    received()
    told_of("desk.receive_enquiry")

    assert Line.objects.filter(act="notices.give_notices").count() == 1
    assert Line.objects.get(act="notices.give_notices").facts == {"enquiry_received": 1}


def test_notices_hold_no_names_and_no_words_of_people(cast):
    made = received(contact="138 0571 1234")
    told_of("desk.receive_enquiry")

    kept = str(list(Notice.objects.values()))

    assert [word for word in (made.subject, made.text, "138", "Wang") if word in kept] == []


def test_every_kind_is_complete_in_both_languages():
    for name, kind in KINDS.items():
        for text in (kind.title, kind.sentence, kind.whom):
            assert text.zh and text.en, name
    assert {len(set(map(_facts, (kind.sentence.zh, kind.sentence.en)))) for kind in KINDS.values()} == {1}


def _facts(sentence):
    return tuple(sorted(set(part.split(")")[0] for part in sentence.split("%(")[1:])))
