"""What the verifier believes and what it refuses, clause by clause; what is sent was signed by other people's keys."""

import json
from hashlib import sha256

import pytest

from baigong.core.credentials import jose
from baigong.core.credentials.multibase import base58, base64url, of_base58
from baigong.core.vcdm.proofs import proved
from faces.vcapi.papers import AT, CHEN, JCS, LAN, PLAIN, RDFC, ROUTES, V1, V2, by, did, signed_anyhow

MALFORMED = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
CRYPTOGRAPHY = "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
NOT_VERIFIED = "https://w3id.org/security#PROOF_VERIFICATION_ERROR"
NO_METHOD = "https://w3id.org/security#INVALID_VERIFICATION_METHOD_URL"
DATA_LOST = "https://w3id.org/security#DATA_LOSS_DETECTION_ERROR"
OTHER_DOMAIN = "https://w3id.org/security#INVALID_DOMAIN_ERROR"
OTHER_CHALLENGE = "https://w3id.org/security#INVALID_CHALLENGE_ERROR"
SUITES = pytest.mark.parametrize("suite", [JCS, RDFC])
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


@pytest.mark.parametrize("route", ROUTES)
@SUITES
def test_a_strangers_credential_is_verified_where_its_suite_is_asked_for(vcapi, route, suite):
    answer = vcapi.verify(route, by(LAN, suite))

    assert answer == ((400, NOT_VERIFIED) if route in (JCS, RDFC) and route != suite else (200, None))


@SUITES
def test_a_credential_without_a_proof_or_with_none_that_is_one_is_refused(vcapi, suite):
    secured = by(LAN, suite)
    bare = {name: cell for name, cell in secured.items() if name != "proof"}

    assert vcapi.verify(suite, bare) == (400, NOT_VERIFIED)
    for proof in (None, [], {}, "proof", [None], [secured["proof"], 7], [secured["proof"]] * 17):
        assert vcapi.verify(suite, bare | {"proof": proof}) == (400, NOT_VERIFIED)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"type": None}, NOT_VERIFIED),
        ({"type": "UnknownProofType"}, NOT_VERIFIED),
        ({"type": ["DataIntegrityProof"]}, NOT_VERIFIED),
        ({"cryptosuite": "unknown-cryptosuite-2017"}, NOT_VERIFIED),
        ({"cryptosuite": None}, NOT_VERIFIED),
        ({"cryptosuite": ["eddsa-jcs-2022"]}, NOT_VERIFIED),
        ({"verificationMethod": None}, NOT_VERIFIED),
        ({"verificationMethod": 7}, NOT_VERIFIED),
        ({"verificationMethod": "did:key:@invalidVm@"}, NO_METHOD),
        ({"verificationMethod": did(LAN)}, NO_METHOD),
        ({"verificationMethod": f"{did(LAN)}#{did(CHEN).removeprefix('did:key:')}"}, NO_METHOD),
        ({"verificationMethod": "https://vc.example/issuers/5678#key"}, NO_METHOD),
        ({"verificationMethod": CHEN.kid}, CRYPTOGRAPHY),
        ({"proofPurpose": None}, NOT_VERIFIED),
        ({"proofPurpose": "invalidPurpose"}, NOT_VERIFIED),
        ({"proofPurpose": "authentication"}, NOT_VERIFIED),
        ({"proofPurpose": ["assertionMethod"]}, NOT_VERIFIED),
        ({"proofValue": None}, NOT_VERIFIED),
        ({"proofValue": "z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh"}, NOT_VERIFIED),
        ({"proofValue": "u" + base64url(bytes(64))}, NOT_VERIFIED),
        ({"proofValue": base58(b"\1" * 64)}, CRYPTOGRAPHY),
        ({"proofValue": base58(b"\1" * 96)}, NOT_VERIFIED),
        ({"proofValue": "z" * 300}, NOT_VERIFIED),
        ({"created": "invalidDate"}, NOT_VERIFIED),
        ({"created": 7}, NOT_VERIFIED),
        ({"created": "2026-01-01T00:00:01Z"}, CRYPTOGRAPHY),
        ({"expires": "invalidDate"}, NOT_VERIFIED),
        ({"id": "no url"}, NOT_VERIFIED),
        ({"domain": 7}, NOT_VERIFIED),
        ({"challenge": 7}, NOT_VERIFIED),
        ({"nonce": 7}, NOT_VERIFIED),
        ({"previousProof": 7}, NOT_VERIFIED),
        ({"previousProof": "urn:uuid:missing"}, NOT_VERIFIED),
        ({"previousProof": ["urn:uuid:missing"]}, NOT_VERIFIED),
    ],
)
@SUITES
def test_a_proof_with_a_member_that_is_missing_or_wrong_is_refused(vcapi, suite, change, problem):
    secured = by(LAN, suite)
    proof = {name: cell for name, cell in (secured["proof"] | change).items() if cell is not None}

    assert vcapi.verify(suite, secured | {"proof": proof}) == (400, problem)


