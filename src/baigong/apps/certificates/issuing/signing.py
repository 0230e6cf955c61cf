"""A certificate in its three forms at once, and what becomes of them: one sealed value, one entry of the log."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baigong.core.credentials import badge, cose, sdjwt
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.publication import entry_of
from baigong.core.credentials.signing import Signer
from baigong.core.tlog.entries import Issued
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed

Random = Callable[[int], bytes]
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
OF_A_TOKEN = sdjwt.SALT_BYTES * len(sdjwt.DISCLOSABLE)


@dataclass(frozen=True, slots=True)
class Forms:
    """What the holder gets: for paper, as a file, for a wallet."""

    printed: bytes
    badge: dict[str, Any]
    token: str


@dataclass(frozen=True, slots=True)
class Signed:
    forms: Forms
    printed: bytes  # the commitments
    badge: bytes
    token: bytes
    entry: Issued


def signed(certificate: Certificate, signer: Signer, *, random: bytes, at: datetime, is_record: bool = False) -> Signed:
    """`random` are the bytes of the token's disclosures; the salt stands in the certificate already."""
    token = sdjwt.issued(certificate, signer, random=random)
    forms = Forms(cose.issued(certificate, signer), badge.issued(certificate, signer, created=at), token)
    entry = entry_of(certificate, kid=signer.kid, token=token, is_record=is_record)
    printed, of_badge, of_token = entry.forms
    return Signed(forms, printed, of_badge, of_token, entry)


def sealed_forms(forms: Forms, printed: bytes, keyring: Keyring, random: Random) -> bytes:
    told = {"cose": b64encode(forms.printed).decode(), "badge": forms.badge, "token": forms.token}
    return sealed(ENCODER.encode(told), place=place_of(printed), keyring=keyring, random=random)


def opened_forms(content: bytes, printed: bytes, keyring: Keyring) -> Forms:
    told = json.loads(opened(content, place=place_of(printed), keyring=keyring))
    return Forms(b64decode(told["cose"]), told["badge"], told["token"])


def place_of(printed: bytes) -> str:
    """Which value this is: put into another certificate's row, it does not open."""
    return f"certificates.copy/{bytes(printed).hex()}"
