"""Data Integrity proofs against the vectors of their specification, and our badge."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.core.credentials import badge, integrity, strict
from baigong.core.credentials.certificate import commitment
from baigong.core.credentials.contexts import BADGES, CREDENTIALS, bundled
from baigong.core.credentials.dids import key_of_did
from baigong.core.credentials.integrity import JCS
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.multibase import of_base58
from baigong.core.credentials.rdf import canonicaliser
from baigong.core.credentials.refusals import Altered, UnknownIssuer, Unreadable
from baigong.core.credentials.signing import HeldKey, Key
from baigong.core.refusal import Refusal
from core.credentials.issuing import AT, BARE, KEYS, LAN, SIGNER, STRANGER, flipped

# vc-di-eddsa, Appendix B: the key pair, the credential, and its two proofs.
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
PRIVATE = of_base58("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")[2:]
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXT = [CREDENTIALS, EXAMPLES]
ALUMNI = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
OPTIONS = {
    "type": "DataIntegrityProof",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"https://vc.example/issuers/5678#{PUBLIC}",
    "proofPurpose": "assertionMethod",
}
BY_JCS = ALUMNI | {
    "proof": OPTIONS
    | {
        "cryptosuite": "eddsa-jcs-2022",
        "@context": CONTEXT,
        "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
    }
}
BY_RDF = ALUMNI | {
    "proof": OPTIONS
    | {
        "cryptosuite": "eddsa-rdfc-2022",
        "proofValue": "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9",
    }
}
EXAMPLE_KEY = HeldKey(OPTIONS["verificationMethod"], PRIVATE)
EXAMPLE_KEYS = {EXAMPLE_KEY.kid: Key(EXAMPLE_KEY.kid, key_of_did(f"did:key:{PUBLIC}").public)}
WITH_EXAMPLES = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
BOTH = {**JCS, "rdfc": canonicaliser({**bundled(), EXAMPLES: WITH_EXAMPLES})}
OURS = {**JCS, "rdfc": canonicaliser()}
SIGNED = badge.issued(LAN, SIGNER, created=AT)
CONTENT = canonical(SIGNED)
JWT = badge.issued_as_jwt(LAN, SIGNER)


@pytest.mark.parametrize(("form", "secured"), [("jcs", BY_JCS), ("rdfc", BY_RDF)])
def test_the_specifications_proofs_are_made_and_verified(form, secured):
    created = AT.fromisoformat(OPTIONS["created"])

    assert integrity.opened(secured, EXAMPLE_KEYS, canonicalisers=BOTH).document == ALUMNI
    assert integrity.signed(ALUMNI, EXAMPLE_KEY, created=created, form=form, canonicalisers=BOTH) == secured


@pytest.mark.parametrize("certificate", [LAN, BARE])
def test_a_badge_comes_back_as_it_was_signed(certificate):
    signed = badge.issued(certificate, SIGNER, created=AT)

    assert badge.opened(strict.read(canonical(signed), form="test"), KEYS) == certificate
    assert badge.opened_jwt(badge.issued_as_jwt(certificate, SIGNER), KEYS) == certificate


def test_a_badge_says_what_stands_for_it_in_the_log():
    logged = commitment("badge", LAN.salt, LAN.record).hex()

    assert SIGNED["id"] == f"urn:baigong:certificate:{logged}"
    assert SIGNED["credentialSubject"]["identifier"][-1]["identityHash"] == f"sha256${logged}"


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_badge_with_any_byte_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        badge.opened(strict.read(flipped(CONTENT, place, change), form="test"), KEYS)


@given(st.integers(0, len(JWT) - 1), st.integers(1, 127))
def test_a_jwt_with_any_letter_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        badge.opened_jwt(flipped(JWT.encode(), place, change).decode(), KEYS)


def test_a_badge_by_another_key_or_for_another_purpose_is_refused():
    with pytest.raises(Altered):
        badge.opened(badge.issued(LAN, STRANGER, created=AT), KEYS)
    with pytest.raises(Altered):
        badge.opened_jwt(badge.issued_as_jwt(LAN, STRANGER), KEYS)
    with pytest.raises(UnknownIssuer):
        badge.opened(SIGNED, {})
    shown = integrity.signed(badge.document(LAN), SIGNER, created=AT, purpose="authentication")
    with pytest.raises(Unreadable):
        badge.opened(shown, KEYS)


def test_a_presentation_is_signed_for_whoever_asked():
    asked = {"domain": "employer.example", "challenge": "7"}
    shown = integrity.signed(ALUMNI, SIGNER, created=AT, purpose="authentication", asked=asked)

    options = integrity.opened(shown, KEYS, purpose="authentication").options
    assert {name: options[name] for name in asked} == asked


@pytest.mark.parametrize(
    "change",
    [
        {"@context": [CREDENTIALS]},
        {"type": ["VerifiableCredential"]},
        {"extra": "said beside"},
        {"validUntil": "tomorrow"},
        {"credentialSubject": {}},
        {"issuer": "did:web:skills.example"},
        {"credentialStatus": None},
    ],
)
def test_a_document_that_is_signed_but_not_our_badge_is_unreadable(change):
    with pytest.raises(Unreadable):
        badge.opened(integrity.signed(badge.document(LAN) | change, SIGNER, created=AT), KEYS)


PROOF = SIGNED["proof"]


@pytest.mark.parametrize(
    "proof",
    [
        None,
        [],
        [PROOF],  # sets are for documents of others (core/vcdm); a certificate has one proof
        "proof",
        {},
        PROOF | {"nonce": "1"},
        PROOF | {"cryptosuite": "eddsa-rdfc-2022"},
        PROOF | {"cryptosuite": ["eddsa-jcs-2022"]},
        PROOF | {"@context": []},
        PROOF | {"verificationMethod": 7},
        PROOF | {"@context": []},
    ],
)
def test_a_proof_of_another_shape_is_unreadable(proof):
    with pytest.raises(Unreadable):
        badge.opened(SIGNED | {"proof": proof}, KEYS)


def test_a_badge_may_be_signed_in_rdf_form_too():
    signed = integrity.signed(badge.document(LAN), SIGNER, created=AT, form="rdfc", canonicalisers=OURS)

    assert badge.opened(signed, KEYS, canonicalisers=OURS) == LAN
    altered = deepcopy(signed)
    altered["credentialSubject"]["achievement"]["humanCode"] = "6-31-01-04"
    with pytest.raises(Altered):
        badge.opened(altered, KEYS, canonicalisers=OURS)


@settings(max_examples=15, deadline=None)
@given(place=st.integers(0, 10_000), change=st.integers(1, 255))
def test_a_badge_in_rdf_form_with_any_byte_changed_is_refused(place, change):
    signed = integrity.signed(badge.document(BARE), SIGNER, created=AT, form="rdfc", canonicalisers=OURS)

    with pytest.raises(Refusal):
        altered = strict.read(flipped(canonical(signed), place, change), form="test")
        badge.opened(altered, KEYS, canonicalisers=OURS)


def graded(values):
    """A subject whose achievement has an ordered list of marks."""
    result = {"id": "urn:x:result", "type": ["ResultDescription"], "name": "mark", "allowedValue": values}
    achievement = {"id": "urn:x:a", "type": ["Achievement"], "resultDescription": [result]}
    return {"id": "urn:x:lan", "type": ["AchievementSubject"], "achievement": achievement}


@pytest.mark.parametrize(
    "change",
    [
        {"nickname": "undefined terms would vanish unsigned"},
        {"type": ["VerifiableCredential", "NoSuchType"]},
        {"credentialSubject": {"id": "a-relative-address"}},
        {"credentialSubject": {"id": "//elsewhere.example/"}},
        {"credentialSubject": {"id": "_:knot"}},
        {"name": "x" * 70_000},
        {"@context": [CREDENTIALS, "https://elsewhere.example/context"]},
        {"@context": [CREDENTIALS, {"nickname": "https://elsewhere.example/#nickname"}]},
        {"@context": CREDENTIALS},
        {"issuer": {"id": "did:web:skills.example", "@context": {"name": None}}},
        {"name": None},
        {"evidence": []},
        {"@nest": {"a": "b"}},
        {"evidence": [{"type": "Evidence"}] * 9},
        {"evidence": [{"id": f"urn:{number}"} for number in range(600)]},
        {"credentialSubject": graded(["pass"] * 33)},
        {"credentialSubject": graded([f"mark {number // 2}" for number in range(34)])},
    ],
)
def test_what_rdf_would_drop_or_labour_over_is_refused(change):
    with pytest.raises(Unreadable):
        OURS["rdfc"](badge.document(LAN) | change)


def test_an_ordered_list_is_bounded_by_what_it_repeats_and_not_by_its_length():
    for values in (["pass"] * 32, [f"mark {number}" for number in range(1_000)]):
        quads = OURS["rdfc"](badge.document(LAN) | {"credentialSubject": graded(values)}).decode()
        assert quads.count("22-rdf-syntax-ns#first>") == len(values)


def test_the_direction_in_which_a_text_is_read_is_signed_with_it():
    def canonical(direction):
        name = {"@value": "Lan", "@language": "ar", "@direction": direction}
        return OURS["rdfc"](badge.document(LAN) | {"name": name}).decode()

    assert '"Lan"^^<https://www.w3.org/ns/i18n#ar_rtl>' in canonical("rtl")
    assert canonical("rtl") != canonical("ltr")


def test_contexts_are_bundled_as_they_were_pinned():
    assert {address: next(iter(whole)) for address, whole in bundled().items()} == dict.fromkeys(bundled(), "@context")
    assert set(badge.document(LAN)["@context"]) == {CREDENTIALS, BADGES} <= bundled().keys()


def test_a_badge_names_no_term_that_its_contexts_do_not_define():
    quads = OURS["rdfc"](badge.document(LAN)).decode()

    assert quads.count("蓝小兰") == 1
    assert json.loads(CONTENT)["credentialSubject"]["licenseNumber"] in quads


def test_a_document_nested_without_end_is_refused_before_anything_is_reckoned():
    nested = {}
    for _ in range(5_000):
        nested = {"evidence": nested}

    with pytest.raises(Unreadable):
        badge.opened(SIGNED | nested, KEYS)
    with pytest.raises(Unreadable):
        OURS["rdfc"](badge.document(LAN) | nested)
