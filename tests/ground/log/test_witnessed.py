"""When an entry was first seen; the proof and the path that come from there, read from whole and from short copies."""

import shutil
from datetime import date, timedelta

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.paths import stands_in
from baigong.core.credentials.publication import entry_of, entry_on
from baigong.core.credentials.signing import HeldKey, Key
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.entries import written
from baigong.core.tlog.notes import NotSigned
from baigong.core.tlog.proofs import met_at, proof_of, proven
from baigong.ground.log.appending import Item, appending
from baigong.ground.log.proving import NotInLog, NotSealed, path_to, prove
from baigong.ground.log.reading import Altered, Tree, checkpoint_at
from baigong.ground.log.sealing import seal
from baigong.ground.log.source import NotThere, source_of
from baigong.ground.log.witnessed import Forked, first_covering
from ground.log.small import DAY, FIRST, POLICY, Log, instant, policy, some

DAYS = [instant(DAY + timedelta(days=number)) for number in range(4)]


def read_of(log):
    return source_of(str(log.folder))


def tree_of(log):
    return Tree(read_of(log), checkpoint_of(log.published.text))


def seen(log, index, under=POLICY):
    """The size of the checkpoint, and when enough witnesses had seen it."""
    found = first_covering(read_of(log), policy(under), tree_of(log), index)
    return (found[0], met_at(found[1], policy(under))) if found else None


@pytest.fixture
def grown(log):
    """Three entries a day, of which the second day only one witness saw."""
    log.grow(some(3), at=DAYS[0])
    log.append(some(3, first=3))
    log.publish(at=DAYS[1], by=[FIRST])
    log.grow(some(3, first=6), at=DAYS[2])
    return log


def test_an_entry_was_seen_first_with_the_earliest_checkpoint_that_enough_witnessed(grown):
    told = [seen(grown, index) for index in (0, 2, 3, 5, 6, 8)]

    assert told == [(3, DAYS[0])] * 2 + [(9, DAYS[2])] * 4
    assert seen(grown, 3, POLICY.replace("both all", "both any")) == (6, DAYS[1])


def test_what_nobody_was_asked_to_see_has_no_time(grown):
    assert seen(grown, 0, POLICY.replace("quorum both", "quorum none")) == (3, None)
    assert seen(grown, 9) is None


def test_a_log_that_keeps_no_older_checkpoints_cannot_tell(grown):
    shutil.rmtree(grown.folder / "witnessed")

    assert seen(grown, 0) is None


def test_a_published_checkpoint_that_the_tree_does_not_begin_with_is_a_fork(grown, tmp_path):
    fork = Log(tmp_path, "fork")
    fork.grow(some(3, first=50), at=DAYS[0])
    shutil.copy(fork.folder / "witnessed/3", grown.folder / "witnessed/3")

    with pytest.raises(Forked):
        seen(grown, 0)


def test_a_published_checkpoint_of_another_size_or_hand_is_refused(grown):
    shutil.copy(grown.folder / "witnessed/9", grown.folder / "witnessed/3")
    with pytest.raises(Altered):
        seen(grown, 0)

    path = grown.folder / "witnessed/6"
    path.write_text(path.read_text().replace("\n6\n", "\n7\n"))
    with pytest.raises(NotSigned):
        seen(grown, 3)


@pytest.mark.parametrize(("index", "at"), [(0, DAYS[0]), (4, DAYS[2]), (8, DAYS[2])])
def test_a_proof_is_by_the_earliest_checkpoint_and_brings_the_entry_with_it(grown, index, at):
    read, note = read_of(grown), grown.published

    proof = proof_of(str(prove(read, note, checkpoint_of(note.text), index, policy=policy())).encode())

    assert proof.extra == some(9)[index].entry
    assert proven(proof, proof.extra, policy()).witnessed == {"first": at, "second": at}


