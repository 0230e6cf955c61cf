"""What a holder shows, to whom, and whose it is (VC Data Model 2.0, §4.13)."""

import pytest

from baigong.core.credentials import jose
from faces.vcapi.papers import CHEN, JCS, LAN, PLAIN, RDFC, ROUTES, V2, by, did, shown

MALFORMED = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
CRYPTOGRAPHY = "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
NOT_VERIFIED = "https://w3id.org/security#PROOF_VERIFICATION_ERROR"
OTHER_CHALLENGE = "https://w3id.org/security#INVALID_CHALLENGE_ERROR"
OTHER_DOMAIN = "https://w3id.org/security#INVALID_DOMAIN_ERROR"
SUITES = pytest.mark.parametrize("suite", [JCS, RDFC])
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


@SUITES
def test_a_holder_shows_credentials_of_others(vcapi, suite):
    first, second = by(CHEN, JCS), by(CHEN, RDFC, PLAIN | {"id": "urn:uuid:2"})

    assert vcapi.verify_presentation(suite, shown(LAN, suite)) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, more={"verifiableCredential": []})) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, first)) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, first, second)) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, first, holder=None)) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, first, holder={"id": did(LAN)})) == (200, None)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, more={"id": "urn:uuid:3"})) == (200, None)


@SUITES
def test_what_the_issuer_issued_is_shown(vcapi, suite):
    issued = vcapi.issued(suite, PLAIN)

    assert vcapi.verify_presentation(suite, shown(LAN, suite, issued, challenge="7"), challenge="7") == (200, None)


@SUITES
@pytest.mark.parametrize(
    "change",
    [
        {"@context": None},
        {"@context": [EXAMPLES, V2]},
        {"@context": [EXAMPLES]},
        {"@context": [V2, "https://example.com"]},
        {"@context": [V2, "https ://not-a-url/contexts/example/v1"]},
        {"@context": [V2, 123192875]},
        {"type": None},
        {"type": ["VerifiableCredential"]},
        {"type": ["VerifiablePresentation", "Undefined"]},
        {"id": "no url"},
        {"id": ["urn:uuid:1"]},
        {"holder": "nobody"},
        {"holder": {"name": "Lan"}},
        {"holder": 7},
        {"verifiableCredential": "https://example.org/credential"},
        {"verifiableCredential": [7]},
        {"verifiableCredential": ["https://example.org/credential"]},
        {"verifiableCredential": [{}] * 101},
        {"termsOfUse": {"id": "did:example:terms"}},
    ],
)
def test_a_presentation_of_another_shape_is_refused(vcapi, suite, change):
    document = {name: cell for name, cell in (shown(LAN, suite) | change).items() if cell is not None}

    assert vcapi.verify_presentation(suite, document) == (400, MALFORMED)


@SUITES
def test_the_presentation_and_each_credential_must_be_proven(vcapi, suite):
    credential = by(CHEN, suite)
    altered = credential | {"credentialSubject": {"id": "did:example:another"}}
    secured = shown(LAN, suite, credential)

    assert vcapi.verify_presentation(suite, shown(LAN, suite, altered)) == (400, CRYPTOGRAPHY)
    assert vcapi.verify_presentation(suite, secured | {"verifiableCredential": [altered]}) == (400, CRYPTOGRAPHY)
    assert vcapi.verify_presentation(suite, secured | {"proof": None}) == (400, NOT_VERIFIED)
    secured["proof"]["proofValue"] = "z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh"
    assert vcapi.verify_presentation(suite, secured) == (400, NOT_VERIFIED)


@SUITES
def test_whoever_sets_a_challenge_is_answered_by_the_holder_herself(vcapi, suite):
    asserted = shown(LAN, suite, proofPurpose="assertionMethod", challenge="7")

    assert vcapi.verify_presentation(suite, asserted) == (200, None)
    assert vcapi.verify_presentation(suite, asserted, challenge="7") == (400, NOT_VERIFIED)
    assert vcapi.verify_presentation(suite, shown(LAN, suite, challenge="7"), challenge="8") == (400, OTHER_CHALLENGE)
    assert vcapi.verify_presentation(suite, shown(LAN, suite), challenge="8") == (400, OTHER_CHALLENGE)


