"""From a session to certificates in three forms: what is asked on the way, and what stands at its end."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from apps.certificates.batching import (
    CLOSED,
    DOCUMENT,
    ENTERED,
    ISSUED,
    NODE,
    NOTICE_TO,
    NOTICED,
    audited,
    by_three,
    closed,
    decided,
    draft_of,
    filled,
    issued,
    keyed,
    noticed,
    opened,
    results,
    session,
)
from apps.registry.making import HANGZHOU_COUNTY, by_two, settled_filing
from baigong.apps.authority.acts import NeedsApproval
from baigong.apps.authority.moving import WrongState
from baigong.apps.certificates import actions, refusals
from baigong.apps.certificates.issuing.signing import opened_forms
from baigong.apps.certificates.models import Certificate, Draft, SignedCopy, StatusList
from baigong.apps.certificates.permissions import objector
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.transparency.models import Entry
from baigong.core.credentials import badge, cose, sdjwt, status
from baigong.core.credentials.signing import Key
from baigong.core.tlog.entries import entry_of
from contract.people import body_number, credit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys are made and lists are sealed on a node of the test's own."""


def keys_of(batch):
    key = SignedCopy.objects.filter(draft__batch=batch)[0].key
    return {key.kid: Key(key.kid, bytes(key.public), key.since)}


def forms_of(copy):
    return opened_forms(bytes(copy.content), bytes(copy.printed), keyring_here())


def test_ten_certificates_are_issued_in_three_forms_that_say_the_same(cast):
    batch = issued(cast, 10)

    batch.refresh_from_db()
    rows = list(Certificate.objects.filter(batch=batch.key).order_by("number"))
    assert batch.state == "issued"
    assert [row.number for row in rows] == [f"{body_number()}253{serial:06d}" for serial in range(1, 11)]
    assert {(row.issued_on, row.credit_code, row.session) for row in rows} == {
        (date(2025, 7, 9), credit(1), batch.session)
    }
    keys = keys_of(batch)
    for row in rows:
        forms = forms_of(SignedCopy.objects.get(certificate=row))
        printed = cose.opened(forms.printed, keys)
        assert badge.opened(forms.badge, keys) == printed
        assert sdjwt.opened(forms.token, keys).certificate == printed
        assert (printed.number, printed.name, printed.level) == (row.number, row.name, "3")


def test_the_log_has_session_marks_and_certificates_in_that_order(cast):
    batch = issued(cast, 3)

    kinds = [type(entry_of(bytes(one.entry))).__name__ for one in Entry.objects.order_by("id")]
    assert kinds == ["KeyTold", "Opened", "Sealed", "Issued", "Issued", "Issued"]
    commitments = {bytes(one.printed) for one in SignedCopy.objects.filter(draft__batch=batch)}
    told = [entry_of(bytes(one.entry)) for one in Entry.objects.filter(key__startswith="certificate/")]
    assert {one.forms[0] for one in told} == commitments


def test_only_who_passed_and_was_not_struck_gets_one(cast):
    keyed(cast)
    batch = closed(cast, 5, failing=2)
    actions.strike_draft(draft_of(batch), reason="查实替考", by=cast.wang, at=CLOSED)
    by_three(cast, "certificates.issue_batch", batch)
    while actions.issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED):
        pass

    states = list(Draft.objects.filter(batch=batch).order_by("position").values_list("state", flat=True))
    assert states == ["struck", "issued", "issued", "draft", "draft"]
    assert Certificate.objects.filter(batch=batch.key).count() == 2


def test_it_takes_three_to_issue(cast):
    batch = closed(cast)
    keyed(cast)

    with pytest.raises(NeedsApproval):
        actions.issue_batch(batch, by=cast.sun, at=ISSUED)


def test_a_second_batch_goes_on_with_the_numbers_of_the_first(cast):
    issued(cast, 2)
    second = issued(cast, 2, first=50)

    numbers = Certificate.objects.filter(batch=second.key).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"{body_number()}253{serial:06d}" for serial in (3, 4)]


def test_a_number_that_a_package_brought_is_passed_over(cast):
    first = issued(cast, 1)
    holder = Certificate.objects.get(batch=first.key).holder
    told = {"occupation": "6-18-02-04", "level": "3", "channel": "identification", "place": HANGZHOU_COUNTY}
    Certificate.objects.create(
        number=f"{body_number()}253000002", holder=holder, issued_on=date(2025, 7, 2), line=0, **told
    )

    second = issued(cast, 1, first=60)

    assert Certificate.objects.get(batch=second.key).number == f"{body_number()}253000003"


