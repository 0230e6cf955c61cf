"""The sequencer: each entry once and in order; signed after it was read back; public once witnesses saw it."""

from datetime import datetime, timedelta

import pytest

from apps.transparency.making import AT, NEW_YEAR, asked, audited, logs, many_asked, places, witnessed_by
from baigong.apps.transparency.models import Entry, Halt
from baigong.apps.transparency.refusals import OtherEntry
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.checkpoints import checkpoint_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_acts_asked_for_stands_in_the_log_in_their_order(node, tmp_path):
    many_asked(3)

    [done] = sequence(logs(), at=AT)

    assert (done.added, done.size, done.is_public) == (3, 3, True)
    assert places() == {"key-0": (2026, 0), "key-1": (2026, 1), "key-2": (2026, 2)}
    told = audited(2026, tmp_path)
    assert (told.size, told.found, told.is_whole, told.entries) == (3, 0, True, {"KeyTold": 3})


def test_a_run_with_nothing_new_changes_nothing(node):
    many_asked(3)
    sequence(logs(), at=AT)
    before = logs().published(2026)

    [done] = sequence(logs(), at=AT + timedelta(minutes=1))

    assert (done.added, done.size, logs().published(2026)) == (0, 3, before)


def test_a_node_that_has_logged_nothing_has_no_log(node):
    assert sequence(logs(), at=AT) == []
    assert logs().years() == []


def test_the_same_entry_asked_for_twice_is_one_row(node):
    first, second = asked("key"), asked("key")

    assert (first.pk, Entry.objects.count()) == (second.pk, 1)


def test_another_entry_under_the_same_key_is_refused(node):
    from_one = asked("key")
    Entry.objects.filter(pk=from_one.pk).update(entry=b"\x81\x07")

    with pytest.raises(OtherEntry):
        asked("key")


def test_the_night_fills_the_last_tile(node, tmp_path):
    many_asked(3)

    [done] = sequence(logs(), at=AT, is_sealing=True)

    assert (done.filled, done.size) == (253, 256)
    assert audited(2026, tmp_path).entries == {"KeyTold": 3, "Filler": 253}


def test_a_new_year_has_a_log_and_a_key_of_its_own_and_ends_the_old_one(node):
    asked("old", NEW_YEAR - timedelta(hours=1))
    sequence(logs(), at=NEW_YEAR - timedelta(hours=1))
    asked("new", NEW_YEAR + timedelta(minutes=1))

    sequence(logs(), at=NEW_YEAR + timedelta(minutes=1))

    assert logs().years() == [2026, 2027]
    assert places() == {"old": (2026, 0), "new": (2027, 1)}  # behind the key of the year before, told again
    assert logs().public_key(2026).public != logs().public_key(2027).public
    final = logs().final(2026)
    assert final is not None and final.size == 256
    assert final == checkpoint_of(logs().published(2026).text)
    assert logs().final(2027) is None


def test_what_comes_too_late_for_its_year_goes_into_the_next(node):
    asked("old", NEW_YEAR - timedelta(hours=1))
    sequence(logs(), at=NEW_YEAR)
    asked("late", NEW_YEAR - timedelta(seconds=1))

    sequence(logs(), at=NEW_YEAR + timedelta(minutes=1))

    assert places() == {"old": (2026, 0), "late": (2027, 1)}
    assert logs().final(2026).size == 256


def test_what_stands_in_a_year_that_ended_is_found_there_when_older_records_offer_it_again(node):
    asked("old", NEW_YEAR - timedelta(hours=1))
    sequence(logs(), at=NEW_YEAR)
    Entry.objects.update(shard=None, number=None)

    sequence(logs(), at=NEW_YEAR + timedelta(minutes=1))

    assert places() == {"old": (2026, 0)}


def test_until_enough_witnesses_saw_it_a_checkpoint_is_not_public(node):
    witnessed_by("http://127.0.0.1:9/none")
    asked("key")

    [done] = sequence(logs(), at=AT)

    assert (done.size, done.is_public, logs().published(2026)) == (1, False, None)
    assert logs().signed(2026).read() is not None
    assert Halt.objects.count() == 0


def test_the_log_is_named_after_the_node_and_its_year(node):
    asked("key")
    sequence(logs(), at=AT)

    assert logs().public_key(2026).name == f"{logs().address.split('://')[1]}/log/2026"
    assert isinstance(logs().published_at(2026), datetime)