@SUITES
def test_a_proof_value_without_its_header_is_refused(vcapi, suite):
    secured = by(LAN, suite)
    value = secured["proof"]["proofValue"]

    assert vcapi.verify(suite, secured | {"proof": secured["proof"] | {"proofValue": value[1:]}})[0] == 400
    assert len(of_base58(value)) == 64


@SUITES
@pytest.mark.parametrize(
    "change",
    [
        {"credentialSubject": {"id": "did:example:another"}},
        {"validFrom": "2020-01-01T00:00:00Z"},
        {"@context": [V2, EXAMPLES]},
        {"type": ["VerifiableCredential", "https://example.org/#More"]},
        {"id": "urn:uuid:1"},
    ],
)
def test_whatever_is_changed_after_signing_breaks_the_proof(vcapi, suite, change):
    answer = vcapi.verify(suite, by(LAN, suite) | change)

    # §3.3.2 of the cryptosuites: by JCS a context may be added at the end, and is not among what was signed; RDF holds
    # what the words mean, and a context that defines none of them changes nothing of that.
    assert answer == ((200, None) if "@context" in change else (400, CRYPTOGRAPHY))


def test_by_jcs_the_document_begins_with_the_contexts_of_the_proof(vcapi):
    secured = by(LAN, JCS, PLAIN | {"@context": [V2, EXAMPLES]})

    assert vcapi.verify(JCS, secured) == (200, None)
    assert vcapi.verify(JCS, secured | {"@context": [V2]}) == (400, NOT_VERIFIED)
    assert vcapi.verify(JCS, signed_anyhow(LAN, JCS, **{"@context": [EXAMPLES]})) == (400, NOT_VERIFIED)


def test_by_rdf_the_documents_own_contexts_say_what_was_signed(vcapi):
    """A context that gives the signed words another meaning is seen, whatever the proof names."""
    words = {"grade": "https://example.org/grade"}
    secured = by(LAN, RDFC, PLAIN | {"@context": [V2, words], "grade": "A"})
    turned = {"@context": [V2, words, {"grade": "https://example.org/height"}]}

    assert vcapi.verify(RDFC, secured) == (200, None)
    assert vcapi.verify(RDFC, secured | turned) == (400, CRYPTOGRAPHY)
    named = {"proof": secured["proof"] | {"@context": [V2, words]}}
    assert vcapi.verify(RDFC, secured | turned | named) == (400, CRYPTOGRAPHY)


@SUITES
def test_a_time_without_an_offset_is_read_as_utc_and_no_time_at_all_is_allowed(vcapi, suite):
    assert vcapi.verify(suite, signed_anyhow(LAN, suite, created="2026-01-01T00:00:00")) == (200, None)
    assert vcapi.verify(suite, signed_anyhow(LAN, suite, drop=["created"])) == (200, None)


@SUITES
def test_a_proof_that_is_over_is_refused(vcapi, suite):
    assert vcapi.verify(suite, by(LAN, suite, expires="2999-01-01T00:00:00Z")) == (200, None)
    assert vcapi.verify(suite, by(LAN, suite, expires="2020-01-01T00:00:00Z")) == (400, NOT_VERIFIED)
    assert vcapi.verify(suite, signed_anyhow(LAN, suite, expires="2020-01-01T00:00:00")) == (400, NOT_VERIFIED)


