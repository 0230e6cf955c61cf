"""Whatever document is sent, the desk answers with a status below 500, and nothing breaks."""

import json
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from baigong.faces.vcapi.answering import Question, answered
from baigong.faces.vcapi.desk import Desk, issuing_key
from baigong.faces.vcapi.lists import Lists
from faces.vcapi.papers import AT, JCS, LAN, PLAIN, RDFC, ROUTES, V1, V2, by

KEY = issuing_key("anything")
NUMBERS = count()
DESK = Desk(KEY, Lists("https://127.0.0.1", KEY, lambda most: next(NUMBERS) % most))
WHAT = ["credentials/issue", "credentials/verify", "credentials/status", "presentations/verify"]
NAMES = [
    *("@context", "id", "type", "issuer", "holder", "credentialSubject", "credentialStatus", "credentialSchema"),
    *("proof", "name", "description", "validFrom", "validUntil", "issuanceDate", "relatedResource", "evidence"),
    *("verifiableCredential", "termsOfUse", "refreshService", "@value", "@language", "@direction", "@type", "@id"),
    *("@graph", "@list", "@index", "@vocab", "@base", "@protected", "@container", "@import", "statusListIndex"),
    *(
        "statusListCredential",
        "statusPurpose",
        "statusSize",
        "statusMessage",
        "encodedList",
        "digestSRI",
        "cryptosuite",
    ),
    *("verificationMethod", "proofPurpose", "proofValue", "created", "expires", "domain", "challenge", "previousProof"),
]
WORDS = [
    *(V2, V1, "https://www.w3.org/ns/credentials/examples/v2", "VerifiableCredential", "VerifiablePresentation"),
    *("BitstringStatusListEntry", "BitstringStatusListCredential", "EnvelopedVerifiableCredential", "revocation"),
    *("EnvelopedVerifiablePresentation", "DataIntegrityProof", JCS, RDFC, "assertionMethod", "did:example:1", KEY.kid),
    *(
        "data:application/vc+jwt,a.b.c",
        "data:application/vc+sd-jwt,e30.e30.AA~e30~",
        "2026-01-01T00:00:00Z",
        "0001-01-01T24:00:00+14:00",
        "9999-12-31T24:00:00Z",
    ),
    "data:application/vc+sd-jwt,e30.e30.AA~e30~",
    *("u", "z", "z11", "@id", "\ud800", "_:b0", "sha256-", "", "urn:uuid:1", "https://127.0.0.1/status/revocation/1"),
]
CELLS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(WORDS) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=5),
    max_leaves=20,
)
BASES = [PLAIN, by(LAN, JCS), by(LAN, RDFC), {"@context": [V2], "type": "VerifiablePresentation"}, {}]


def ask(route, what, body):
    content = json.dumps(body).encode()
    return answered(DESK, Question("POST", f"/{route}/{what}", "application/json", "*/*", content), AT)


@given(
    st.sampled_from(ROUTES),
    st.sampled_from(WHAT),
    st.sampled_from(BASES),
    st.dictionaries(st.sampled_from(NAMES) | st.text(), CELLS, max_size=4),
    CELLS,
)
def test_any_document_gets_an_answer(route, what, base, change, options):
    document = base | change
    body = {"credential": document, "verifiableCredential": document, "verifiablePresentation": document}

    answer = ask(route, what, body | {"credentialStatus": options, "options": options})

    assert answer.status in (200, 201, 400)
    assert isinstance(json.loads(answer.content), dict)


@given(st.sampled_from([JCS, RDFC]), st.dictionaries(st.sampled_from(NAMES) | st.text(), CELLS, max_size=4))
def test_any_proof_gets_an_answer(route, change):
    secured = by(LAN, JCS) if route == JCS else BASES[2]

    answer = ask(route, "credentials/verify", {"verifiableCredential": secured | {"proof": secured["proof"] | change}})

    assert answer.status in (200, 400)


@given(CELLS)
def test_any_context_gets_an_answer(context):
    document = PLAIN | {"@context": [V2, context]}

    assert ask(RDFC, "credentials/issue", {"credential": document}).status in (201, 400)


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(content):
    question = Question("POST", f"/{JCS}/credentials/issue", "application/json", "*/*", content)

    assert answered(DESK, question, AT).status == 400
