"""No change to a valid credential, or to what came with it, is ever answered with valid."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import badge, cose, integrity
from baigong.core.credentials.badge import document
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token
from baigong.core.credentials.rdf import canonicaliser
from baigong.core.verifying.verifying import answered
from ground.trust.packing import AT, FORMS, LAN, SIGNER, World, another, token_of

PLACES, CHANGES = st.integers(0, 1 << 20), st.integers(1, 255)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    world = World(Path(tmp_path_factory.mktemp("world")))
    world.grow(*[another(number) for number in range(100, 110)], LAN)
    world.seal()
    trust = world.trust()
    path = path_in(10, form_of_token(token_of(LAN)), world.tree().node)
    signed = cose.issued(LAN, SIGNER)
    linked = cose.link(signed, host="skills.example").encode()
    rdf = json.dumps(integrity.signed(document(LAN), SIGNER, created=AT, form="rdfc", canonicalisers=RDF)).encode()
    extra = {"link": linked, "path": cose.with_path(signed, path), "bytes": signed, "rdfc": rdf}
    return trust, {form: make(LAN) for form, make in FORMS.items()} | extra, world.proof(10)


RDF = {"rdfc": canonicaliser()}
KINDS = [*FORMS, "link", "path", "bytes"]


def judged(trust, content, proof=None):
    return answered(content, trust, AT, proof, rdf=lambda: RDF["rdfc"]).verdict


def is_same_json(one, other):
    try:
        return json.loads(one) == json.loads(other)
    except ValueError:
        return False


@pytest.mark.parametrize("kind", [*KINDS, "rdfc"])
def test_unchanged_it_is_valid(made, kind):
    trust, contents, proof = made

    assert judged(trust, contents[kind]) == "valid"
    assert judged(trust, contents[kind], proof) == "valid"


@pytest.mark.parametrize("kind", KINDS)
@given(PLACES, CHANGES)
def test_a_changed_byte_is_never_valid(made, kind, place, change):
    trust, contents, _ = made
    altered = bytearray(contents[kind])
    altered[place % len(altered)] ^= change

    # White space between the words of a JSON file says nothing, so it may change.
    if not is_same_json(altered, contents[kind]):
        assert judged(trust, bytes(altered)) != "valid"


@pytest.mark.parametrize("kind", KINDS)
@given(PLACES)
def test_what_is_cut_off_or_doubled_is_never_valid(made, kind, place):
    trust, contents, _ = made
    content = contents[kind]
    cut = place % len(content)

    # A wallet that is cut off behind a cell shows fewer cells, as its holder may.
    if kind != "sd-jwt" or not content[:cut].endswith(b"~"):
        assert judged(trust, content[:cut]) != "valid"
    assert judged(trust, content[:cut] + content[cut : cut + 1] * 2 + content[cut + 1 :] + b"A") != "valid"


@given(PLACES, CHANGES)
def test_a_changed_byte_of_the_proof_is_never_valid(made, place, change):
    trust, contents, proof = made
    altered = bytearray(proof)
    altered[place % len(altered)] ^= change

    assert judged(trust, contents["cose"], bytes(altered)) != "valid"


@given(st.binary(max_size=300))
def test_what_nobody_made_is_answered_too(made, content):
    trust, _, _ = made

    assert judged(trust, content) in ("unknown", "altered", "unknown_issuer")


@given(
    st.sampled_from(["BG1:", "HTTPS://SKILLS.EXAMPLE/V#", '{"urn:baigong:', "eyJ", "eyJhbGciOiJFZERTQSJ9."]),
    st.text(max_size=200),
)
def test_what_only_begins_like_ours_is_answered_too(made, beginning, text):
    trust, _, _ = made

    assert judged(trust, (beginning + text).encode("utf-8", "replace")) in ("unknown", "altered", "unknown_issuer")


def test_somebody_elses_codes_are_none_of_ours(made):
    trust, _, _ = made
    foreign = [
        b"HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE",
        b"https://www.example.com/cert?id=1",
        b'{"type": ["VerifiableCredential"], "issuer": "did:web:skills.example"}',
        b"eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.e30.AA",
        b"",
        "证书编号S000133010001263000017".encode(),
    ]

    assert [judged(trust, one) for one in foreign] == ["unknown"] * len(foreign)


def test_a_link_to_a_host_that_looks_alike_is_not_followed(made):
    trust, contents, _ = made
    linked = contents["link"].replace(b"SKILLS.EXAMPLE", b"SKILLS-EXAMPLE.COM")
    answer = answered(linked, trust, AT, None)

    assert (answer.verdict, answer.checks[0].detail.facts) == ("unknown", {"host": "SKILLS-EXAMPLE.COM"})


def test_ten_megabytes_are_answered_without_being_read(made):
    trust, contents, _ = made

    assert judged(trust, contents["badge"] + b" " * 10_000_000) == "altered"
    assert judged(trust, b"BG1:" + b"A" * 10_000_000) == "altered"
    assert judged(trust, b"\0" * 10_000_000) == "unknown"


def test_an_undefined_term_makes_a_badge_altered_though_rdf_would_drop_it(made):
    trust, contents, _ = made
    said = json.loads(contents["rdfc"])

    assert judged(trust, json.dumps(said | {"honours": "first class"}).encode()) == "altered"


def test_a_reader_without_rdf_cannot_tell(made):
    trust, contents, _ = made

    assert answered(contents["rdfc"], trust, AT, None).verdict == "unknown"


def test_two_issuers_keys_are_not_exchanged(made):
    """A badge whose proof is by a key of another's."""
    trust, _, _ = made
    said = badge.issued(LAN, SIGNER, created=AT)
    said["proof"]["verificationMethod"] = "did:web:elsewhere.example#2026"

    assert judged(trust, json.dumps(said).encode()) == "unknown_issuer"
