"""What the API gives out or keeps for a while, sealed under the node's secret, each purpose under a key of its own."""

import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class Broken(Exception):
    """It was not sealed here for this purpose."""


def seal(told: bytes, *, purpose: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + _cipher(purpose).encrypt(nonce, told, None)


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    try:
        return _cipher(purpose).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except (InvalidTag, ValueError):
        raise Broken from None


@lru_cache(64)
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(hmac.new(settings.SECRET_KEY.encode(), f"baigong.api:{purpose}".encode(), sha256).digest())
