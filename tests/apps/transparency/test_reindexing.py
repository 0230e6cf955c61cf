"""The index beside a log is lost or damaged: it is made anew from the log's files, or nothing is."""

from datetime import timedelta

import pytest

from apps.transparency.making import AT, NEW_YEAR, asked, audited, logs, many_asked, places
from baigong.apps.transparency.models import Entry, Halt
from baigong.apps.transparency.refusals import NoSuchLog, OtherRecords
from baigong.apps.transparency.reindexing import reindex
from baigong.apps.transparency.retelling import keys_again
from baigong.apps.transparency.sequencing import sequence
from baigong.apps.transparency.shards import item_of
from baigong.ground.log.appending import NotGrown, appending
from baigong.ground.log.rebuilding import IndexSound, UnknownEntry
from ground.log.small import flip, some

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + timedelta(minutes=1)


def lose_index(year=2026):
    for path in logs().home.transparency.glob(f"{year}.index*"):
        path.unlink()


def test_a_lost_index_is_made_anew_and_knows_every_entry_in_its_place(node, tmp_path):
    many_asked(3)
    sequence(logs(), at=AT, is_sealing=True)
    asked("later")
    sequence(logs(), at=AT)
    lose_index()
    [halted] = sequence(logs(), at=LATER)

    done = reindex(logs(), 2026)

    assert (halted.fault.code, done.size, done.taken_back) == ("log.older_than_signed", 257, 0)
    Entry.objects.update(shard=None, number=None)  # offered once more, each is known by its key
    asked("new")
    [went_on] = sequence(logs(), at=LATER)
    assert (went_on.size, went_on.is_public, Halt.objects.count()) == (258, True, 0)
    assert [number for _, number in places().values()] == [0, 1, 2, 256, 257]
    assert audited(2026, tmp_path).found == 0


def test_what_a_new_year_told_again_is_known_too(node):
    asked("old", NEW_YEAR - timedelta(hours=1))
    sequence(logs(), at=NEW_YEAR - timedelta(hours=1))
    asked("new", NEW_YEAR)
    sequence(logs(), at=NEW_YEAR)
    lose_index(2027)

    done = reindex(logs(), 2027)

    with appending(logs().place(2027)) as appender:
        again = appender.append([*keys_again(2027), item_of(Entry.objects.get(key="key/new/"))])
    assert (done.size, again) == (2, [0, 1])


def test_a_damaged_index_is_laid_aside(node):
    many_asked(3)
    sequence(logs(), at=AT)
    lose_index()
    index = logs().home.transparency / "2026.index"
    index.write_bytes(b"nothing that a database begins with" * 100)

    reindex(logs(), 2026)

    assert index.with_name("2026.index.damaged").read_bytes().startswith(b"nothing")
    assert sequence(logs(), at=LATER)[0].fault is None


def test_files_that_are_not_what_was_signed_make_no_index(node):
    many_asked(3)
    sequence(logs(), at=AT)
    lose_index()
    flip(logs().folder(2026) / "tile/entries/000.p/3")

    with pytest.raises(NotGrown):
        reindex(logs(), 2026)

    assert not (logs().home.transparency / "2026.index").exists()


def test_records_that_say_otherwise_of_an_entry_make_no_index(node):
    many_asked(2)
    sequence(logs(), at=AT)
    lose_index()
    Entry.objects.filter(number=1).update(entry=b"\x81\x07")

    with pytest.raises(OtherRecords):
        reindex(logs(), 2026)


def test_an_index_that_is_in_order_is_left_alone(node):
    many_asked(2)
    sequence(logs(), at=AT)

    with pytest.raises(IndexSound):
        reindex(logs(), 2026)
    with pytest.raises(NoSuchLog):
        reindex(logs(), 1999)


def test_nobody_slips_an_entry_in_that_no_record_knows(node):
    many_asked(2)
    sequence(logs(), at=AT)
    with appending(logs().place(2026)) as appender:
        appender.append(some(254))  # a full tile, which nobody signed
    lose_index()

    with pytest.raises(UnknownEntry):
        reindex(logs(), 2026)


def test_what_was_appended_and_not_signed_is_kept_and_what_no_file_has_waits_again(node, tmp_path):
    many_asked(2)
    sequence(logs(), at=AT)
    waiting = many_asked(256)[2:]
    with appending(logs().place(2026)) as appender:
        appender.append([item_of(row) for row in waiting])
    Entry.objects.filter(key="key/key-255/").update(shard=2026, number=255)
    last = asked("last")
    Entry.objects.filter(pk=last.pk).update(shard=2026, number=256)  # in the lost index only
    lose_index()

    done = reindex(logs(), 2026)

    assert (done.size, done.taken_back) == (256, 1)
    [went_on] = sequence(logs(), at=LATER)
    assert (went_on.size, places()["last"], places()["key-7"]) == (257, (2026, 256), (2026, 7))
    assert audited(2026, tmp_path).found == 0