@SUITES
def test_a_proof_is_for_the_purpose_domain_and_challenge_that_are_asked_for(vcapi, suite):
    secured = by(LAN, suite, domain="domain.example", challenge="1235abcd6789")

    assert vcapi.verify(suite, secured, domain="domain.example", challenge="1235abcd6789") == (200, None)
    assert vcapi.verify(suite, secured, expectedProofPurpose="assertionMethod") == (200, None)
    assert vcapi.verify(suite, secured, expectedProofPurpose="authentication") == (400, NOT_VERIFIED)
    assert vcapi.verify(suite, secured, domain="other.example") == (400, OTHER_DOMAIN)
    assert vcapi.verify(suite, secured, domain=["domain.example", "other.example"]) == (400, OTHER_DOMAIN)
    assert vcapi.verify(suite, secured, challenge="0") == (400, OTHER_CHALLENGE)
    assert vcapi.verify(suite, by(LAN, suite), domain="domain.example") == (400, OTHER_DOMAIN)
    assert vcapi.verify(suite, secured, domain=None, challenge=None) == (200, None)
    assert vcapi.verify(suite, secured, challenge=7) == (400, MALFORMED)
    assert vcapi.verify(suite, secured, challenge=["1235abcd6789"]) == (400, MALFORMED)
    assert vcapi.verify(suite, secured, domain={}) == (400, MALFORMED)
    assert vcapi.verify(suite, secured, checks=7) == (400, MALFORMED)


@SUITES
def test_an_issuer_that_is_a_did_signs_for_itself(vcapi, suite):
    assert vcapi.verify(suite, by(LAN, suite, PLAIN | {"issuer": did(CHEN)})) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(suite, by(LAN, suite, PLAIN | {"issuer": {"id": did(CHEN)}})) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(suite, by(LAN, suite, PLAIN | {"issuer": "https://vc.example/issuers/5678"})) == (200, None)


@SUITES
def test_in_a_set_of_proofs_each_must_hold(vcapi, suite):
    secured = proved(by(LAN, suite), {}, CHEN, cryptosuite=suite, at=AT)
    first, second = secured["proof"]

    assert vcapi.verify(suite, secured) == (200, None)
    assert vcapi.verify(suite, secured | {"proof": [first, second | {"nonce": "1"}]}) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(suite, secured | {"proof": [second]}) == (400, CRYPTOGRAPHY)


def test_a_set_may_mix_suites_and_then_is_verified_under_both(vcapi):
    secured = proved(by(LAN, JCS), {}, LAN, cryptosuite=RDFC, at=AT)

    assert [vcapi.verify(route, secured) for route in ROUTES] == [(200, None)] * 3


def test_a_chain_that_others_made_is_verified(vcapi):
    """From the W3C's test suite of proofs; two keys, the second signs the first proof too."""
    words = {"AlumniCredential": "https://www.example.org/AlumniCredential"}
    words |= {"alumniOf": "https://www.example.org/alumniOf"}
    one, two = "z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7", "z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E"
    shared = {"type": "DataIntegrityProof", "cryptosuite": RDFC, "proofPurpose": "assertionMethod"}
    name = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
    first = shared | {"id": name, "created": "2023-02-26T22:06:38Z", "verificationMethod": f"did:key:{one}#{one}"}
    first["proofValue"] = "z3MPPHM5VFhWw2teqGvjXDzsrqPcJoruJryZKCfhjpfpMjqgJq2D3whcG23BKnonAyT8c45VK4SfiQfkShFWPGmsi"
    second = shared | {"created": "2023-02-26T22:16:38Z", "verificationMethod": f"did:key:{two}#{two}"}
    second |= {"previousProof": [name]}
    second["proofValue"] = "z4eFuUYchGeBhRgAqupyQko8GB7JDF6Ws5Sfnrqx799ERJgDLxoJC2NyjEmfTqcpRukbdEGZX7wnhkya9sQzNF7rp"
    document = {
        "@context": [V2, {"@context": words}],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of a VC 2.0 Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }

    assert vcapi.verify(RDFC, document | {"proof": [first, second]}) == (200, None)
    assert vcapi.verify(RDFC, document | {"proof": [second]}) == (400, NOT_VERIFIED)
    assert vcapi.verify(RDFC, document | {"proof": [first | {"id": "urn:uuid:1"}, second]}) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(RDFC, document | {"proof": [first, second | {"previousProof": 7}]}) == (400, NOT_VERIFIED)


