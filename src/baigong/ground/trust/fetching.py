"""Fetching over https, whole and within bounds; nothing is followed elsewhere."""

from collections.abc import Callable
from urllib.parse import urlsplit

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.log.source import source_of

# An address, and the most bytes that may come.
Fetch = Callable[[str, int], bytes]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class NotSafe(Refusal):
    code = "trust.not_https"
    sentence = msgid("“%(address)s” is no https address; trust data is not fetched over an open line.")


def fetched(address: str, most: int) -> bytes:
    """Raises NotSafe, or what a source raises: NotThere, Unreachable, TooLarge. This machine itself needs no https."""
    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme, parts.hostname in LOOPBACK) != ("http", True):
        raise NotSafe(address=address)
    folder, _, name = address.rpartition("/")
    return source_of(folder)(name, most)