@SUITES
def test_a_holders_word_about_herself_needs_her_name(vcapi, suite):
    own, bare = by(LAN, suite), PLAIN | {"issuer": did(LAN)}

    assert vcapi.verify_presentation(suite, shown(LAN, suite, bare, holder=None)) == (400, MALFORMED)
    # One that she signed as an issuer too is secured by more than the presentation.
    assert vcapi.verify_presentation(suite, shown(LAN, suite, own, holder=None)) == (200, None)
    for credential in (own, bare):
        assert vcapi.verify_presentation(suite, shown(LAN, suite, credential)) == (200, None)
        answer = vcapi.verify_presentation(suite, shown(LAN, suite, credential, holder="did:example:acme"))
        assert answer == (400, CRYPTOGRAPHY)
    stranger = PLAIN | {"issuer": "did:example:acme"}
    assert vcapi.verify_presentation(suite, shown(LAN, suite, stranger)) == (400, CRYPTOGRAPHY)


@SUITES
def test_a_credential_that_is_over_is_not_shown(vcapi, suite):
    ended = by(CHEN, suite, PLAIN | {"validUntil": "2020-01-01T00:00:00Z"})

    assert vcapi.verify_presentation(suite, shown(LAN, suite, ended)) == (400, "about:blank")


@pytest.mark.parametrize("route", ROUTES)
def test_envelopes_are_opened(vcapi, route):
    header = {"typ": "vc+jwt", "kid": CHEN.kid}
    credential = jose.signed(PLAIN | {"issuer": did(CHEN)}, CHEN, header=header)
    envelope = {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{credential}"}
    inside = {"@context": [V2], "type": "VerifiablePresentation", "holder": did(LAN), "verifiableCredential": envelope}
    token = jose.signed(inside, LAN, header={"typ": "vp+jwt", "kid": LAN.kid})
    whole = {"@context": V2, "type": "EnvelopedVerifiablePresentation", "id": f"data:application/vp+jwt,{token}"}

    assert vcapi.verify_presentation(route, whole) == (200, None)
    assert vcapi.verify_presentation(route, whole | {"@context": []}) == (400, MALFORMED)
    assert vcapi.verify_presentation(route, whole | {"id": token}) == (400, MALFORMED)
    assert vcapi.verify_presentation(route, whole | {"id": whole["id"][:-4] + "AAAA"})[0] == 400
    assert vcapi.verify_presentation(route, whole | {"type": ["VerifiablePresentation"]})[0] == 400


def test_an_enveloped_presentation_answers_whoever_asked(vcapi):
    inside = {"@context": [V2], "type": "VerifiablePresentation", "holder": did(LAN)}
    said = inside | {"aud": "employer.example", "nonce": "7"}
    token = jose.signed(said, LAN, header={"typ": "vp+jwt", "kid": LAN.kid})
    whole = {"@context": V2, "type": "EnvelopedVerifiablePresentation", "id": f"data:application/vp+jwt,{token}"}

    assert vcapi.verify_presentation(JCS, whole, domain="employer.example", challenge="7") == (200, None)
    assert vcapi.verify_presentation(JCS, whole, domain="employer.example", challenge="8") == (400, OTHER_CHALLENGE)
    assert vcapi.verify_presentation(JCS, whole, domain="other.example") == (400, OTHER_DOMAIN)


@SUITES
def test_an_envelope_is_shown_inside_a_signed_presentation(vcapi, suite):
    header = {"typ": "vc+jwt", "kid": CHEN.kid}
    credential = jose.signed(PLAIN | {"issuer": did(CHEN)}, CHEN, header=header)
    envelope = {"@context": [V2], "type": "EnvelopedVerifiableCredential"}

    good = shown(LAN, suite, envelope | {"id": f"data:application/vc+jwt,{credential}"})
    bad = shown(LAN, suite, envelope | {"id": f"data:application/vc+jwt,{credential[:-4]}AAAA"})
    assert vcapi.verify_presentation(suite, good) == (200, None)
    assert vcapi.verify_presentation(suite, bad)[0] == 400


@pytest.mark.parametrize("body", [{}, {"verifiablePresentation": []}, {"verifiablePresentation": {}, "options": []}])
@pytest.mark.parametrize("route", ROUTES)
def test_a_request_without_its_presentation_is_malformed(vcapi, route, body):
    status, answer = vcapi.post(f"/{route}/presentations/verify", body)

    assert (status, answer["type"]) == (400, MALFORMED)
