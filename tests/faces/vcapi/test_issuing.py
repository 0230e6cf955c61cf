"""What the issuer signs and what it refuses, asked from outside; the documents stand in issued.yaml."""

from pathlib import Path

import pytest
import yaml

from faces.vcapi.papers import BITSTRING, JCS, PLAIN, RDFC, ROUTES, V1, V2

CLAUSES = yaml.safe_load(Path(__file__).with_name("issued.yaml").read_text(encoding="utf-8"))
INTEGRITY = "https://w3id.org/security/data-integrity/v2"
MALFORMED = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
# An issuer writes these: its name, the word for its proof in version 1, and its proof beside those that are there.
CHANGED = {"issuer", "@context", "proof"}
NOT_MADE = "https://w3id.org/security#PROOF_GENERATION_ERROR"


def cases():
    for clause in CLAUSES:
        for document in clause["documents"]:
            for route in [document["route"]] if "route" in document else ROUTES:
                yield pytest.param(route, document, id=f"{clause['clause']}: {document['says']} ({route})")


@pytest.mark.parametrize(("route", "document"), list(cases()))
def test_a_document_is_signed_or_refused_as_its_clause_says(vcapi, route, document):
    credential = {name: cell for name, cell in PLAIN.items() if name not in document.get("drop", ())}
    credential |= document.get("set", {})

    status, answer = vcapi.issue(route, credential)

    if document["takes"]:
        assert (status, answer.get("detail", "")) == (201, "")
        issued = answer["verifiableCredential"]
        assert {name: issued[name] for name in credential.keys() - CHANGED} == {
            name: credential[name] for name in credential.keys() - CHANGED
        }
    else:
        assert (status, answer["type"].startswith("https://")) == (400, True)


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_issued_is_what_was_given_in_the_issuers_name_and_is_verified(vcapi, route):
    issued = vcapi.issued(route, PLAIN)

    proof = issued.pop("proof")
    status = issued.pop("credentialStatus", None)
    assert issued == PLAIN | {"issuer": vcapi.issuer}
    assert (status is not None) == (route == BITSTRING)
    assert proof["type"] == "DataIntegrityProof"
    assert proof["cryptosuite"] == (JCS if route == BITSTRING else route)
    assert proof["verificationMethod"].partition("#")[0] == vcapi.issuer
    assert proof["proofValue"][0] == "z"
    assert vcapi.verify(route, issued | {"proof": proof} | ({"credentialStatus": status} if status else {})) == (
        200,
        None,
    )


def test_the_issuer_signs_in_nobody_elses_name_and_keeps_what_was_said_of_it(vcapi):
    assert vcapi.issued(JCS, PLAIN | {"issuer": "did:example:other"})["issuer"] == vcapi.issuer
    named = {"id": "did:example:other", "name": "Academy"}
    assert vcapi.issued(RDFC, PLAIN | {"issuer": named})["issuer"] == named | {"id": vcapi.issuer}
    assert vcapi.issued(RDFC, PLAIN | {"issuer": {"name": "Academy"}})["issuer"] == named | {"id": vcapi.issuer}


@pytest.mark.parametrize("route", [JCS, RDFC])
def test_a_credential_of_version_1_gets_the_words_for_its_proof(vcapi, route):
    credential = PLAIN | {"@context": [V1], "issuanceDate": "2010-01-01T19:23:24Z"}

    issued = vcapi.issued(route, credential)

    assert issued["@context"] == [V1, INTEGRITY]
    assert vcapi.verify(route, issued) == (200, None)


@pytest.mark.parametrize("route", [JCS, RDFC])
def test_what_is_wished_of_a_proof_stands_in_it_and_is_signed(vcapi, route):
    wished = {
        "id": "urn:uuid:1",
        "created": "2025-01-01T00:00:00Z",
        "expires": "2999-01-01T00:00:00Z",
        "domain": ["a.example", "b.example"],
        "challenge": "7",
        "nonce": "8",
    }

    issued = vcapi.issued(route, PLAIN, **wished)

    assert wished.items() <= issued["proof"].items()
    assert vcapi.verify(route, issued, domain=["b.example", "a.example"], challenge="7") == (200, None)
    issued["proof"]["nonce"] = "9"
    assert vcapi.verify(route, issued)[0] == 400


@pytest.mark.parametrize(
    "wished",
    [
        {"created": "yesterday"},
        {"created": "2025-02-30T00:00:00Z"},
        {"expires": 7},
        {"id": "no url"},
        {"domain": [7]},
        {"challenge": 7},
        {"nonce": []},
        {"type": "Ed25519Signature2020"},
        {"cryptosuite": "ecdsa-rdfc-2019"},
        {"proofPurpose": "invalidPurpose"},
        {"proofPurpose": "keyAgreement"},
        {"proofPurpose": 7},
        {"previousProof": "urn:uuid:missing"},
        {"previousProof": 7},
    ],
)
@pytest.mark.parametrize("route", ROUTES)
def test_a_proof_that_cannot_be_is_not_made(vcapi, route, wished):
    status, answer = vcapi.issue(route, PLAIN, **wished)

    assert (status, answer["type"]) == (400, NOT_MADE)


@pytest.mark.parametrize("route", [JCS, RDFC])
def test_proofs_may_be_a_set_and_a_chain(vcapi, route):
    first = vcapi.issued(route, PLAIN, id="urn:uuid:first")
    beside = vcapi.issued(route, first, id="urn:uuid:beside")
    chained = vcapi.issued(route, beside, previousProof=["urn:uuid:first", "urn:uuid:beside"])

    assert vcapi.verify(route, chained) == (200, None)
    # In JSON the order is signed; in RDF there is none.
    turned = vcapi.verify(route, chained | {"proof": chained["proof"][::-1]})
    assert turned == ((400, CRYPTOGRAPHY) if route == JCS else (200, None))
    assert vcapi.verify(route, chained | {"proof": chained["proof"][1:]}) == (400, NOT_VERIFIED)
    assert vcapi.verify(route, chained | {"proof": chained["proof"][:2]}) == (200, None)


CRYPTOGRAPHY = "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
NOT_VERIFIED = "https://w3id.org/security#PROOF_VERIFICATION_ERROR"


@pytest.mark.parametrize("body", [{}, {"credential": None}, {"credential": []}, {"credential": PLAIN, "options": 7}])
@pytest.mark.parametrize("route", ROUTES)
def test_a_request_without_its_document_is_malformed(vcapi, route, body):
    status, answer = vcapi.post(f"/{route}/credentials/issue", body)

    assert (status, answer["type"]) == (400, MALFORMED)


def test_the_contexts_that_the_suites_name_are_known(vcapi):
    assert vcapi.verify(RDFC, vcapi.issued(RDFC, PLAIN | {"@context": [V2, INTEGRITY]})) == (200, None)
    examples = PLAIN | {"@context": [V2, "https://www.w3.org/ns/credentials/examples/v2"], "anything": "said"}
    assert vcapi.verify(RDFC, vcapi.issued(RDFC, examples)) == (200, None)