def test_without_a_policy_or_older_checkpoints_the_proof_is_by_the_newest(grown):
    read, note = read_of(grown), grown.published
    newest = prove(read, note, checkpoint_of(note.text), 0)

    shutil.rmtree(grown.folder / "witnessed")

    assert newest.checkpoint == note
    assert prove(read, note, checkpoint_of(note.text), 0, policy=policy()) == newest


def test_an_earlier_proof_is_made_when_its_partial_tiles_are_gone(log):
    log.grow(some(300), at=DAYS[0])
    log.grow(some(300, first=300), at=DAYS[1])
    for path in ("tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"):
        (log.folder / path).unlink()

    proof = prove(read_of(log), log.published, checkpoint_of(log.published.text), 299, policy=policy())

    assert proven(proof, b"entry 299", policy()).checkpoint.size == 300


ISSUER = "did:web:skills.example"
SIGNER = HeldKey(f"{ISSUER}#2026", bytes(32))
KEYS = {SIGNER.kid: Key(SIGNER.kid, SIGNER.public)}
LAN = Certificate(
    number="S000133010001263000017",
    name="蓝小兰",
    occupation="6-31-01-03",
    occupation_name="电工",
    level="3",
    channel="identification",
    issuer=ISSUER,
    issuer_name="杭州百工评价有限公司",
    issued_on=date(2026, 3, 2),
    status_list="https://skills.example/status/2026/3",
    status_index=5,
    salt=bytes(16),
)
ENTRY = entry_of(LAN, kid=SIGNER.kid, token="token~")


@pytest.fixture
def sealed(log):
    """Lan's certificate in the second tile; two days, each sealed; nothing below level 1 is left in the copy."""
    for day, items in ((0, [*some(300), Item(b"lan", written(ENTRY))]), (1, some(300, first=300))):
        log.append(items)
        with appending(log.place) as appender:
            seal(appender)
        log.publish(at=DAYS[day])
    return log


def shortened(log):
    shutil.rmtree(log.folder / "tile/0")
    shutil.rmtree(log.folder / "tile/entries")
    return log


def test_a_printed_certificate_finds_its_node_in_a_copy_without_entries(sealed):
    note = sealed.published
    printed = cose.with_path(cose.issued(LAN, SIGNER), path_to(read_of(sealed), checkpoint_of(note.text), ENTRY))

    tree, path = tree_of(shortened(sealed)), cose.path_in(printed)
    entry = entry_on(path, cose.opened(printed, KEYS), kid=cose.kid_in(printed))

    assert path.index == 300
    assert stands_in(path, entry, size=tree.size, node=tree.node)
    assert not stands_in(path, entry + b" ", size=tree.size, node=tree.node)
    assert seen(sealed, path.index) == (512, DAYS[0])


def test_a_short_copy_passes_over_checkpoints_of_days_that_were_not_sealed(log):
    log.grow(some(300), at=DAYS[0])
    with appending(log.place) as appender:
        seal(appender)
    log.publish(at=DAYS[1])

    assert seen(shortened(log), 0) == (512, DAYS[1])


def test_a_short_copy_of_a_log_that_is_not_sealed_cannot_be_opened(log):
    log.grow(some(300))

    with pytest.raises(NotThere):
        tree_of(shortened(log))


def test_a_short_copy_with_a_node_changed_is_refused(sealed):
    path = shortened(sealed).folder / "tile/1/000.p/4"
    content = path.read_bytes()
    path.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])

    with pytest.raises(Altered):
        tree_of(sealed)


def test_a_path_is_printed_when_the_tile_is_full(log):
    log.append([Item(b"lan", written(ENTRY))])
    note = log.publish(at=DAYS[0])

    with pytest.raises(NotSealed):
        path_to(read_of(log), checkpoint_of(note.text), ENTRY)
    with pytest.raises(NotInLog):
        path_to(read_of(log), checkpoint_of(note.text), entry_of(LAN, kid=SIGNER.kid, token="other~"))


def test_the_newest_checkpoint_is_among_those_kept(grown):
    assert checkpoint_at(read_of(grown), "witnessed/9") == grown.published
