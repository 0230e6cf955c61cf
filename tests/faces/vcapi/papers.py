"""Plain documents, and people who sign them: none of them has the server's key."""

from datetime import UTC, datetime

from baigong.core.credentials.dids import did_key, key_of_did
from baigong.core.credentials.integrity import hashed
from baigong.core.credentials.multibase import base58
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.suites import ED25519
from baigong.core.vcdm.options import SUITES
from baigong.core.vcdm.proofs import proved

V2, V1 = "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"
JCS, RDFC, BITSTRING = ROUTES = ("eddsa-jcs-2022", "eddsa-rdfc-2022", "bitstring")
PLAIN = {"@context": [V2], "type": ["VerifiableCredential"], "credentialSubject": {"id": "did:example:subject"}}
AT = datetime(2026, 1, 1, tzinfo=UTC)


def signer(seed):
    private = bytes([seed]) * 32
    return HeldKey(key_of_did(did_key(ED25519.public_of(private), ED25519)).kid, private)


LAN, CHEN = signer(1), signer(2)


def did(one):
    return one.kid.partition("#")[0]


def by(one, suite, document=PLAIN, **options):
    """The document in one's own name, properly signed."""
    return proved({"issuer": did(one), **document}, options, one, cryptosuite=suite, at=AT)


def shown(one, suite, *credentials, **options):
    """A presentation by its holder; `holder` may name another, and None nobody."""
    holder = options.pop("holder", did(one))
    named = {"holder": holder} if holder else {}
    held = {"verifiableCredential": list(credentials)} if credentials else {}
    document = {"@context": [V2], "type": ["VerifiablePresentation"], **named, **held, **options.pop("more", {})}
    wished = {"proofPurpose": "authentication", **options}
    return proved(document, wished, one, cryptosuite=suite, at=AT)


def signed_anyhow(one, suite, document=PLAIN, drop=(), **options):
    """A signature that holds over options that nobody of ours would make."""
    content = {"issuer": did(one), **document}
    usual = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-01-01T00:00:00Z",
        "proofPurpose": "assertionMethod",
        "verificationMethod": one.kid,
    }
    said = {name: value for name, value in (usual | options).items() if name not in drop}
    form, canonicalise = SUITES[suite]
    if form == "jcs":
        said.setdefault("@context", content["@context"])
    value = base58(one.sign(hashed(content, said, one.suite, form, canonicalise)))
    return content | {"proof": said | {"proofValue": value}}
