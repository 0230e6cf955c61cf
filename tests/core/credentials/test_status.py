"""Status lists: a bit a certificate."""

import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import integrity, status
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.multibase import base64url
from baigong.core.credentials.refusals import Altered, UnknownIssuer, Unreadable
from baigong.core.credentials.status import VOID, WrongList, void_beside
from baigong.core.refusal import Refusal
from core.credentials.issuing import AT, DID, KEYS, LAN, SIGNER, STRANGER, flipped

PLACE, UNTIL = LAN.status_list, AT + timedelta(days=1)
# Bitstring Status List v1.0, the example list of §2.2: sixteen kilobytes of zeros.
EXAMPLE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
SIGNED = status.issued(PLACE, SIGNER, ended=[LAN.status_index, 0], at=AT, until=UNTIL)
CONTENT = canonical(SIGNED)
KEPT = status.opened(CONTENT, KEYS)


def packed(content):
    packer = zlib.compressobj(wbits=31)
    return "u" + base64url(packer.compress(content) + packer.flush())


@given(st.sets(st.integers(0, 131_071), max_size=20), st.integers(0, 131_071))
def test_a_bit_is_set_for_what_has_ended_and_for_nothing_else(ended, asked):
    kept = replace(KEPT, bits=status.decoded(status.encoded(ended)))

    assert [kept.is_set(index) for index in (*ended, asked)] == [True] * len(ended) + [asked in ended]


def test_the_first_bit_is_the_leftmost():
    assert status.decoded(status.encoded([0, 9]))[:2] == b"\x80\x40"


def test_the_specifications_list_is_read():
    assert status.decoded(EXAMPLE) == bytes(16_384)


def test_a_list_is_written_the_same_each_time():
    assert status.encoded([3, 5]) == status.encoded([5, 3])


def test_a_list_comes_back_as_it_was_signed_and_tells_its_age():
    assert (KEPT.id, KEPT.issuer, KEPT.valid_from, KEPT.valid_until) == (PLACE, DID, AT, UNTIL)
    assert KEPT.age(AT + timedelta(hours=3)) == timedelta(hours=3)
    assert KEPT.has_ended(LAN)
    assert not KEPT.has_ended(replace(LAN, status_index=5))


REVOKED, ANNULLED = replace(LAN, status_index=7), replace(LAN, status_index=8)
BOTH = [
    canonical(status.issued(place, SIGNER, ended=ended, at=AT, until=UNTIL, purpose=purpose))
    for place, ended, purpose in ((PLACE, [7, 8], "revocation"), (void_beside(PLACE), [8], VOID))
]
FIRST, BESIDE = (status.opened(one, KEYS) for one in BOTH)


def test_what_was_void_from_the_first_day_is_told_from_what_was_revoked():
    assert [FIRST.has_ended(one) for one in (LAN, REVOKED, ANNULLED)] == [False, True, True]
    assert [BESIDE.is_void(one) for one in (LAN, REVOKED, ANNULLED)] == [False, False, True]


def test_the_void_list_lies_beside_and_is_for_another_purpose():
    assert (BESIDE.id, BESIDE.purpose) == ("https://skills.example/status/2025/3/void", "void")
    assert (FIRST.id, FIRST.purpose) == (PLACE, "revocation")


def swapped(place, purpose):
    """A list that lies at the one place, and says that it is for the other's purpose."""
    return status.opened(canonical(status.issued(place, SIGNER, ended=[], at=AT, until=UNTIL, purpose=purpose)), KEYS)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: FIRST.is_void(LAN),
        lambda: BESIDE.has_ended(LAN),
        lambda: swapped(PLACE, "void").has_ended(LAN),
        lambda: swapped(void_beside(PLACE), "revocation").is_void(LAN),
        lambda: BESIDE.is_void(replace(LAN, status_list="https://skills.example/status/2025/4")),
        lambda: BESIDE.is_void(replace(LAN, issuer="did:web:other.example")),
    ],
)
def test_neither_list_is_taken_for_the_other(ask):
    with pytest.raises(WrongList):
        ask()


@given(st.sampled_from(BOTH), st.integers(0, 100_000), st.integers(1, 255))
def test_either_list_with_any_byte_changed_is_refused(content, place, change):
    with pytest.raises(Refusal):
        status.opened(flipped(content, place, change), KEYS)


def test_a_list_does_not_tell_what_it_is_not_for():
    for index in (-1, 131_072):
        with pytest.raises(WrongList):
            KEPT.is_set(index)
    with pytest.raises(WrongList):
        KEPT.is_set(0, purpose="suspension")
    with pytest.raises(WrongList):
        KEPT.has_ended(replace(LAN, status_list="https://skills.example/status/2025/4"))
    with pytest.raises(WrongList):
        KEPT.has_ended(replace(LAN, issuer="did:web:other.example"))


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_list_with_any_byte_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        status.opened(flipped(CONTENT, place, change), KEYS)


def test_a_list_by_another_key_is_refused():
    with pytest.raises(Altered):
        status.opened(canonical(status.issued(PLACE, STRANGER, ended=[], at=AT, until=UNTIL)), KEYS)
    with pytest.raises(UnknownIssuer):
        status.opened(CONTENT, {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        EXAMPLE[1:],
        EXAMPLE[:-4],
        "u" + base64url(b"no gzip"),
        packed(bytes(16_383)),
        packed(bytes(1 << 21)),  # unpacks to more than any list
        "u" + base64url(bytes.fromhex("1f8b08") + bytes(40)),
    ],
)
def test_what_is_no_list_or_too_short_or_too_long_is_refused(text):
    with pytest.raises(Unreadable):
        status.decoded(text)


DOCUMENT = {name: value for name, value in SIGNED.items() if name != "proof"}


@pytest.mark.parametrize(
    "change",
    [
        {"type": ["VerifiableCredential"]},
        {"credentialSubject": []},
        {"credentialSubject": DOCUMENT["credentialSubject"] | {"type": "StatusList2021"}},
        {"credentialSubject": DOCUMENT["credentialSubject"] | {"encodedList": 7}},
        {"validFrom": "2025-06-03T08:00:00"},
        {"validUntil": "later"},
        {"issuer": {"id": DID}},
    ],
)
def test_a_list_of_another_shape_is_refused(change):
    with pytest.raises(Unreadable):
        status.opened(canonical(integrity.signed(DOCUMENT | change, SIGNER, created=AT)), KEYS)


def test_a_list_has_no_bit_outside_it():
    with pytest.raises(ValueError, match="131072"):
        status.encoded([131_072])