def test_a_batch_is_audited_by_somebody_else(cast):
    batch = filled(cast)

    with pytest.raises(refusals.SamePerson):
        actions.audit_batch(batch, document=DOCUMENT, by=cast.wang, at=NOTICED)

    actions.audit_batch(batch, document=DOCUMENT, by=cast.zhao, at=NOTICED)
    assert (batch.state, batch.audit_digest) == ("audited", DOCUMENT.digest)


def test_what_is_audited_is_not_entered_any_more(cast):
    batch = audited(cast)

    with pytest.raises(WrongState):
        actions.enter_results(batch, results(1, first=90), by=cast.wang, at=NOTICED)


def test_results_are_entered_whole_or_not_at_all(cast):
    batch = opened(cast)
    good, bad = results(2), results(1, first=9)[0]

    with pytest.raises(refusals.BadResult) as refused:
        actions.enter_results(batch, [*good, good[0]], by=cast.wang, at=ENTERED)

    assert refused.value.facts["row"] == 3
    batch.refresh_from_db()
    assert Draft.objects.filter(batch=batch).count() == 0
    assert actions.enter_results(batch, [*good, bad], by=cast.wang, at=ENTERED) == 3


def test_a_result_entered_again_replaces_the_first(cast):
    batch = filled(cast, 2)
    again = results(2, failing=1)

    assert actions.enter_results(batch, again, by=cast.wang, at=ENTERED) == 2
    assert list(Draft.objects.filter(batch=batch).order_by("position").values_list("passed", flat=True)) == [
        "yes",
        "no",
    ]


def test_no_more_results_than_seats(cast):
    batch = opened(cast, seats=2)

    with pytest.raises(refusals.TooManyResults):
        actions.enter_results(batch, results(3), by=cast.wang, at=ENTERED)


def test_a_session_that_is_still_to_come_has_no_results(cast):
    batch = opened(cast, held_on=date(2025, 7, 2))

    with pytest.raises(refusals.NotHeldYet):
        actions.enter_results(batch, results(1), by=cast.wang, at=ENTERED)


@pytest.mark.parametrize("cells", [{"level": "2"}, {"occupation": "6-18-01-01"}, {"held_on": date(2019, 1, 1)}])
def test_a_body_issues_what_it_is_filed_for(cast, cells):
    with pytest.raises(refusals.NotFiledFor):
        opened(cast, **cells)


def test_a_filing_without_a_body_number_issues_nothing(cast):
    settled_filing("33-备-0009", body_number=None)

    with pytest.raises(refusals.NoFiling):
        opened(cast, filing="33-备-0009")


def test_a_session_has_one_batch_until_that_is_withdrawn(cast):
    first = opened(cast, session="CC-1")
    with pytest.raises(refusals.SessionTaken):
        opened(cast, session="CC-1")

    actions.withdraw_batch(first, reason="编号有误", by=cast.wang, at=ENTERED)
    assert opened(cast, session="CC-1").state == "draft"


def test_a_notice_stands_five_working_days(cast):
    batch = audited(cast)
    with pytest.raises(refusals.NoticeTooShort):
        actions.announce_batch(batch, document=DOCUMENT, notice_to=date(2025, 7, 7), by=cast.wang, at=NOTICED)

    actions.announce_batch(batch, document=DOCUMENT, by=cast.wang, at=NOTICED)

    assert (batch.notice_from, batch.notice_to) == (date(2025, 7, 1), NOTICE_TO)


def test_a_notice_is_closed_on_the_day_after_its_last(cast):
    batch = noticed(cast)
    with pytest.raises(refusals.NoticeStands):
        actions.close_notice(batch, by=cast.wang, at=CLOSED - timedelta(days=1))

    actions.close_notice(batch, by=cast.wang, at=CLOSED)
    assert batch.state == "closed"


def test_an_open_objection_keeps_a_notice_open_and_one_upheld_strikes_its_candidate(cast):
    batch = noticed(cast)
    told = actions.Objecting("第二名未到场", b"m" * 16)
    objection = actions.file_objection(batch, told, by=objector(cast.lan.account), at=NOTICED)
    with pytest.raises(refusals.ObjectionsOpen):
        actions.close_notice(batch, by=cast.wang, at=CLOSED)

    second = draft_of(batch, 1)
    actions.settle_objection(objection, verdict="uphold", answer="属实", draft=second.pk, by=cast.zhao, at=CLOSED)
    actions.close_notice(batch, by=cast.wang, at=CLOSED)

    second.refresh_from_db()
    assert (objection.state, second.state, batch.state) == ("upheld", "struck", "closed")


