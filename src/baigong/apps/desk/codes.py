"""The secret code that opens an enquiry: shown once to whoever wrote it, kept as a digest only."""

from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest

from baigong.core.text import normalised

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U, which people misread
LENGTH, GROUP = 16, 4  # 78 bits: nobody tries them out


def fresh_code(random: Callable[[int], bytes]) -> str:
    """`random` gives so many random bytes; those that would favour some letters are passed over."""
    letters = ""
    while len(letters) < LENGTH:
        letters += "".join(ALPHABET[byte % len(ALPHABET)] for byte in random(LENGTH) if byte < 240)
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def digest_of(code: str) -> bytes:
    """However it was typed: small letters, full width, with or without hyphens.

    >>> digest_of("abcd-efgh-jkmn-pqrs") == digest_of("ＡＢＣＤ EFGHJKMNPQRS")
    True
    """
    letters = "".join(letter for letter in normalised(code).upper() if letter.isalnum())
    return sha256(letters.encode(errors="replace")).digest()


def opens(code: str, digest: bytes) -> bool:
    return compare_digest(digest_of(code), bytes(digest))
