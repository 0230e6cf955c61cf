"""Issuing keys: made, lost, leaked, changed every year; records countersigned under a name of their own."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from apps.certificates.batching import ENTERED, ISSUED, NODE, by_three, closed, decided, issued, keyed
from apps.certificates.making import settled_certificate
from apps.registry.making import settled_person
from baigong.apps.certificates import actions, queries, refusals
from baigong.apps.certificates.issuing.signing import opened_forms
from baigong.apps.certificates.models import Batch, Certificate, IssuingKey, SignedCopy
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.transparency.models import Entry
from baigong.core.credentials import cose
from baigong.core.credentials.refusals import ExpiredKey
from baigong.core.credentials.signing import Key
from baigong.core.scope import of_region
from baigong.core.tlog.entries import LONGEST_KEY, KeyTold, entry_of

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys lie in a folder of the test's own."""


def told_keys():
    found = [entry_of(bytes(one.entry)) for one in Entry.objects.order_by("id")]
    return [(one.key.decode(), one.since, one.until) for one in found if isinstance(one, KeyTold)]


def test_a_key_is_told_to_the_log_in_the_same_step(cast):
    key = actions.make_key(region="330100", by=cast.sun, at=ENTERED)

    assert key.kid.endswith(":330100#2025")
    assert told_keys() == [(key.kid, date(2025, 7, 1), None)]


def test_an_office_has_one_key_at_a_time(cast):
    keyed(cast)

    with pytest.raises(refusals.KeyThere):
        actions.make_key(region="330100", by=cast.sun, at=ENTERED)


def test_a_key_whose_name_the_log_could_not_hold_is_not_made(cast, settings):
    settings.NODE = replace(settings.NODE, told_address=f"https://{'a' * 60}.{'b' * 40}.example")

    with pytest.raises(refusals.KeyNameTooLong) as refused:
        actions.make_key(region="330100", by=cast.sun, at=ENTERED)

    assert (refused.value.facts["most"], IssuingKey.objects.count()) == (100, 0)
    assert IssuingKey._meta.get_field("kid").max_length <= LONGEST_KEY


def test_in_a_new_year_every_office_gets_a_new_key_once(cast):
    old = keyed(cast)

    assert [actions.rotate_keys(by=NODE, at=NEW_YEAR), actions.rotate_keys(by=NODE, at=NEW_YEAR)] == [1, 0]

    old.refresh_from_db()
    new = IssuingKey.objects.get(until=None)
    assert (old.until, old.ended_because) == (date(2025, 12, 31), "rotated")
    assert (new.since, new.kid[-5:]) == (date(2026, 1, 1), "#2026")
    assert told_keys() == [
        (old.kid, date(2025, 7, 1), None),
        (old.kid, date(2025, 7, 1), date(2025, 12, 31)),
        (new.kid, date(2026, 1, 1), None),
    ]


def test_a_lost_key_is_refused_and_does_not_come_back_under_its_name(cast):
    key, batch = keyed(cast), closed(cast)
    (settings.NODE.home.signing / key.name).unlink()

    with pytest.raises(refusals.KeyLost):
        by_three(cast, "certificates.issue_batch", batch)

    told = {"from_on": date(2025, 7, 9), "because": "lost", "reason": "磁盘损坏"}
    actions.end_key(key, **told, by=cast.sun, at=ISSUED)
    following = actions.make_key(region="330100", by=cast.sun, at=ISSUED)
    by_three(cast, "certificates.issue_batch", batch)
    assert following.kid.endswith("#2025-2")
    assert Batch.objects.get(pk=batch.pk).signed_by == following.kid


def test_another_key_under_the_name_of_a_lost_one_signs_nothing(cast):
    key, batch = keyed(cast), closed(cast)
    (settings.NODE.home.signing / key.name).write_bytes(
        (settings.NODE.home.signing / keyed(cast, "110000").name).read_bytes()
    )

    with pytest.raises(Exception, match=r"altered|store"):
        by_three(cast, "certificates.issue_batch", batch)


def test_a_leaked_key_ends_from_a_day_on_and_what_it_signed_before_stands(cast):
    batch = issued(cast, 1)
    key = IssuingKey.objects.get()
    told = {"from_on": date(2025, 7, 10), "because": "leaked", "reason": "设备失窃"}

    actions.end_key(key, **told, by=cast.sun, at=ISSUED + timedelta(days=1))

    key.refresh_from_db()
    copy = SignedCopy.objects.get(draft__batch=batch)
    printed = opened_forms(bytes(copy.content), bytes(copy.printed), keyring_here()).printed
    trusted = Key(key.kid, bytes(key.public), key.since, key.until)
    assert cose.opened(printed, {key.kid: trusted}).issued_on == date(2025, 7, 9)
    earlier = Key(key.kid, bytes(key.public), key.since, date(2025, 7, 8))
    with pytest.raises(ExpiredKey):
        cose.opened(printed, {key.kid: earlier})


def test_what_a_key_was_to_sign_when_it_ended_waits(cast):
    batch = decided(cast)
    key = IssuingKey.objects.get()
    told = {"from_on": date(2025, 7, 9), "because": "leaked", "reason": "设备失窃"}
    actions.end_key(key, **told, by=cast.sun, at=ISSUED)

    with pytest.raises(refusals.KeyEnded):
        actions.issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED)

    assert Certificate.objects.count() == 0


def test_a_key_does_not_end_before_it_began_nor_for_no_reason(cast):
    key = keyed(cast)

    with pytest.raises(refusals.EndsTooEarly):
        actions.end_key(key, from_on=date(2025, 6, 1), because="lost", reason="遗失", by=cast.sun, at=ISSUED)
    with pytest.raises(refusals.UnknownEnding):
        actions.end_key(key, from_on=date(2025, 7, 9), because="stolen", reason="遗失", by=cast.sun, at=ISSUED)


def test_a_record_is_countersigned_under_another_name_than_what_is_issued_here(cast):
    keyed(cast)
    key = keyed(cast, kind="on_record")
    told = {"occupation_name": "铣工", "issuer_name": "单位1"}
    row = settled_certificate(1, settled_person(1), **told)
    by_three(cast, "certificates.countersign", row)
    row.refresh_from_db()

    copy = actions.sign_on_record(row, random=os.urandom, by=NODE, at=ISSUED)

    printed = opened_forms(bytes(copy.content), bytes(copy.printed), keyring_here()).printed
    said = cose.opened(printed, {key.kid: Key(key.kid, bytes(key.public), key.since)})
    assert (said.number, said.issued_on, said.issuer[-17:]) == (row.number, row.issued_on, ":330100:on-record")
    assert copy.kind == "on_record"
    with pytest.raises(refusals.SignedAlready):
        by_three(cast, "certificates.countersign", row)


def test_a_record_that_has_ended_is_not_countersigned(cast):
    keyed(cast, kind="on_record")
    row = settled_certificate(1, settled_person(1), occupation_name="铣工", issuer_name="单位1", ending="void")

    with pytest.raises(refusals.CannotCountersign):
        by_three(cast, "certificates.countersign", row)


def test_a_reprint_keeps_number_and_code(cast):
    batch = issued(cast, 1)
    copy = SignedCopy.objects.get(draft__batch=batch)
    before = bytes(copy.content)

    assert actions.reprint(copy, reason="遗失补打", by=cast.wang, at=ISSUED) == 1

    copy.refresh_from_db()
    assert (copy.reprints, bytes(copy.content)) == (1, before)
    told = queries.copy_of(of_region("330100"), copy.certificate_id, on=date(2025, 7, 9))
    assert (told.reprints, told.reprinted_at) == (1, ISSUED)
