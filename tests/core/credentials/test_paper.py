"""The form on paper: COSE in a QR code, byte by byte."""

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import badge, cose, sdjwt
from baigong.core.credentials.certificate import Certificate, cells, certificate_of, commitment
from baigong.core.credentials.issuing import CannotBeSigned
from baigong.core.credentials.refusals import Altered, ExpiredKey, UnknownIssuer, Unreadable
from baigong.core.credentials.signing import HeldKey, Key, owned
from baigong.core.refusal import Refusal
from core.credentials.issuing import AT, BARE, DID, KEYS, LAN, SIGNER, STRANGER, flipped

SIGNED = cose.issued(LAN, SIGNER)
TEXT = cose.text(SIGNED)
HOSTS = {"skills.example"}


def sign1(header, payload, unprotected=None, tag=18, signer=SIGNER):
    """A message of one's own making, signed as it should be."""
    signature = signer.sign(cbor2.dumps(["Signature1", header, b"", payload]))
    return cbor2.dumps(cbor2.CBORTag(tag, [header, unprotected or {}, payload, signature]))


HEADER = cbor2.dumps({1: -8, 4: SIGNER.kid.encode()})
PAYLOAD = cbor2.loads(SIGNED).value[2]


def saying(changes):
    return cbor2.dumps(dict(sorted((cbor2.loads(PAYLOAD) | changes).items())))


@pytest.mark.parametrize("certificate", [LAN, BARE])
def test_a_certificate_comes_back_as_it_was_signed(certificate):
    signed = cose.issued(certificate, SIGNER)

    assert cose.opened(signed, KEYS) == certificate
    assert cose.of_text(cose.text(signed)) == signed
    assert cose.of_link(cose.link(signed, host="skills.example"), hosts=HOSTS) == signed


def test_a_list_kept_elsewhere_and_an_issuer_without_a_place_come_back_too():
    key = HeldKey("did:key:z6Mk#z6Mk", bytes(32))
    other = replace(LAN, issuer="did:key:z6Mk", status_list="https://lists.example/3")

    assert cose.opened(cose.issued(other, key), {key.kid: Key(key.kid, key.public)}) == other
    other = replace(LAN, status_list="https://lists.example/3")
    assert cose.opened(cose.issued(other, SIGNER), KEYS) == other


def test_a_full_certificate_fits_the_code_that_paper_has_room_for():
    assert len(cose.text(cose.issued(replace(LAN, issuer_name_en=None, valid_until=None), SIGNER))) <= 483  # v13-M


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_a_certificate_with_any_byte_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        cose.opened(flipped(SIGNED, place, change), KEYS)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (cose.text(SIGNED), cose.of_text),
        (cose.link(SIGNED, host="skills.example"), lambda text: cose.of_link(text, hosts=HOSTS)),
    ],
)
@given(place=st.integers(0, 10_000), change=st.integers(1, 127))
def test_a_text_with_any_letter_changed_is_refused(written, read, place, change):
    altered = flipped(written.encode(), place, change).decode()

    with pytest.raises(Refusal):
        cose.opened(read(altered), KEYS)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_refused_and_nothing_breaks(content):
    with pytest.raises(Refusal):
        cose.opened(content, KEYS)
    with pytest.raises(Refusal):
        cose.opened(sign1(HEADER, content), KEYS)


def test_a_message_of_the_tests_own_making_is_taken_when_nothing_is_wrong_with_it():
    assert cose.opened(sign1(HEADER, PAYLOAD), KEYS) == LAN
    assert cose.opened(sign1(HEADER, saying({7: "2"})), KEYS) == replace(LAN, level="2")


