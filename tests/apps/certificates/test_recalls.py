"""Recall of a batch: whom it touches, what is said, what is decided, what every door then says, and the way back."""

import json
from datetime import date, timedelta

import pytest

from apps.certificates.batching import ISSUED, NODE, issued
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import (
    DECIDED_AT,
    DEFENCE_UNTIL,
    GROUNDS,
    RECALLED_AT,
    carried_out,
    decided_recall,
    opened_recall,
)
from apps.registry.making import HANGZHOU_COUNTY, by_two
from baigong.apps.authority.actions import Attachment
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Office
from baigong.apps.authority.moving import WrongState
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.actions import (
    Chosen,
    Grounds,
    ask_reinstatement,
    hear_reinstatement,
    name_replacement,
    open_recall,
    state_defence,
    void_recalled,
    withdraw_recall,
)
from baigong.apps.certificates.issuing.publishing import signed_lists
from baigong.apps.certificates.kept import documents_of_batches
from baigong.apps.certificates.models import Certificate, Logged, Recalled, SignedCopy, StatusList
from baigong.apps.certificates.queries import steps_of_batch
from baigong.apps.certificates.recall.refusals import (
    DecidedIt,
    DefenceOver,
    DefenceRuns,
    NamesNoBody,
    NobodyLeft,
    NoReplacement,
    NothingChosen,
    NotInRecall,
    NotVoided,
    TooShort,
    UnderRecall,
)
from baigong.apps.certificates.recall_jobs import carry_out_recall, note_what_is_logged, resume_recalls
from baigong.apps.certificates.standing import State, standing
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import EarlierState
from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.outbox import place_entries, waiting
from baigong.core.credentials.status import decoded
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE
from cast import as_person, settled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_node(node):
    """Its keys sign what is recalled."""


@pytest.fixture
def batch(cast):
    return issued(cast, 3)


def certificates_of(batch):
    return list(Certificate.objects.filter(batch=batch.key).order_by("number"))


def states_of(recall):
    return [row.state for row in Recalled.objects.filter(recall=recall).order_by("certificate__number")]


def holder_of(cast, certificate):
    return as_person(cast.lan, certificate.bearer)


def body_of(batch, name="body"):
    return settled(name, Role.EVALUATION_BODY, organisation=batch.credit_code)


def ministry_handler():
    return settled("higher", Role.HANDLER, office=Office.objects.get(region="00"))


def test_it_lists_the_certificates_of_the_batch_and_gives_five_working_days(cast, batch):
    recall = opened_recall(cast, batch)

    assert (recall.certificates, recall.state, recall.defence_until) == (3, "open", DEFENCE_UNTIL)
    assert (recall.credit_code, states_of(recall)) == (batch.credit_code, ["listed"] * 3)


def test_it_is_frozen_when_it_is_opened(cast, batch):
    recall = opened_recall(cast, batch)

    late = settled_certificate(900, certificates_of(batch)[0].holder.person, batch=batch.key)

    assert not Recalled.objects.filter(recall=recall, certificate=late).exists()


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"session": True}, 3),
        ({"first": date(2025, 7, 9), "last": date(2025, 7, 9)}, 3),
        ({"first": date(2025, 7, 10)}, 0),
    ],
)
def test_it_chooses_by_body_session_and_days(cast, batch, chosen, count):
    told = {**chosen, **({"session": batch.session} if "session" in chosen else {})}
    asked = Chosen(credit_code=batch.credit_code, **told)

    if count:
        recall = open_recall(asked, region=HANGZHOU_COUNTY, grounds=Grounds(GROUNDS), by=cast.wang, at=RECALLED_AT)
        assert recall.certificates == count
    else:
        with pytest.raises(NothingChosen):
            open_recall(asked, region=HANGZHOU_COUNTY, grounds=Grounds(GROUNDS), by=cast.wang, at=RECALLED_AT)


def test_one_that_names_no_body_or_nothing_of_it_is_refused(cast, batch):
    for chosen, refusal in (
        (Chosen(session=batch.session), NamesNoBody),
        (Chosen(credit_code=batch.credit_code), NothingChosen),
    ):
        with pytest.raises(refusal):
            open_recall(chosen, region=HANGZHOU_COUNTY, grounds=Grounds(GROUNDS), by=cast.wang, at=RECALLED_AT)


def test_a_term_shorter_than_five_working_days_is_refused(cast, batch):
    short = Grounds(GROUNDS, defence_until=DEFENCE_UNTIL - timedelta(days=1))

    with pytest.raises(TooShort):
        open_recall(Chosen(batch=batch.key), region=HANGZHOU_COUNTY, grounds=short, by=cast.wang, at=RECALLED_AT)


def test_certificates_of_another_region_are_not_reached(cast, batch):
    with pytest.raises(NothingChosen):
        open_recall(Chosen(batch=batch.key), region="110000", grounds=Grounds(GROUNDS), by=cast.li, at=RECALLED_AT)


