"""Data Integrity proofs of any document: one, a set of them, or a chain; made and verified (vc-di-eddsa)."""

from dataclasses import dataclass
from datetime import datetime

from baigong.core.credentials.integrity import hashed
from baigong.core.credentials.multibase import base58, of_base58
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.signing import Key, Signer
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.options import PROOF, SUITES, Asked, check_asked, check_options, key_named
from baigong.core.vcdm.problems import MISSING, NOT_OBJECT, BadProof, BadSignature, CannotProve

SIGNATURE = 64  # vc-di-eddsa §3.2.1: "64 bytes in length if the associated public key is 32 bytes in length"
MOST_PROOFS = 16
# What whoever asks for a proof may say of it; the key, and the contexts that are signed, are not hers to say.
WISHED = {"id", "type", "cryptosuite", "created", "expires", "proofPurpose", "domain", "challenge", "nonce"}
WISHED |= {"previousProof"}
NOT_SIGNATURE = msgid("it must be z and the base58btc of 64 bytes")
NO_PREVIOUS = msgid("it names no proof of this document")
OTHER_CONTEXT = msgid("the document's contexts must begin with those of the proof")
TOO_MANY = msgid("there are more than 16")
OTHER_SUITE = msgid("no proof is of the cryptographic suite asked for")


@dataclass(frozen=True, slots=True)
class Proven:
    """One proof that holds, and whose it is."""

    options: Json
    key: Key


def proofs_of(secured: Json) -> list[Json]:
    """One proof or a set of them. Raises BadProof."""
    if "proof" not in secured:
        raise BadProof(where="proof", why=MISSING)
    listed = secured["proof"] if isinstance(secured["proof"], list) else [secured["proof"]]
    if not listed or not all(isinstance(one, dict) and one for one in listed):
        raise BadProof(where="proof", why=NOT_OBJECT)
    if len(listed) > MOST_PROOFS:
        raise BadProof(where="proof", why=TOO_MANY)
    return listed


def unsecured(secured: Json) -> Json:
    return {name: value for name, value in secured.items() if name != "proof"}


def proven(secured: Json, asked: Asked, *, suite: str | None = None) -> list[Proven]:
    """Every proof must hold, and one must be of the suite asked for. Raises a Problem."""
    proofs, document = proofs_of(secured), unsecured(secured)
    for proof in proofs:
        check_options(proof, BadProof)
    if suite and suite not in {proof["cryptosuite"] for proof in proofs}:
        raise BadProof(where="proof.cryptosuite", why=OTHER_SUITE)
    return [_proven(proof, document | _before(proof, proofs, BadProof), asked) for proof in proofs]


def proved(document: Json, asked: Json, signer: Signer, *, cryptosuite: str, at: datetime) -> Json:
    """With a proof added to those that are there. Raises CannotProve or CannotTransform."""
    given = {name: value for name, value in asked.items() if name in WISHED}
    usual = {
        "type": PROOF,
        "cryptosuite": cryptosuite,
        "created": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "proofPurpose": "assertionMethod",
    }
    options = usual | given | {"verificationMethod": signer.kid}
    check_options(options, CannotProve)
    kept = proofs_of(document) if "proof" in document else []
    if not all(isinstance(one.get("type"), str) for one in kept):
        raise CannotProve(where="proof.type", why=MISSING)
    content = unsecured(document)
    form, canonicalise = SUITES[options["cryptosuite"]]
    # §3.3.1, step 2: "If unsecuredDocument.@context is present, set proof.@context to unsecuredDocument.@context."
    if form == "jcs" and "@context" in content:
        options["@context"] = content["@context"]
    message = hashed(content | _before(options, kept, CannotProve), options, signer.suite, form, canonicalise)
    made = options | {"proofValue": base58(signer.sign(message))}
    return content | {"proof": [*kept, made] if kept else made}


def _before(proof: Json, proofs: list[Json], refused: type[BadProof] | type[CannotProve]) -> Json:
    """Data Integrity 1.0, §4.5, step 3: the proofs that this one was made after are signed with the document."""
    named = proof.get("previousProof", [])
    wanted = named if isinstance(named, list) else [named]
    found = [one for one in proofs if one.get("id") in wanted]
    if {one["id"] for one in found} != set(wanted):
        raise refused(where="proof.previousProof", why=NO_PREVIOUS)
    return {"proof": found} if found else {}


def _proven(proof: Json, document: Json, asked: Asked) -> Proven:
    key, signature = key_named(proof), _signature(proof)
    check_asked(proof, asked)
    form, canonicalise = SUITES[proof["cryptosuite"]]
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    content = _under(document, proof) if form == "jcs" else document
    message = hashed(content, options, key.suite, form, canonicalise)
    if not key.holds(signature, message):
        raise BadSignature(kid=key.kid)
    return Proven(options, key)


def _under(document: Json, proof: Json) -> Json:
    """§3.3.2, steps 4 and 5: signed is the beginning of the contexts that the proof names."""
    if "@context" not in proof:
        return document
    named, said = _listed(proof["@context"]), _listed(document.get("@context", []))
    if said[: len(named)] != named:
        raise BadProof(where="proof.@context", why=OTHER_CONTEXT)
    return document | {"@context": proof["@context"]}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _signature(proof: Json) -> bytes:
    value = proof.get("proofValue", MISSING)
    if value is MISSING:
        raise BadProof(where="proof.proofValue", why=MISSING)
    try:
        content = of_base58(value) if isinstance(value, str) else b""
    except Unreadable:
        content = b""
    if len(content) != SIGNATURE:
        raise BadProof(where="proof.proofValue", why=NOT_SIGNATURE)
    return content
