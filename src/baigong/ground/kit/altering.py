"""What is done to a credential so that it is no longer what was signed, form by form."""

import json
from dataclasses import replace
from typing import Any

from baigong.core.credentials import badge, cose, sdjwt
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.disclosures import disclosed, disclosure
from baigong.core.credentials.multibase import base58, base64url, of_base58, of_base64url
from baigong.core.credentials.sign1 import message_of, written
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.strict import Json
from baigong.ground.kit.times import witnessed

ANOTHER = "合成人员000"
LEVEL = b'"level":"'  # whose value is one digit
CUT = 31  # so many characters are missing at the end


def flipped(content: bytes, *, place: int = -1) -> bytes:
    """With the lowest bit of one octet turned."""
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


def exchanged(certificate: Certificate) -> Certificate:
    return replace(certificate, name=ANOTHER)


def altered_paper(content: bytes, certificate: Certificate, signer: HeldKey, how: str) -> bytes:
    own, other = message_of(content), message_of(cose.issued(exchanged(certificate), signer))
    if how == "signature":
        return flipped(content)
    if how == "bit":
        return written(own.protected, flipped(own.payload), own.signature)
    if how == "payload":
        return written(own.protected, other.payload, own.signature)
    if how == "grafted":
        return written(own.protected, own.payload, other.signature)
    # RFC 8949 §4.2.1 asks for the shortest form: an array of four is 84, not 98 04.
    return content.replace(b"\xd2\x84", b"\xd2\x98\x04", 1) if how == "reencoded" else content


def altered_badge(secured: Json, certificate: Certificate, signer: HeldKey, how: str) -> Json:
    changed: Any = json.loads(json.dumps(secured))
    proof = changed["proof"]
    if how == "signature":
        proof["proofValue"] = base58(flipped(of_base58(proof["proofValue"])))
    if how == "bit":
        number = changed["credentialSubject"]["licenseNumber"]
        changed["credentialSubject"]["licenseNumber"] = flipped(number.encode()).decode()
    if how == "payload":
        changed["credentialSubject"]["identifier"][0]["identityHash"] = ANOTHER
    if how == "grafted":
        other = badge.issued(exchanged(certificate), signer, created=witnessed(certificate.issued_on))
        proof["proofValue"] = other["proof"]["proofValue"]
    return dict(changed)


def altered_token(token: str, certificate: Certificate, signer: HeldKey, how: str) -> str:
    signed, *hidden = token.split("~")
    message, _, signature = signed.rpartition(".")
    if how == "payload":
        return "~".join([signed, *map(_renamed, hidden)])
    if how == "signature":
        signature = base64url(flipped(of_base64url(signature)))
    if how == "bit":
        head, _, payload = message.partition(".")
        said = of_base64url(payload)
        message = f"{head}.{base64url(flipped(said, place=said.index(LEVEL) + len(LEVEL)))}"
    if how == "grafted":
        other = sdjwt.issued(exchanged(certificate), signer, random=bytes(sdjwt.SALT_BYTES * len(sdjwt.DISCLOSABLE)))
        signature = other.partition("~")[0].rpartition(".")[2]
    # RFC 7515 §2: base64url "with all trailing '=' characters omitted".
    padding = "==" if how == "reencoded" else ""
    return "~".join([f"{message}.{signature}{padding}", *hidden])


def cut(text: str, how: str) -> str:
    return text[:-CUT] if how == "truncated" else text


def _renamed(hidden: str) -> str:
    if not hidden or disclosed(hidden)[0] != "name":
        return hidden
    return disclosure(bytes(sdjwt.SALT_BYTES), "name", ANOTHER)