@pytest.mark.parametrize(
    "message",
    [
        sign1(cbor2.dumps({1: -7, 4: SIGNER.kid.encode()}), PAYLOAD),  # another algorithm
        sign1(cbor2.dumps({1: -8, 2: [99], 4: SIGNER.kid.encode(), 99: 1}), PAYLOAD),  # critical, and unknown
        sign1(cbor2.dumps({1: -8, 3: 0, 4: SIGNER.kid.encode()}), PAYLOAD),
        sign1(cbor2.dumps({1: -8}), PAYLOAD),
        sign1(cbor2.dumps({4: SIGNER.kid.encode(), 1: -8}), PAYLOAD),  # not in order
        sign1(b"\xa3\x01\x27\x01\x27\x04\x58\x1b" + SIGNER.kid.encode(), PAYLOAD),  # a key twice
        sign1(HEADER, PAYLOAD, unprotected={4: b"other"}),
        sign1(HEADER, PAYLOAD, tag=17),
        sign1(HEADER, PAYLOAD) + b"\x00",
        sign1(HEADER, PAYLOAD + b"\x00"),
        sign1(HEADER, b"\xbf" + PAYLOAD[1:] + b"\xff"),  # an open length
        sign1(HEADER, PAYLOAD.replace(b"\x01\x4a", b"\x01\x58\x0a", 1)),  # a length longer than it need be
        sign1(HEADER, saying({9: "did:web:other.example"})),
        sign1(HEADER, saying({20: "?"})),
        sign1(HEADER, saying({15: 10**9})),  # a day that is none
        sign1(HEADER, saying({7: "9"})),  # a level that is none
        sign1(HEADER, saying({8: 9})),
        sign1(HEADER, saying({18: 131_072})),
        sign1(HEADER, saying({19: b"short"})),
        sign1(HEADER, saying({2: "x" * 2_001})),
        sign1(HEADER, b"x" * 3_000),
        SIGNED[1:],
    ],
)
def test_what_is_signed_but_not_as_we_sign_is_unreadable(message):
    with pytest.raises(Unreadable):
        cose.opened(message, KEYS)


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        "BG1",
        "BG2:" + cose.text(SIGNED)[4:],
        "BG1:" + "0" * 5_000,
        cose.text(SIGNED).lower(),
        cose.text(SIGNED) + "0",
    ],
)
def test_what_is_scanned_and_is_no_certificate_is_unreadable(scanned):
    with pytest.raises(Unreadable):
        cose.opened(cose.of_text(scanned), KEYS)


def test_a_link_to_a_forgers_host_is_not_read():
    with pytest.raises(Unreadable):
        cose.of_link(cose.link(SIGNED, host="skills.example.forger.example"), hosts=HOSTS)
    with pytest.raises(Unreadable):
        cose.of_link("HTTPS://SKILLS.EXAMPLE/V#" + "A" * 5_000, hosts=HOSTS)


def test_a_key_that_is_not_trusted_or_not_the_issuers_signs_nothing():
    with pytest.raises(Altered):
        cose.opened(cose.issued(LAN, STRANGER), KEYS)
    with pytest.raises(UnknownIssuer):
        cose.opened(SIGNED, {})
    with pytest.raises(UnknownIssuer):
        cose.issued(replace(LAN, issuer="did:web:other.example"), SIGNER)


def test_a_key_signs_only_what_was_issued_while_it_was_the_issuers():
    early, late = (replace(LAN, issued_on=date(year, 6, 3)) for year in (2024, 2026))

    for certificate in (early, late):
        with pytest.raises(ExpiredKey):
            cose.opened(cose.issued(certificate, SIGNER), KEYS)
    with pytest.raises(UnknownIssuer):
        owned(KEYS[SIGNER.kid], owner="did:web:other.example", on=date(2025, 6, 3))


def test_the_record_is_the_same_for_the_same_certificate_and_holds_no_salt():
    assert LAN.record == replace(LAN, salt=bytes(16)).record
    assert LAN.record == cbor2.dumps(cbor2.loads(LAN.record), canonical=True)
    assert cbor2.loads(LAN.record)[9] == DID


def test_a_commitment_binds_form_salt_and_record():
    record = LAN.record

    tag = sha256(b"baigong/certificate/badge").digest()
    assert commitment("badge", LAN.salt, record) == sha256(tag + LAN.salt + record).digest()
    others = {
        commitment("cose", LAN.salt, record),
        commitment("badge", bytes(16), record),
        commitment("badge", LAN.salt, BARE.record),
    }
    assert len(others | {commitment("badge", LAN.salt, record)}) == 4


@pytest.mark.parametrize("name", [one.name for one in fields(Certificate)])
def test_a_cell_of_the_wrong_kind_is_refused(name):
    with pytest.raises(Unreadable):
        certificate_of(cells(LAN) | {name: 1.5}, form="test")
    with pytest.raises(Unreadable):
        certificate_of(cells(LAN) | {name: ""}, form="test")


def test_a_cell_too_many_or_too_few_is_refused():
    with pytest.raises(Unreadable):
        certificate_of(cells(LAN) | {"salary": "1"}, form="test")
    with pytest.raises(Unreadable):
        certificate_of({name: value for name, value in cells(LAN).items() if name != "number"}, form="test")


def test_nobody_prints_a_private_key():
    assert repr(SIGNER) == f"HeldKey('{SIGNER.kid}')"


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": "蓝\n小兰"}, {"level": "9"}, {"status_list": "http://skills.example/"}, {"salt": b"short"}],
)
def test_what_no_reader_would_take_is_not_signed(change):
    unfit = replace(LAN, **change)

    with pytest.raises(CannotBeSigned):
        cose.issued(unfit, SIGNER)
    with pytest.raises(CannotBeSigned):
        badge.issued(unfit, SIGNER, created=AT)
    with pytest.raises(CannotBeSigned):
        badge.issued_as_jwt(unfit, SIGNER)
    with pytest.raises(CannotBeSigned):
        sdjwt.issued(unfit, SIGNER, random=bytes(96))
