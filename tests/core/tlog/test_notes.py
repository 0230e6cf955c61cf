"""Notes, checkpoints, cosignatures, policies, proofs and witnesses, as C2SP writes them down."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.refusal import Refusal
from baigong.core.tlog.checkpoints import BadCheckpoint, Checkpoint, checkpoint_of, opened
from baigong.core.tlog.cosignatures import cosigned, witnessed_at
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.hashing import EMPTY_ROOT, leaf_hash
from baigong.core.tlog.merkle import consistency_proof, inclusion_proof
from baigong.core.tlog.notes import (
    COSIGNATURE,
    ED25519,
    BadKey,
    BadNote,
    Key,
    NotSigned,
    key_of,
    note_of,
    signed,
    verified,
)
from baigong.core.tlog.policy import BadPolicy, policy_of
from baigong.core.tlog.proofs import BadProof, NotIncluded, NotWitnessed, Proof, proof_of, proven
from baigong.core.tlog.witnessing import BadRequest, Seen, Submission, answer_to, submission_of

AT = datetime(2025, 7, 1, 8, tzinfo=UTC)
# The example of Go's golang.org/x/mod/sumdb/note, whose format the specification is.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


class Owner:
    """Whoever holds the private half of a key."""

    def __init__(self, name, kind=ED25519, seed=1):
        private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.key, self.sign = Key(name, kind, private.public_key().public_bytes_raw()), private.sign


LOG = Owner("log.example/2025")
ONE, TWO = Owner("witness.example/one", COSIGNATURE, 2), Owner("witness.example/two", COSIGNATURE, 3)
ENTRIES = [str(number).encode() for number in range(300)]


def tree(size):
    from_start = Edge()
    list(from_start.append(ENTRIES[:size]))
    return from_start


def leaves(level, index):
    part = Edge()
    list(part.append(ENTRIES[index << level : (index + 1) << level]))
    return part.root


def checkpoint(size, owner=LOG):
    return signed(str(Checkpoint(owner.key.name, size, tree(size).root)), owner.key, owner.sign)


def witnessed(note, *owners, at=AT):
    return replace(note, signatures=(*note.signatures, *(cosigned(note, one.key, at, one.sign) for one in owners)))


POLICY = policy_of(
    f"# of the tests\nlog {LOG.key} https://log.example/2025/\nwitness one {ONE.key}\n"
    f"witness two {TWO.key}\ngroup both all one two\nquorum both\n".encode()
)


def test_a_note_of_others_is_verified():
    note = note_of(SAID.encode())

    assert verified(note, [key_of(PETER)]) == [key_of(PETER)]
    assert (str(note), str(key_of(PETER))) == (SAID, PETER)


@given(st.integers(0, len(SAID.encode()) - 1), st.integers(0, 7))
def test_a_note_with_any_bit_flipped_is_not_believed(place, bit):
    content = bytearray(SAID.encode())
    content[place] ^= 1 << bit

    with pytest.raises(Refusal):
        verified(note_of(bytes(content)), [key_of(PETER)])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\nname\n",
        b"te\x01xt\n\n" + SAID.encode(),
        b"\xff\n\n",
        "a\n\n\u2014 n A+==\n".encode(),
    ],
)
def test_what_is_no_note_is_refused(content):
    with pytest.raises(BadNote):
        note_of(content)


@pytest.mark.parametrize("written", ["", "name", PETER.replace("c74f", "c74e"), PETER[:-4], "a b+c74f20a3+AA=="])
def test_what_is_no_key_is_refused(written):
    with pytest.raises(BadKey):
        key_of(written)


def test_signatures_of_strangers_are_passed_over():
    note = witnessed(checkpoint(5), ONE)

    assert opened(note, LOG.key).size == 5
    with pytest.raises(NotSigned):
        verified(note, [Owner("somebody.example", seed=9).key])


def test_a_checkpoint_comes_back_as_it_was_written():
    told = Checkpoint("log.example/2025", 5, tree(5).root, ("more",))

    assert checkpoint_of(str(told)) == told


@pytest.mark.parametrize(
    "text",
    ["", "origin\n", "origin\n5\n", "origin\n05\nAA==\n", "\n5\n" + "A" * 43 + "=\n", "o\n-1\n" + "A" * 43 + "=\n",
     "o\n1\n" + "A" * 43 + "=\n\nmore\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadCheckpoint):
        checkpoint_of(text)


def test_a_log_speaks_under_its_own_origin_only():
    other = signed(str(Checkpoint("other.example", 5, tree(5).root)), LOG.key, LOG.sign)

    with pytest.raises(NotSigned):
        opened(other, LOG.key)


def test_a_cosignature_tells_when_and_holds_for_that_checkpoint_only():
    note = witnessed(checkpoint(5), ONE)

    assert witnessed_at(note, ONE.key) == AT
    assert witnessed_at(note, TWO.key) is None
    moved = replace(checkpoint(6), signatures=note.signatures)
    assert witnessed_at(moved, ONE.key) is None


@pytest.mark.parametrize(
    ("quorum", "seen", "is_met"),
    [
        ("quorum none", [], True),
        ("quorum a", ["a"], True),
        ("quorum a", ["b"], False),
        ("group g any a b c\nquorum g", ["c"], True),
        ("group g 2 a b c\nquorum g", ["a"], False),
        ("group g 2 a b c\nquorum g", ["a", "c"], True),
        ("group g 2 a b\ngroup h all g c\nquorum h", ["a", "b"], False),
        ("group g 2 a b\ngroup h all g c\nquorum h", ["a", "b", "c"], True),
    ],
)
def test_a_quorum_is_met_by_enough_witnesses(quorum, seen, is_met):
    witnesses = "".join(f"witness {name} {Owner(name, COSIGNATURE, 10 + at).key}\n" for at, name in enumerate("abc"))

    assert policy_of(f"{witnesses}{quorum}\n".encode()).is_met_by(seen) is is_met


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("", 1),
        ("quorum none\nquorum none\n", 2),
        ("quorum nobody\n", 1),
        (f"log {ONE.key}\nquorum none\n", 1),
        (f"witness one {LOG.key}\nquorum one\n", 1),
        (f"log {LOG.key}\nlog {LOG.key}\nquorum none\n", 2),
        (f"witness one {ONE.key}\nwitness other {ONE.key}\nquorum none\n", 2),
        (f"witness none {ONE.key}\nquorum none\n", 1),
        (f"witness one {ONE.key}\ngroup g 2 one\nquorum g\n", 2),
        (f"witness one {ONE.key}\ngroup g 1 one two\nquorum g\n", 2),
        (f"witness one {ONE.key}\ngroup g any one\ngroup h any one\nquorum h\n", 3),
        ("friend one\nquorum none\n", 1),
        ("log \x01\nquorum none\n", 1),
    ],
)
def test_a_policy_that_cannot_be_used_names_its_line(written, line):
    with pytest.raises(BadPolicy) as refused:
        policy_of(written.encode())

    assert refused.value.facts["line"] == line


def proof(index=7, size=9, *witnesses):
    note = witnessed(checkpoint(size), *(witnesses or (ONE, TWO)))
    return Proof(index, tuple(inclusion_proof(index, size, leaves)), note, b"7")


def test_a_proof_shows_the_entry_and_who_saw_it_when():
    shown = proven(proof_of(str(proof()).encode()), ENTRIES[7], POLICY)

    assert (shown.checkpoint.size, shown.witnessed) == (9, {"one": AT, "two": AT})


def test_a_proof_of_another_entry_or_with_too_few_witnesses_shows_nothing():
    with pytest.raises(NotIncluded):
        proven(proof(), ENTRIES[8], POLICY)
    with pytest.raises(NotWitnessed):
        proven(proof(7, 9, ONE), ENTRIES[7], POLICY)


@given(st.data())
def test_a_proof_with_any_byte_changed_shows_nothing(data):
    content = bytearray(str(proof()).encode())
    beyond = content.index(b"index")  # what stands before is not covered, as the specification says
    place = data.draw(st.integers(beyond, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(Refusal):
        proven(proof_of(bytes(content)), ENTRIES[7], POLICY)


@pytest.mark.parametrize(
    "content", [b"", b"c2sp.org/tlog-proof@v1\n", b"c2sp.org/tlog-proof@v2\nindex 0\n\n" + SAID.encode()]
)
def test_what_is_no_proof_is_refused(content):
    with pytest.raises(BadProof):
        proof_of(content)


def submission(old, new, owner=LOG):
    return Submission(old, tuple(consistency_proof(old, new, leaves)), checkpoint(new, owner))


def seen(size):
    return Seen(size, tree(size).root) if size else Seen()


def test_a_witness_cosigns_growth():
    sent = submission_of(str(submission(5, 9)).encode())

    assert answer_to(sent, LOG.key, seen(5)) == (200, Checkpoint(LOG.key.name, 9, tree(9).root))
    assert answer_to(submission(0, 9), LOG.key, Seen())[0] == 200
    assert answer_to(submission(9, 9), LOG.key, seen(9))[0] == 200


def test_a_witness_refuses_each_thing_by_its_own_answer():
    forked = signed(str(Checkpoint(LOG.key.name, 9, EMPTY_ROOT)), LOG.key, LOG.sign)

    assert answer_to(submission(5, 9), None, Seen())[0] == 404
    assert answer_to(submission(5, 9, Owner("log.example/2025", seed=8)), LOG.key, seen(5))[0] == 403
    assert answer_to(replace(submission(5, 9), old=10), LOG.key, seen(10))[0] == 400
    assert answer_to(submission(5, 9), LOG.key, seen(6))[0] == 409
    assert answer_to(Submission(9, (), forked), LOG.key, seen(9))[0] == 409
    assert answer_to(replace(submission(5, 9), proof=()), LOG.key, seen(5))[0] == 422


@pytest.mark.parametrize("content", [b"", b"old 5\n", b"old 05\n\n" + SAID.encode(), b"old 5\nxyz\n\n" + SAID.encode()])
def test_what_is_no_submission_is_refused(content):
    with pytest.raises(BadRequest):
        submission_of(content)


def test_a_leaf_is_never_a_node():
    assert leaf_hash(b"\x01" + EMPTY_ROOT + EMPTY_ROOT) != tree(2).root