def test_a_certificate_stands_in_one_open_recall_only(cast, batch):
    first = opened_recall(cast, batch)

    with pytest.raises(UnderRecall) as refused:
        opened_recall(cast, batch)

    assert refused.value.facts == {"count": 3, "recall": first.pk}


def test_a_second_recall_of_what_the_first_kept_is_another_matter(cast, batch):
    one, *_ = certificates_of(batch)
    carried_out(cast, batch, kept={one.number: "监考录像证明其到场。"})

    second = carried_out(cast, batch)

    assert (second.certificates, states_of(second)) == (1, ["void"])


def test_the_body_and_a_holder_say_what_is_to_be_said(cast, batch):
    recall, (hers, others, *_) = opened_recall(cast, batch), certificates_of(batch)
    lan = holder_of(cast, hers)

    state_defence(recall, text="监控录像可以提供。", by=body_of(batch), at=RECALLED_AT)
    state_defence(recall, text="我参加了考试。", number=hers.number, by=lan, at=RECALLED_AT)

    with pytest.raises(NotAllowed):
        state_defence(recall, text="她也参加了。", number=others.number, by=lan, at=RECALLED_AT)
    with pytest.raises(NotAllowed):
        state_defence(recall, text="我们是另一家。", by=cast.chen, at=RECALLED_AT)
    line = Line.objects.filter(act="certificates.state_defence").first()
    assert "录像" not in str(line.after)


def test_after_its_term_nobody_is_heard_any_more(cast, batch):
    recall = opened_recall(cast, batch)

    with pytest.raises(DefenceOver):
        state_defence(recall, text="来晚了。", by=body_of(batch), at=DECIDED_AT)


def test_it_is_not_decided_before_the_term_is_over(cast, batch):
    recall = opened_recall(cast, batch)

    with pytest.raises(DefenceRuns) as refused:
        decided_recall(cast, recall, at=RECALLED_AT)

    assert refused.value.facts == {"day": DEFENCE_UNTIL, "silent": 4}


def test_once_all_have_spoken_it_may_be_decided_earlier(cast, batch):
    recall = opened_recall(cast, batch)
    state_defence(recall, text="无异议。", by=cast.wang, at=RECALLED_AT)
    for one in certificates_of(batch):
        state_defence(recall, text="无异议。", number=one.number, by=cast.wang, at=RECALLED_AT)

    assert decided_recall(cast, recall, at=RECALLED_AT).state == "decided"


def test_what_is_decided_is_carried_out_at_every_door(cast, batch):
    kept, *others = certificates_of(batch)

    recall = carried_out(cast, batch, kept={kept.number: "监考录像证明其到场。"})

    on = day_at(DECIDED_AT)
    assert (recall.state, states_of(recall)) == ("done", ["kept", "void", "void"])
    assert [standing(one.number, on=on).state for one in (kept, *others)] == [State.IN_FORCE, State.VOID, State.VOID]
    assert [standing(one.number, on=date(2025, 7, 10)).state for one in others] == [State.VOID] * 2
    copies = SignedCopy.objects.filter(certificate__in=others)
    told = set(Entry.objects.filter(key__startswith="void/").values_list("key", flat=True))
    assert told == {f"void/{bytes(one.printed).hex()}" for one in copies}
    row = StatusList.objects.get(kind="issued_here")
    lists = signed_lists(row, at=DECIDED_AT)
    bits = sorted(one.status_index for one in copies)
    assert (row.is_changed, bits_of(lists.listed), bits_of(lists.voided)) == (True, bits, bits)


def test_each_keeps_what_it_said_before_and_the_journal_counts_them(cast, batch):
    carried_out(cast, batch)

    line = Line.objects.get(act="certificates.void_recalled")
    earlier = EarlierState.objects.filter(table="certificates", until=line.pk)
    assert sorted(one.row for one in earlier) == [one.pk for one in certificates_of(batch)]
    assert {one.cells["ending"] for one in earlier} == {None}
    assert line.facts["certificates"] == 3


def test_a_batch_of_which_nothing_stands_is_recalled(cast, batch):
    carried_out(cast, batch)
    batch.refresh_from_db()

    assert batch.state == "recalled"
    assert steps_of_batch(WHOLE, batch.pk)[-1].act == "certificates.void_recalled"


def test_its_document_is_kept_with_it(cast, batch):
    grounds = Grounds(GROUNDS, Attachment("通知.pdf", "sha256:00", "fedcba9876543210"))

    open_recall(Chosen(batch=batch.key), region=HANGZHOU_COUNTY, grounds=grounds, by=cast.wang, at=RECALLED_AT)

    assert "fedcba9876543210" in documents_of_batches()


def test_forgotten_what_she_said_is_forgotten_too(cast, batch):
    asked = asked_back(cast, batch)
    person = asked.recalled.certificate.holder.person

    by_two(cast, "certificates.forget_person", person, ground="never_should_have_been", reason="误登", at=DECIDED_AT)

    asked.refresh_from_db()
    assert (asked.text, asked.state) == ("", "asked")


