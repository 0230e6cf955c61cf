"""A claim that an SD-JWT shows apart (RFC 9901 §4.2): random bytes, name and value, known by their digest."""

import json
from hashlib import sha256
from typing import Any

from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, Unreadable

FORM = "SD-JWT"
ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # kept: to make one takes longer than to use it


def disclosure(salt: bytes, name: str, value: object) -> str:
    """§4.2.1: the base64url of a JSON array of the three.

    >>> disclosed(disclosure(bytes(16), "name", "蓝"))
    ('name', '蓝')
    """
    return base64url(ENCODER.encode([base64url(salt), name, value]).encode())


def digest(written: str) -> str:
    """§4.2.3, of the disclosure as it is written, with the example that stands there.

    >>> digest("WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0")
    'uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY'
    """
    return base64url(sha256(written.encode()).digest())


def disclosed(written: str) -> tuple[str, Any]:
    """The name and the value. Raises Unreadable for what is no such array."""
    try:
        content = json.loads(of_base64url(written))
    except (ValueError, RecursionError):
        raise Unreadable(form=FORM, why=BAD_TEXT) from None
    if not isinstance(content, list) or len(content) != 3 or not all(isinstance(one, str) for one in content[:2]):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return content[1], content[2]
