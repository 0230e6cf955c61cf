"""Whether a certificate still stands: a W3C Bitstring Status List, one bit a certificate, itself a credential.

Two lists stand side by side. The one that a certificate names says what has ended, whatever the reason; the one at
`<list>/void` says which of these were void from the first day, because they should never have been issued.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from baigong.core.credentials import integrity, strict
from baigong.core.credentials.certificate import STATUS_BITS, Certificate
from baigong.core.credentials.contexts import CREDENTIALS
from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, TOO_LONG, Unreadable
from baigong.core.credentials.signing import Keys, Signer, owned
from baigong.core.credentials.strict import Json
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

FORM = "Bitstring Status List"
REVOCATION, VOID = "revocation", "void"  # the first is the standard's; of the second it says that others may be added
BESIDE = "/void"
TYPES = ["VerifiableCredential", "BitstringStatusListCredential"]
MOST_BYTES = 1 << 20  # of an opened list: sixty-four times ours; a bomb is not unpacked
LONGEST = 2 << 20


class WrongList(Refusal):
    code = "credentials.wrong_status_list"
    sentence = msgid("The status list %(given)s does not tell about this certificate; fetch %(wanted)s.")


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list as its issuer signed it; it may be old, and whoever relies on it asks for its age."""

    id: str
    issuer: str
    purpose: str
    valid_from: datetime
    valid_until: datetime
    bits: bytes

    def age(self, at: datetime) -> timedelta:
        return at - self.valid_from

    def is_set(self, index: int, *, purpose: str = REVOCATION) -> bool:
        """Raises WrongList if it is for another purpose, or has no such bit."""
        if purpose != self.purpose or not 0 <= index < len(self.bits) * 8:
            raise WrongList(given=f"{self.id} ({self.purpose})", wanted=f"{purpose} {index}")
        # §3.2: "the first index … is located at the left-most bit".
        return bool(self.bits[index // 8] & 0x80 >> index % 8)

    def has_ended(self, certificate: Certificate) -> bool:
        """Raises WrongList if it is another list than the certificate names, or another issuer's."""
        return self._tells(certificate, certificate.status_list, REVOCATION)

    def is_void(self, certificate: Certificate) -> bool:
        """Raises WrongList if it is not the void list beside the list that the certificate names."""
        return self._tells(certificate, void_beside(certificate.status_list), VOID)

    def _tells(self, certificate: Certificate, place: str, purpose: str) -> bool:
        if (self.id, self.issuer) != (place, certificate.issuer):
            raise WrongList(given=self.id, wanted=place)
        return self.is_set(certificate.status_index, purpose=purpose)


def void_beside(place: str) -> str:
    """Where the void list of a status list lies."""
    return place + BESIDE


def encoded(ended: Iterable[int]) -> str:
    """§3.3: a GZIP of the bits, in base64url with its `u`; without time or name in its header, so always the same."""
    bits = bytearray(STATUS_BITS // 8)
    for index in ended:
        if not 0 <= index < STATUS_BITS:
            raise ValueError(f"a status list has no bit {index}")
        bits[index // 8] |= 0x80 >> index % 8
    packer = zlib.compressobj(level=9, wbits=31)
    return "u" + base64url(packer.compress(bytes(bits)) + packer.flush())


def decoded(text: str) -> bytes:
    """Raises Unreadable unless it unpacks to whole bytes, at least as many as the standard asks for."""
    if not text.startswith("u"):
        raise Unreadable(form=FORM, why=BAD_TEXT)
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(of_base64url(text.removeprefix("u")), MOST_BYTES)
    except zlib.error:
        raise Unreadable(form=FORM, why=BAD_TEXT) from None
    if not unpacker.eof:
        raise Unreadable(form=FORM, why=TOO_LONG if unpacker.unconsumed_tail else BAD_TEXT)
    # §3.2, STATUS_LIST_LENGTH_ERROR: fewer entries than the minimum of 131,072 would give a holder away.
    if unpacker.unused_data or len(bits) * 8 < STATUS_BITS:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return bits


def issued(
    place: str,
    signer: Signer,
    *,
    ended: Iterable[int],
    at: datetime,
    until: datetime,
    purpose: str = REVOCATION,
) -> Json:
    """The list at that address, signed; it holds from `at` until the clock brings the next."""
    document = {
        "@context": [CREDENTIALS],
        "id": place,
        "type": TYPES,
        "issuer": signer.kid.partition("#")[0],
        "validFrom": _instant(at),
        "validUntil": _instant(until),
        "credentialSubject": {
            "id": f"{place}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded(ended),
        },
    }
    return integrity.signed(document, signer, created=at)


def opened(content: bytes, keys: Keys) -> StatusList:
    """Raises Unreadable, UnknownIssuer, Altered or ExpiredKey; whether it is past its time is not asked."""
    shown = integrity.opened(strict.read(content, form=FORM, longest=LONGEST), keys)
    said, subject = shown.document, shown.document.get("credentialSubject")
    if said.get("type") != TYPES or not isinstance(subject, dict) or subject.get("type") != "BitstringStatusList":
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    valid_from, valid_until = (_read(strict.text_in(said, name, form=FORM)) for name in ("validFrom", "validUntil"))
    issuer = strict.text_in(said, "issuer", form=FORM)
    owned(shown.key, owner=issuer, on=valid_from.date())
    return StatusList(
        id=strict.text_in(said, "id", form=FORM),
        issuer=issuer,
        purpose=strict.text_in(subject, "statusPurpose", form=FORM),
        valid_from=valid_from,
        valid_until=valid_until,
        bits=decoded(strict.text_in(subject, "encodedList", form=FORM)),
    )


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _read(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None
    if at.tzinfo is None:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return at