@SUITES
@pytest.mark.parametrize("version", [V2, V1])
def test_a_credential_holds_within_its_term_only(vcapi, suite, version):
    begins, ends = ("validFrom", "validUntil") if version == V2 else ("issuanceDate", "expirationDate")
    contexts = [version] if version == V2 else [V1, "https://w3id.org/security/data-integrity/v2"]
    within = PLAIN | {"@context": contexts, begins: "2020-01-01T00:00:00Z", ends: "2999-01-01T00:00:00Z"}

    assert vcapi.verify(suite, by(LAN, suite, within)) == (200, None)
    assert vcapi.verify(suite, by(LAN, suite, within | {ends: "2020-01-02T00:00:00Z"})) == (400, "about:blank")
    assert vcapi.verify(suite, by(LAN, suite, within | {begins: "2998-01-01T00:00:00Z"})) == (400, "about:blank")


@pytest.mark.parametrize(
    "change",
    [
        {"@context": [EXAMPLES]},
        {"type": ["https://example.org/#Example"]},
        {"credentialSubject": {}},
        {"validFrom": "yesterday"},
        {"credentialStatus": {"id": "did:example:1"}},
        {"issuer": {"name": "nobody"}},
    ],
)
def test_what_is_signed_but_no_credential_is_refused(vcapi, change):
    assert vcapi.verify(JCS, by(LAN, JCS, PLAIN | change)) == (400, MALFORMED)


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ({"extra": "said"}, DATA_LOST),
        ({"credentialSubject": {"id": "did:example:subject", "extra": "said"}}, DATA_LOST),
        ({"@index": "hidden"}, DATA_LOST),
        ({"type": ["VerifiableCredential", "Undefined"]}, MALFORMED),
        ({"name": None}, MALFORMED),
        ({"evidence": []}, MALFORMED),
    ],
)
def test_what_rdf_would_not_sign_is_refused(vcapi, extra, problem):
    assert vcapi.verify(RDFC, by(LAN, RDFC) | extra) == (400, problem)


@SUITES
def test_the_direction_of_a_text_is_signed(vcapi, suite):
    text = {"@value": "شهادة", "@language": "ar", "@direction": "rtl"}
    secured = by(LAN, suite, PLAIN | {"name": text})

    assert vcapi.verify(suite, secured) == (200, None)
    assert vcapi.verify(suite, secured | {"name": text | {"@direction": "ltr"}}) == (400, CRYPTOGRAPHY)


HEADER = {"typ": "vc+jwt", "kid": LAN.kid}


def enveloped(payload, *, header=HEADER, key=LAN, **more):
    address = f"data:application/vc+jwt,{jose.signed(payload, key, header=header)}"
    return {"@context": [V2], "type": "EnvelopedVerifiableCredential", "id": address} | more


@pytest.mark.parametrize("route", ROUTES)
def test_a_credential_in_an_envelope_is_verified(vcapi, route):
    inside = PLAIN | {"issuer": did(LAN)}

    assert vcapi.verify(route, enveloped(inside)) == (200, None)
    assert vcapi.verify(route, enveloped(inside, **{"@context": V2})) == (200, None)


