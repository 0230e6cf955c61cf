"""Multibase: text whose first letter says its alphabet; `z` is base58btc, `u` base64url without padding."""

from binascii import a2b_base64, b2a_base64

from baigong.core.credentials.refusals import BAD_TEXT, TOO_LONG, Unreadable

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PAIRS = [a + b for a in BITCOIN for b in BITCOIN]
DIGITS = {mark: value for value, mark in enumerate(BITCOIN)}
TO_URL, FROM_URL = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
LONGEST_BASE58 = 256  # its cost grows with the square of the length; keys and signatures have 50 to 90 digits


def base58(content: bytes) -> str:
    """With its `z`.

    >>> base58(b"Hello World!"), base58(b"\\x00\\x00a")
    ('z2NEpo7TZRRrLZSi2U', 'z112g')
    """
    number, digits = int.from_bytes(content), []
    while number:
        number, chunk = divmod(number, 58**10)  # large numbers are divided as seldom as can be
        for _ in range(5):
            chunk, pair = divmod(chunk, 58**2)
            digits.append(PAIRS[pair])
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + "1" * zeros + "".join(reversed(digits)).lstrip("1")


def of_base58(text: str) -> bytes:
    """Raises Unreadable unless the text is `z` and base58btc, not longer than any key or signature."""
    if len(text) > LONGEST_BASE58:
        raise Unreadable(form="base58btc", why=TOO_LONG)
    number = 0
    try:
        for mark in text[1:]:
            number = number * 58 + DIGITS[mark]
    except KeyError:
        raise Unreadable(form="base58btc", why=BAD_TEXT) from None
    if not text.startswith("z"):
        raise Unreadable(form="base58btc", why=BAD_TEXT)
    digits = text[1:].lstrip("1")
    return b"\0" * (len(text) - 1 - len(digits)) + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(content: bytes) -> str:
    """Without padding and without a letter before it, as JOSE writes it.

    >>> base64url(b"\\xff\\xfe")
    '__4'
    """
    return b2a_base64(content, newline=False).rstrip(b"=").translate(TO_URL).decode()


def of_base64url(text: str) -> bytes:
    """Raises Unreadable for padding, other alphabets, and spare bits that are not zero: one content, one text."""
    try:
        content = a2b_base64(text.encode("ascii").translate(FROM_URL) + b"=" * (-len(text) % 4))
    except ValueError:
        raise Unreadable(form="base64url", why=BAD_TEXT) from None
    if base64url(content) != text:
        raise Unreadable(form="base64url", why=BAD_TEXT)
    return content
