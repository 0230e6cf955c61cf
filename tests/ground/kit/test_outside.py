"""Others read what a kit holds: a reader of the specifications that imports nothing of ours, and others' libraries."""

import base64
import json
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3Verifier
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.errors import SignatureInvalid
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.status.bitstring import decode_bitstring, get_status_bit
from PIL import Image
from pypdfium2 import PdfDocument

from ground.kit import outsider


@pytest.fixture(scope="module")
def keys(kit):
    return outsider.keys_of(kit / "trust")


@pytest.fixture(scope="module")
def policy(kit):
    return (kit / "trust/policy.txt").read_text()


def named(kit, pattern):
    found = sorted((kit / "credentials").glob(pattern))
    assert found
    return found


def read(path):
    return path.read_text("utf-8").rstrip("\n")


def jwk(public):
    return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(public).rstrip(b"=").decode()}


def pem(public):
    return Ed25519PublicKey.from_public_bytes(public).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_id(token):
    return json.loads(outsider.of_base64url(token.partition(".")[0]))["kid"]


def test_a_printed_code_is_read_by_the_rfc_alone(kit, keys):
    for path in named(kit, "*-valid-plain.txt"):
        cells, _, unprotected = outsider.opened_cose(read(path), keys)

        assert cells[2] == f"合成人员{path.name[:3]}"
        assert unprotected == {}


def test_a_printed_code_that_was_altered_is_refused_by_the_rfc_alone(kit, keys):
    for path in named(kit, "*-altered-signature.txt") + named(kit, "*-altered-payload.txt"):
        with pytest.raises(InvalidSignature):
            outsider.opened_cose(read(path), keys)


def test_a_picture_has_the_code_that_the_rfc_reads(kit, keys):
    for path in named(kit, "*-revoked-both.png"):
        code = zxingcpp.read_barcode(Image.open(path))

        assert outsider.opened_cose(code.text, keys)[0][2] == f"合成人员{path.name[:3]}"


def test_a_sheet_has_the_code_that_the_rfc_reads(kit, keys):
    for path in named(kit, "*-revoked-both.pdf"):
        with PdfDocument(path) as document:
            code = zxingcpp.read_barcode(document[0].render(scale=2).to_pil())

        assert outsider.opened_cose(code.text, keys)[0][2] == f"合成人员{path.name[:3]}"


def test_a_wallets_token_is_read_by_the_rfc_alone_and_by_openvc(kit, keys):
    for path in named(kit, "*-valid-plain.sd-jwt"):
        token = read(path)

        claims = outsider.opened_sd_jwt(token, keys)
        other = SdJwtVcProofSuite().verify(token, public_key_jwk=jwk(keys[key_id(token)])).claims

        assert claims["name"] == other["name"] == f"合成人员{path.name[:3]}"


def test_a_token_shows_only_what_its_holder_chose(kit, keys):
    for path in named(kit, "*-valid-few.sd-jwt"):
        claims = outsider.opened_sd_jwt(read(path), keys)

        assert claims.keys() & {"number", "name", "document", "region", "session", "salt"} == {"number", "name"}


def test_a_holders_answer_to_a_question_is_verified_by_openvc(kit, keys):
    for path in named(kit, "*-unknown-answering.sd-jwt"):
        token = read(path)
        binding = json.loads(outsider.of_base64url(token.rpartition("~")[2].split(".")[1]))
        asked = {"audience": "https://somebody.example", "nonce": "a nonce", "require_key_binding": True}
        at = datetime.fromtimestamp(binding["iat"], UTC)

        shown = SdJwtVcProofSuite().verify(token, public_key_jwk=jwk(keys[key_id(token)]), now=at, **asked)

        holders = json.loads((kit / "keys/holders.json").read_bytes())["keys"]
        own = next(one for one in holders if one["kid"] == f"credentials/{path.name}")
        assert shown.claims["cnf"]["jwk"]["x"] == own["x"]


def test_a_badge_is_verified_by_the_specification_alone_and_by_openvc(kit, keys):
    for path in named(kit, "*-valid-plain.json"):
        secured = json.loads(path.read_bytes())
        public = keys[secured["proof"]["verificationMethod"]]

        assert outsider.checked_badge(secured, keys)["type"] == ["VerifiableCredential", "AchievementCredential"]
        assert EddsaJcsProofSuite().verify(secured, public_key_jwk=jwk(public)).issuer == secured["issuer"]["id"]


def test_an_altered_badge_is_refused_by_openvc(kit, keys):
    for path in named(kit, "*-altered-[gps]*.json"):
        secured = json.loads(path.read_bytes())
        with pytest.raises(SignatureInvalid):
            EddsaJcsProofSuite().verify(secured, public_key_jwk=jwk(keys[secured["proof"]["verificationMethod"]]))


