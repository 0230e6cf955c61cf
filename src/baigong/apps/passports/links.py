"""The secret in a share's link: random, shown once, kept as a digest only."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

BYTES = 20  # 160 bits: nobody tries them out


def fresh_secret(random: Callable[[int], bytes]) -> str:
    return urlsafe_b64encode(random(BYTES)).decode().rstrip("=")


def digest_of(secret: str) -> bytes:
    return sha256(secret.encode(errors="replace")).digest()
