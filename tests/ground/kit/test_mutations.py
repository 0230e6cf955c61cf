"""Any byte of a kit's valid credential changed, or of the proof beside it: it is never valid, and nothing breaks."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from baigong.core.tlog.proofs import proof_of
from baigong.core.verifying.verifying import answered
from baigong.ground.trust.opening import opened_trust

AT = datetime(2026, 3, 2, 4, tzinfo=UTC)
FILES = ("*-valid-plain.txt", "*-valid-path.txt", "*-valid-link.txt", "*-valid-plain.sd-jwt", "*-valid-jwt.jwt")
quietly = settings(max_examples=150, deadline=None)
PLACES, CHANGES = st.integers(0, 1 << 20), st.integers(1, 255)


def first(kit, pattern):
    return min((kit / "credentials").glob(pattern)).read_bytes().rstrip(b"\n")


def changed(content, place, change):
    """With one byte of it changed."""
    altered = bytearray(content)
    altered[place % len(altered)] ^= change
    return bytes(altered)


@pytest.fixture(scope="module")
def trust(kit):
    return opened_trust(kit / "trust")


@pytest.fixture(scope="module", params=FILES)
def credential(kit, request):
    return first(kit, request.param)


def test_unchanged_it_is_valid(credential, trust):
    assert answered(credential, trust, AT, None).verdict == "valid"


@quietly
@given(PLACES, CHANGES)
def test_with_any_byte_changed_it_is_not(credential, trust, place, change):
    assert answered(changed(credential, place, change), trust, AT, None).verdict != "valid"


@quietly
@given(st.integers(1, 1 << 20))
def test_cut_short_anywhere_it_is_not(credential, trust, length):
    rest = credential[: length % len(credential)]
    assume(not rest.endswith(b"~"))  # a token's holder may leave out whole cells

    assert answered(rest, trust, AT, None).verdict != "valid"


@quietly
@given(PLACES, CHANGES)
def test_a_badge_with_any_byte_changed_is_not_valid_unless_it_says_the_same(kit, trust, place, change):
    badge = first(kit, "*-valid-plain.json")
    given_now = changed(badge, place, change)

    if answered(given_now, trust, AT, None).verdict == "valid":
        assert json.loads(given_now) == json.loads(badge)


@quietly
@given(PLACES, CHANGES)
def test_a_proof_with_any_byte_changed_proves_nothing_unless_it_says_the_same(kit, trust, place, change):
    token, proof = first(kit, "*-valid-away.sd-jwt"), min((kit / "credentials").glob("*-valid-away.sd-jwt.tlog-proof"))
    content = proof.read_bytes()
    given_now = changed(content, place, change)

    assert answered(token, trust, AT, content).verdict == "valid"
    if answered(token, trust, AT, given_now).verdict == "valid":
        assert proof_of(given_now) == proof_of(content)
