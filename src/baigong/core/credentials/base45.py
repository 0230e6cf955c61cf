"""Base45 (RFC 9285): bytes as the characters of a QR code's alphanumeric mode."""

from struct import pack, unpack

from baigong.core.credentials.refusals import BAD_TEXT, CODE, Unreadable

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PAIRS = [c + d for d in ALPHABET for c in ALPHABET]  # at c + (d * 45)
VALUES = {pair: value for value, pair in enumerate(PAIRS)}
THIRDS = {mark: 2025 * value for value, mark in enumerate(ALPHABET)}


def encoded(content: bytes) -> str:
    """
    §4.2: "two bytes [a, b] MUST be interpreted as a number n in base 256 … such that n = c + (d * 45) + (e * 45 * 45)".

    >>> encoded(b"Hello!!"), encoded(b"base-45"), encoded(b"AB")
    ('%69 VD92EX0', 'UJCLQE7W581', 'BB8')
    """
    pairs = len(content) // 2
    words = unpack(f">{pairs}H", content[: pairs * 2])
    last = PAIRS[content[-1]] if len(content) % 2 else ""
    return "".join([PAIRS[word % 2025] + ALPHABET[word // 2025] for word in words]) + last


def decoded(text: str) -> bytes:
    """Raises Unreadable for another alphabet, a length of 3n + 1, or a group that stands for no bytes.

    >>> decoded("QED8WEX0")
    b'ietf!'
    """
    whole, rest = divmod(len(text), 3)
    try:
        words = [VALUES[text[3 * at : 3 * at + 2]] + THIRDS[text[3 * at + 2]] for at in range(whole)]
        last = [VALUES[text[-2:]]] if rest == 2 else []
    except KeyError:
        raise _unreadable() from None
    # §6: what decodes to more than two bytes hold (65535), or one at the end (255), is to be rejected.
    if rest == 1 or max(words, default=0) > 0xFFFF or max(last, default=0) > 0xFF:
        raise _unreadable()
    return pack(f">{whole}H", *words) + bytes(last)


def _unreadable() -> Unreadable:
    return Unreadable(form=CODE, why=BAD_TEXT)