def test_an_envelope_that_is_none_is_refused(vcapi):
    inside = PLAIN | {"issuer": did(LAN)}
    good = enveloped(inside)
    bare, kind = good["id"].partition(",")[2], "type"

    assert vcapi.verify(JCS, good | {"@context": []}) == (400, MALFORMED)
    assert vcapi.verify(JCS, good | {"@context": EXAMPLES}) == (400, MALFORMED)
    assert vcapi.verify(JCS, good | {"id": bare}) == (400, MALFORMED)
    assert vcapi.verify(JCS, good | {"id": f"data:text/plain,{bare}"}) == (400, MALFORMED)
    assert vcapi.verify(JCS, good | {kind: "VerifiableCredential"})[0] == 400
    assert vcapi.verify(JCS, good | {kind: ["EnvelopedVerifiableCredential", "Other"]}) == (400, MALFORMED)
    assert vcapi.verify(JCS, {name: cell for name, cell in good.items() if name != kind})[0] == 400
    assert vcapi.verify(JCS, enveloped(inside, key=CHEN)) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(JCS, enveloped(inside | {"issuer": did(CHEN)})) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(JCS, enveloped({"vc": inside})) == (400, NOT_VERIFIED)
    assert vcapi.verify(JCS, enveloped(inside, header={"typ": "JWT", "kid": LAN.kid})) == (400, NOT_VERIFIED)
    assert vcapi.verify(JCS, enveloped(inside | {"credentialSubject": {}})) == (400, MALFORMED)
    assert vcapi.verify(JCS, good | {"id": good["id"] + "AAAA"})[0] == 400


def test_what_a_jwt_claims_in_its_own_words_must_hold_too(vcapi):
    inside = PLAIN | {"issuer": did(LAN)}

    assert vcapi.verify(JCS, enveloped(inside | {"iss": did(LAN), "nbf": 0, "exp": 253_402_300_799})) == (200, None)
    assert vcapi.verify(JCS, enveloped(inside | {"iss": did(CHEN)})) == (400, CRYPTOGRAPHY)
    assert vcapi.verify(JCS, enveloped(inside | {"exp": 1_600_000_000})) == (400, "about:blank")
    assert vcapi.verify(JCS, enveloped(inside | {"nbf": 253_402_300_799})) == (400, "about:blank")
    assert vcapi.verify(JCS, enveloped(inside | {"exp": "tomorrow"})) == (400, NOT_VERIFIED)
    assert vcapi.verify(JCS, enveloped(inside | {"exp": 10**15})) == (400, NOT_VERIFIED)


def disclosed(name, value):
    disclosure = base64url(json.dumps(["salt", name, value] if name else ["salt", value]).encode())
    return disclosure, base64url(sha256(disclosure.encode()).digest())


def test_a_credential_in_an_sd_jwt_is_verified_by_what_is_shown(vcapi):
    grade, hidden, item = (
        disclosed("id", "did:example:subject"),
        disclosed("age", 40),
        disclosed(None, "VerifiableCredential"),
    )
    subject = {"_sd": [grade[1], hidden[1]], "name": "Lan"}
    inside = PLAIN | {"issuer": did(LAN), "credentialSubject": subject, "_sd_alg": "sha-256"}
    inside |= {"type": [{"...": item[1]}, {"...": "not-shown"}]}
    token = jose.signed(inside, LAN, header={"typ": "vc+sd-jwt", "kid": LAN.kid})
    good = {"@context": V2, "type": "EnvelopedVerifiableCredential"}

    def answer(*parts):
        return vcapi.verify(JCS, good | {"id": "data:application/vc+sd-jwt," + "~".join([token, *parts])})

    assert answer(item[0], grade[0], "") == (200, None)
    assert answer(item[0], "") == (200, None)
    assert answer("") == (400, MALFORMED)
    assert answer(item[0]) == (400, NOT_VERIFIED)
    assert answer(item[0], disclosed("id", "did:example:other")[0], "") == (400, NOT_VERIFIED)
    assert answer(item[0], item[0], "") == (400, NOT_VERIFIED)
    assert answer(item[0], "%", "") == (400, NOT_VERIFIED)
    assert answer(item[0], "", "eyJ.eyJ.x") == (400, NOT_VERIFIED)
    assert vcapi.verify(JCS, good | {"id": f"data:application/vc+jwt,{token}"}) == (400, NOT_VERIFIED)


@pytest.mark.parametrize("body", [{}, {"verifiableCredential": None}, {"verifiableCredential": "eyJ.eyJ.x"}])
@pytest.mark.parametrize("route", ROUTES)
def test_a_request_without_its_credential_is_malformed(vcapi, route, body):
    status, answer = vcapi.post(f"/{route}/credentials/verify", body)

    assert (status, answer["type"], answer["verified"]) == (400, MALFORMED, False)