def test_badges_in_rdf_form_and_as_jwt_are_verified_by_openbadgeslib(kit, keys):
    for path in named(kit, "*-valid-rdfc.json"):
        secured = json.loads(path.read_bytes())
        found = OB3LdpVerifier(pem(keys[secured["proof"]["verificationMethod"]])).verify(secured)
        assert found.issuer.id == secured["issuer"]["id"]
    for path in named(kit, "*-valid-jwt.jwt"):
        token = read(path)
        assert OB3Verifier(pem(keys[key_id(token)])).verify(token).issuer.id == key_id(token).partition("#")[0]


def test_a_status_list_is_verified_and_its_bits_read_by_openvc(kit, keys):
    lists = {one["id"]: one for one in (json.loads(path.read_bytes()) for path in (kit / "trust/status").iterdir())}
    for one in lists.values():
        EddsaJcsProofSuite().verify(
            one, public_key_jwk=jwk(keys[one["proof"]["verificationMethod"]]), check_temporal=False
        )
    for path in named(kit, "*-both.json"):
        status = json.loads(path.read_bytes())["credentialStatus"]
        both = [lists[status["statusListCredential"] + beside]["credentialSubject"] for beside in ("", "/void")]

        bits = [get_status_bit(decode_bitstring(one["encodedList"]), int(status["statusListIndex"])) for one in both]

        assert bits == ([1, 1] if "-void-" in path.name else [1, 0])
        assert [one["statusPurpose"] for one in both] == ["revocation", "void"]


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_a_log_is_read_by_its_specifications_alone(kit, policy, year):
    folder = kit / "trust/logs" / year

    size, root, seen = outsider.opened_note((folder / "checkpoint").read_bytes(), policy)

    entries = outsider.entries_of(folder, size)
    leaves = [outsider.leaf(entry) for entry in entries]
    assert outsider.root(leaves) == root
    assert len(seen) == 2
    assert (folder / "tile/0/000").read_bytes() == b"".join(leaves[:256])
    assert (folder / f"tile/1/000.p/{size // 256}").read_bytes() == b"".join(
        outsider.root(leaves[at : at + 256]) for at in range(0, size, 256)
    )


def test_a_printed_code_and_its_path_lead_to_a_node_of_the_log(kit, keys, policy):
    for path in named(kit, "*-valid-path.txt") + named(kit, "*-valid-short.txt"):
        cells, kid, unprotected = outsider.opened_cose(read(path), keys)
        index, token, hashes = unprotected[-65537]
        folder = kit / f"trust/logs/{date.fromordinal(date(1970, 1, 1).toordinal() + cells[15]).year}"
        size, root, _ = outsider.opened_note((folder / "checkpoint").read_bytes(), policy)
        content = (folder / f"tile/1/000.p/{size // 256}").read_bytes()

        entry = outsider.entry_of(cells, kid, token)

        nodes = [content[at : at + 32] for at in range(0, len(content), 32)]
        steps = [hashes[at : at + 32] for at in range(0, len(hashes), 32)]
        assert outsider.root_by(index % 256, 256, outsider.leaf(entry), steps) == nodes[index // 256]
        assert outsider.root(nodes) == root


def test_a_printed_code_without_a_path_is_found_in_the_entries(kit, keys, policy):
    for path in named(kit, "*-valid-plain.txt")[:6]:
        cells, kid, _ = outsider.opened_cose(read(path), keys)
        folder = kit / f"trust/logs/{date.fromordinal(date(1970, 1, 1).toordinal() + cells[15]).year}"
        size, _, _ = outsider.opened_note((folder / "checkpoint").read_bytes(), policy)

        wanted = outsider.entry_of(cells, kid, bytes(32))[:-32]

        assert sum(entry[:-32] == wanted for entry in outsider.entries_of(folder, size)) == 1


def test_a_proof_holds_offline_and_its_entry_is_the_credentials_own(kit, keys, policy):
    for path in named(kit, "*-valid-away.sd-jwt"):
        entry, index, hashes, note = outsider.proof_of(path.with_name(f"{path.name}.tlog-proof").read_bytes())

        size, root, seen = outsider.opened_note(note, policy)

        signed = sha256(read(path).partition("~")[0].encode()).digest()
        assert outsider.root_by(index, size, outsider.leaf(entry), hashes) == root
        assert sha256(sha256(b"baigong/certificate/SD-JWT").digest() + signed).digest() in entry
        assert len(seen) == 2