def test_a_batch_of_which_one_stands_stays_issued(cast, batch):
    carried_out(cast, batch, kept={certificates_of(batch)[0].number: "监考录像证明其到场。"})
    batch.refresh_from_db()

    assert batch.state == "issued"


def test_what_was_voided_alone_meanwhile_is_passed_over(cast, batch):
    recall, one = opened_recall(cast, batch), certificates_of(batch)[0]
    Certificate.objects.filter(pk=one.pk).update(ending="void", ended_on=date(2025, 7, 17))

    decided_recall(cast, recall)
    void_recalled(recall, by=NODE, at=DECIDED_AT)

    assert states_of(recall) == ["ended", "void", "void"]
    assert Certificate.objects.get(pk=one.pk).ended_on == date(2025, 7, 17)


def test_a_decision_that_keeps_all_is_refused(cast, batch):
    recall = opened_recall(cast, batch)

    with pytest.raises(NobodyLeft):
        decided_recall(cast, recall, kept={one.number: "到场。" for one in certificates_of(batch)})


def test_a_certificate_that_is_none_of_it_cannot_be_kept(cast, batch):
    with pytest.raises(NotInRecall):
        decided_recall(cast, opened_recall(cast, batch), kept={"Y000133000001255000001": "到场。"})


def test_the_job_may_come_twice_and_a_lost_one_is_found(cast, batch):
    recall = decided_recall(cast, opened_recall(cast, batch))

    resume_recalls(at=DECIDED_AT)
    carry_out_recall(0, f"certificates.recall/{recall.pk}", at=DECIDED_AT)

    assert Line.objects.filter(act="certificates.void_recalled").count() == 1


def test_withdrawn_it_leaves_everything_as_it_was(cast, batch):
    recall = opened_recall(cast, batch)

    withdraw_recall(recall, reason="查无实据。", by=cast.wang, at=RECALLED_AT)

    assert (states_of(recall), {one.ending for one in certificates_of(batch)}) == (["released"] * 3, {None})
    assert opened_recall(cast, batch).state == "open"
    with pytest.raises(WrongState):
        decided_recall(cast, recall)


def asked_back(cast, batch):
    recall, hers = carried_out(cast, batch), certificates_of(batch)[0]
    row = Recalled.objects.get(recall=recall, certificate=hers)
    return ask_reinstatement(row, text="我参加了考试。", by=holder_of(cast, hers), at=DECIDED_AT)


def test_a_holder_of_what_stands_has_nothing_to_ask_back(cast, batch):
    recall = opened_recall(cast, batch)
    row = Recalled.objects.filter(recall=recall).first()

    with pytest.raises(NotVoided):
        ask_reinstatement(row, text="我参加了考试。", by=cast.wang, at=DECIDED_AT)


def test_whoever_decided_does_not_hear_her(cast, batch):
    asked = asked_back(cast, batch)

    for officer in (cast.wang, cast.zhao, cast.sun):
        with pytest.raises(DecidedIt):
            hear_reinstatement(asked, verdict="refuse", answer="不予恢复。", by=officer, at=DECIDED_AT)


def test_heard_by_another_she_gets_another_certificate_and_the_void_one_stays_void(cast, batch):
    asked = asked_back(cast, batch)
    void = asked.recalled.certificate

    hear_reinstatement(asked, verdict="grant", way="correct", answer="决定有误。", by=ministry_handler(), at=DECIDED_AT)
    made = settled_certificate(901, void.holder.person)
    Certificate.objects.filter(pk=made.pk).update(line=asked.line)
    made.refresh_from_db()
    name_replacement(asked, certificate=made, by=cast.wang, at=DECIDED_AT)

    asked.refresh_from_db()
    assert (asked.state, asked.replacement_id) == ("replaced", made.pk)
    assert standing(void.number, on=day_at(DECIDED_AT)).state == State.VOID


def test_somebody_elses_certificate_replaces_nothing(cast, batch):
    asked = asked_back(cast, batch)
    hear_reinstatement(asked, verdict="grant", way="assess", answer="重新评价。", by=ministry_handler(), at=DECIDED_AT)

    for one in (asked.recalled.certificate, certificates_of(batch)[1]):
        with pytest.raises(NoReplacement):
            name_replacement(asked, certificate=one, by=cast.wang, at=DECIDED_AT)


def test_what_is_in_the_log_is_noted_once(cast, batch):
    rows = waiting(2025, 100)
    note_what_is_logged(at=ISSUED)
    before = Logged.objects.count()

    place_entries(rows, 2025, range(len(rows)))
    note_what_is_logged(at=ISSUED)
    note_what_is_logged(at=ISSUED)

    logged = set(Logged.objects.values_list("certificate", flat=True))
    assert (before, logged) == (0, {one.pk for one in certificates_of(batch)})
    assert Line.objects.filter(act="certificates.note_logged").count() == 1


def bits_of(text):
    """Of a list as it was signed: the places that are set."""
    bits = decoded(json.loads(text)["credentialSubject"]["encodedList"])
    return [place for place in range(len(bits) * 8) if bits[place // 8] & 0x80 >> place % 8]
