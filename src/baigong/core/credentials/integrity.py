"""W3C Data Integrity proofs by EdDSA (vc-di-eddsa): `eddsa-jcs-2022`, and `eddsa-rdfc-2022` for whoever asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from baigong.core.credentials import strict
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.multibase import base58, of_base58
from baigong.core.credentials.refusals import BAD_SHAPE, Unreadable
from baigong.core.credentials.signing import Key, Keys, Signer, key_of, proven
from baigong.core.credentials.strict import Json
from baigong.core.credentials.suites import Suite

FORM = "Data Integrity"
Canonicalise = Callable[[Json], bytes]
# RDF needs a library that is slow to load: whoever wants "rdfc" hands in `rdf.canonicaliser` beside this.
JCS: Mapping[str, Canonicalise] = MappingProxyType({"jcs": canonical})
NEEDED = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
ALLOWED = NEEDED | {"@context", "domain", "challenge"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What was signed, without its proof; `options` is what the proof says beside, and signs too."""

    document: Json
    options: Json
    key: Key


def signed(  # noqa: PLR0913 — each is a word of the proof, and has its usual value
    document: Json,
    signer: Signer,
    *,
    created: datetime,
    form: str = "jcs",
    canonicalisers: Mapping[str, Canonicalise] = JCS,
    purpose: str = "assertionMethod",
    asked: Mapping[str, str] = MappingProxyType({}),
) -> Json:
    """The document with its proof; `asked` holds the domain and challenge of whoever asked for a presentation."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": signer.suite.integrity[form],
        "created": created.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "verificationMethod": signer.kid,
        "proofPurpose": purpose,
    } | dict(asked)
    # §3.3.1 step 2: "If unsecuredDocument.@context is present, set proof.@context to unsecuredDocument.@context."
    if form == "jcs" and "@context" in document:
        options["@context"] = document["@context"]
    value = signer.sign(hashed(document, options, signer.suite, form, canonicalisers[form]))
    return document | {"proof": options | {"proofValue": base58(value)}}


def opened(
    secured: Json,
    keys: Keys,
    *,
    canonicalisers: Mapping[str, Canonicalise] = JCS,
    purpose: str = "assertionMethod",
) -> Opened:
    """Raises Unreadable, UnknownIssuer or Altered; whose key it was and on which day it signed is not judged here."""
    document, proof = _apart(secured)
    # §3.3.2 step 5: a proof for another purpose is no proof for this one.
    if proof["type"] != "DataIntegrityProof" or proof["proofPurpose"] != purpose:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    key = key_of(keys, strict.text_in(proof, "verificationMethod", form=FORM))
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    form = _form(options["cryptosuite"], key.suite, canonicalisers)
    signature = of_base58(strict.text_in(proof, "proofValue", form=FORM))
    message = hashed(document, options, key.suite, form, canonicalisers[form])
    proven(key, signature=signature, message=message)
    return Opened(document, options, key)


def _apart(secured: Json) -> tuple[Json, Json]:
    proof = secured.get("proof")
    if not isinstance(proof, dict) or not NEEDED <= proof.keys() <= ALLOWED:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    document = {name: value for name, value in secured.items() if name != "proof"}
    # §3.3.2 step 4: the contexts that the proof names must be the document's; we take no document that adds others.
    if proof.get("@context", document.get("@context")) != document.get("@context"):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return document, proof


def _form(cryptosuite: object, suite: Suite, known: Mapping[str, Canonicalise]) -> str:
    for form, name in suite.integrity.items():
        if name == cryptosuite and form in known:
            return form
    raise Unreadable(form=FORM, why=BAD_SHAPE)


def hashed(document: Json, options: Json, suite: Suite, form: str, canonicalise: Canonicalise) -> bytes:
    """§3.3.4: hashData is "proofConfigHash (the first hash) with transformedDocumentHash (the second hash)"."""
    # §3.2.5, "Proof Configuration (eddsa-rdfc-2022)": there the options are read under the document's contexts too.
    if form == "rdfc" and "@context" in document:
        options = options | {"@context": document["@context"]}
    return suite.hash(canonicalise(options)) + suite.hash(canonicalise(document))
