"""A credential or presentation inside a data: URL (VC Data Model 2.0, §§4.13.1–2): a JWT that a did:key signed."""

from baigong.core.credentials import jose
from baigong.core.credentials.contexts import CREDENTIALS
from baigong.core.credentials.refusals import Altered, Unreadable
from baigong.core.credentials.signing import Key
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.options import key_named
from baigong.core.vcdm.problems import NOT_KNOWN, BadProof, BadSignature, Malformed
from baigong.core.vcdm.reading import texts
from baigong.core.vcdm.selective import shown

CREDENTIAL, PRESENTATION = "EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"
KINDS = {CREDENTIAL: ("vc+jwt", "vc+sd-jwt"), PRESENTATION: ("vp+jwt", "vp+sd-jwt")}  # VC-JOSE-COSE, §3
FORM = "JWT"
NOT_DATA = msgid("it must be a data: URL of application/vc+jwt or vc+sd-jwt; for a presentation vp+jwt or vp+sd-jwt")
NO_CONTEXT = msgid("it must name https://www.w3.org/ns/credentials/v2")
NOT_JWT = msgid("it is no JWT that can be read here: EdDSA, with the did:key that signed as its kid")


def is_envelope(document: Json, kind: str) -> bool:
    said = document.get("type")
    return said == kind or (isinstance(said, list) and kind in said)


def opened(document: Json, kind: str) -> tuple[Json, Key]:
    """What is inside, and who signed it. Raises Malformed, BadProof, BadMethod or BadSignature."""
    if texts(document.get("type"), where="type") != [kind]:
        raise Malformed(where="type", why=NOT_KNOWN)
    contexts = document.get("@context")
    if CREDENTIALS not in (contexts if isinstance(contexts, list) else [contexts]):
        raise Malformed(where="@context", why=NO_CONTEXT)
    address = document.get("id")
    head, _, token = address.partition(",") if isinstance(address, str) else ("", "", "")
    typ = head.removeprefix("data:application/")
    if typ not in KINDS[kind] or typ == head or not token:
        raise Malformed(where="id", why=NOT_DATA)
    if not typ.endswith("sd-jwt"):
        return _opened(token, typ)
    signed, *disclosures = token.split("~")
    # RFC 9901, §4: a tilde after each part; after the last a holder's key could speak, which is not asked here.
    if disclosures[-1:] != [""]:
        raise BadProof(where="id", why=NOT_JWT)
    payload, key = _opened(signed, typ)
    return shown(payload, disclosures[:-1]), key


def _opened(token: str, typ: str) -> tuple[Json, Key]:
    try:
        header, payload, _ = jose.parts(token, form=FORM)
    except Unreadable:
        raise BadProof(where="id", why=NOT_JWT) from None
    if header.get("alg") != "EdDSA" or header.get("typ", typ) != typ or "crit" in header:
        raise BadProof(where="id", why=NOT_JWT)
    key = key_named({"verificationMethod": header.get("kid")})
    try:
        jose.opened_by(token, key, header={name: said for name, said in header.items() if name != "alg"})
    except (Unreadable, Altered):
        raise BadSignature(kid=key.kid) from None
    # VC-JOSE-COSE §1.1.2.1: "vc and vp … MUST NOT be present"; the payload is the document itself.
    if "vc" in payload or "vp" in payload:
        raise BadProof(where="id", why=NOT_JWT)
    return payload, key