def test_an_objection_names_a_candidate_of_its_own_batch(cast):
    batch, other = noticed(cast), filled(cast, 1, first=70)
    objection = actions.file_objection(
        batch, actions.Objecting("有误", b"n" * 16), by=objector(cast.lan.account), at=NOTICED
    )

    with pytest.raises(refusals.NotOfThisBatch):
        actions.settle_objection(
            objection, verdict="uphold", answer="属实", draft=draft_of(other).pk, by=cast.zhao, at=CLOSED
        )


def test_after_its_last_day_a_notice_takes_no_objection(cast):
    batch = noticed(cast)

    with pytest.raises(refusals.NoNotice):
        actions.file_objection(batch, actions.Objecting("有误", b"o" * 16), by=objector(cast.lan.account), at=CLOSED)


def test_without_a_key_nothing_is_decided(cast):
    batch = closed(cast)

    with pytest.raises(refusals.NoKey):
        by_three(cast, "certificates.issue_batch", batch)


def test_nothing_is_signed_that_was_not_decided_and_nothing_twice(cast):
    keyed(cast)
    undecided, done = closed(cast, 1), issued(cast, 1, first=30)

    with pytest.raises(WrongState):
        actions.issue_drafts(undecided, random=os.urandom, by=NODE, at=ISSUED)

    assert actions.issue_drafts(done, random=os.urandom, by=NODE, at=ISSUED) == 0
    assert Certificate.objects.count() == 1


def test_what_is_withdrawn_is_never_issued(cast):
    keyed(cast)
    batch = closed(cast)
    actions.withdraw_batch(batch, reason="公示有误", by=cast.wang, at=CLOSED)

    with pytest.raises(WrongState):
        by_three(cast, "certificates.issue_batch", batch)


def test_a_batch_of_a_clock_set_back_is_refused(cast):
    """The numbers of a body and its days run the same way."""
    issued(cast, 1)
    batch = closed(cast, 1, first=40)

    with pytest.raises(refusals.ClockBehind):
        by_three(cast, "certificates.issue_batch", batch, at=datetime(2025, 7, 8, 1, tzinfo=UTC))


def test_a_day_later_the_job_goes_on_with_the_same_day(cast):
    batch = decided(cast, 3)

    actions.issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED + timedelta(days=1))

    assert set(Certificate.objects.values_list("issued_on", flat=True)) == {date(2025, 7, 9)}


def test_no_two_certificates_have_one_bit(cast):
    issued(cast, 40)

    bits = list(SignedCopy.objects.values_list("status_list", "status_index"))
    assert len(set(bits)) == 40
    assert [index for _, index in bits] != sorted(index for _, index in bits)
    assert StatusList.objects.get().given == 40


def test_a_batch_is_opened_once(cast):
    asked = session()
    settled_filing(asked.filing)
    actions.open_batch(asked, region=HANGZHOU_COUNTY, by=cast.wang, at=ENTERED)

    with pytest.raises(refusals.BatchKnown):
        actions.open_batch(asked, region=HANGZHOU_COUNTY, by=cast.wang, at=ENTERED)


def test_a_list_that_was_published_says_who_ended_and_who_was_void(cast):
    batch = issued(cast, 3)
    first, second, third = SignedCopy.objects.filter(draft__batch=batch).order_by("certificate__number")
    for act, one in (("revoke", first), ("void", second)):
        told = {"ended_on": date(2025, 7, 10), "reason": "查实"}
        by_two_ending(cast, f"certificates.{act}_certificate", one.certificate, told)
    row = StatusList.objects.get()
    assert row.is_changed

    actions.publish_status(row, by=NODE, at=ISSUED + timedelta(days=1))

    row.refresh_from_db()
    keys = keys_of(batch)
    listed, voided = (status.opened(text.encode(), keys) for text in (row.listed, row.voided))
    assert [listed.is_set(one.status_index) for one in (first, second, third)] == [True, True, False]
    assert [voided.is_set(one.status_index, purpose="void") for one in (first, second, third)] == [False, True, False]
    assert not row.is_changed
    ends = [type(entry_of(bytes(one.entry))).__name__ for one in Entry.objects.order_by("id")[6:]]
    assert ends == ["Revoked", "Voided"]


def by_two_ending(cast, act, certificate, told):
    by_two(cast, act, certificate, at=ISSUED + timedelta(days=1), **told)


def test_a_list_is_never_older_than_the_one_before(cast):
    """The clock was set back by a day: what is published next still begins later."""
    issued(cast, 1)
    row = StatusList.objects.get()
    actions.publish_status(row, by=NODE, at=ISSUED)

    actions.publish_status(row, by=NODE, at=ISSUED - timedelta(days=1))

    row.refresh_from_db()
    assert row.published_at == ISSUED + timedelta(seconds=1)
