"""Who an issuer is, by did:key and did:web; which suites sign."""

import json

import pytest

from baigong.core.credentials.dids import did_key, document, key_of_did, keys_of, place_of
from baigong.core.credentials.multibase import base58
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.suites import ED25519, SUITES
from core.credentials.issuing import DID, KEYS, SIGNER

# did:key method, §3.1.1, the first Ed25519 example; RFC 8032 §7.1, test 2.
EXAMPLE = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
SECRET = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)

METHOD = document(DID, KEYS.values())["verificationMethod"][0]


def written(**changes):
    whole = document(DID, KEYS.values())
    return json.dumps({name: value for name, value in (whole | changes).items() if value is not None}).encode()


def test_ed25519_is_that_of_the_specification():
    key = HeldKey("#key", SECRET)

    assert (key.public, key.sign(b"r")) == (PUBLIC, SIGNATURE)
    assert ED25519.verifier(PUBLIC)(SIGNATURE, b"r")
    assert not ED25519.verifier(PUBLIC)(SIGNATURE, b"s")
    assert SUITES == {"Ed25519": ED25519}


def test_a_did_key_is_its_key():
    key = key_of_did(EXAMPLE)

    assert did_key(key.public, key.suite) == EXAMPLE
    assert (key.kid, key.owner) == (f"{EXAMPLE}#{EXAMPLE.removeprefix('did:key:')}", EXAMPLE)


@pytest.mark.parametrize(
    "did",
    ["", DID, "did:key:", EXAMPLE[:-1], "did:key:" + base58(b"\xed\x01short"), "did:key:" + base58(b"\xe7\x01" * 17)],
)
def test_what_is_no_did_key_of_a_suite_of_ours_is_refused(did):
    with pytest.raises(Unreadable):
        key_of_did(did)


@pytest.mark.parametrize(
    ("did", "place"),  # did:web method, §3.2
    [
        ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/"),
        ("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/"),
        ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/"),
    ],
)
def test_a_did_web_has_its_place(did, place):
    assert place_of(did) == place


@pytest.mark.parametrize(
    "did", ["", EXAMPLE, "did:web:", "did:web:a::b", "did:web:a/b", "did:web:a b", "did:web:a:..", "did:web:a%2Fb"]
)
def test_what_is_no_did_web_has_none(did):
    with pytest.raises(Unreadable):
        place_of(did)


def test_a_document_gives_back_the_keys_that_sign():
    keys = keys_of(written(), DID)

    assert {kid: key.public for kid, key in keys.items()} == {SIGNER.kid: SIGNER.public}
    assert keys_of(written(assertionMethod=[]), DID) == {}


def test_keys_of_other_kinds_may_stand_beside_ours():
    others = [METHOD | {"type": "JsonWebKey"}, METHOD | {"publicKeyMultibase": base58(b"\x86\x24" + bytes(33))}]

    assert keys_of(written(verificationMethod=[*others, METHOD]), DID).keys() == {SIGNER.kid}
    assert keys_of(written(verificationMethod=others), DID) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        written(id="did:web:other.example"),
        written(assertionMethod=None),
        written(verificationMethod=["key"]),
        written(verificationMethod=[METHOD | {"controller": "did:web:other.example"}]),
        written(verificationMethod=[METHOD | {"id": "did:web:other.example#1"}]),
        written(verificationMethod=[METHOD | {"publicKeyMultibase": "u1"}]),
        written(verificationMethod=[METHOD] * 101),
    ],
)
def test_a_document_that_is_not_this_issuers_own_is_refused(content):
    with pytest.raises(Unreadable):
        keys_of(content, DID)
