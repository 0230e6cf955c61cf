"""Compact JWS (RFC 7515) and its two uses here: a badge as `vc+jwt`, and the parts of an SD-JWT."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from baigong.core.credentials import strict
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, TOO_LONG, Unreadable
from baigong.core.credentials.signing import Key, Keys, Signer, key_of, proven

LONGEST = 65_536


def signed(payload: dict[str, Any], signer: Signer, *, header: dict[str, str]) -> str:
    """`header` says the kind (`typ`) and what else the kind asks for; the algorithm and the key are added."""
    # RFC 7515 §7.1: BASE64URL(header) || '.' || BASE64URL(payload) || '.' || BASE64URL(signature)
    head = _head(*sorted((header | {"alg": signer.suite.jose}).items()))
    message = f"{head}.{base64url(canonical(payload))}"
    return f"{message}.{base64url(signer.sign(message.encode()))}"


def opened(token: str, keys: Keys, *, header: dict[str, str]) -> tuple[strict.Json, Key]:
    """By the key that the header names. Raises Unreadable, UnknownIssuer or Altered."""
    said, payload, signature = parts(token, form=header["typ"])
    key = key_of(keys, strict.text_in(said, "kid", form=header["typ"]))
    _proven(token, said, signature, key=key, header=header | {"kid": key.kid})
    return payload, key


def opened_by(token: str, key: Key, *, header: dict[str, str]) -> strict.Json:
    """By a key that is known beforehand. Raises Unreadable or Altered."""
    said, payload, signature = parts(token, form=header["typ"])
    _proven(token, said, signature, key=key, header=header)
    return payload


def parts(token: str, *, form: str) -> tuple[Mapping[str, Any], strict.Json, bytes]:
    """Header, payload and signature, none of them believed yet. Raises Unreadable."""
    if len(token) > LONGEST:
        raise Unreadable(form=form, why=TOO_LONG)
    pieces = token.split(".")
    if len(pieces) != 3:
        raise Unreadable(form=form, why=BAD_TEXT)
    head, payload, signature = pieces
    return _header(head, form), strict.read(of_base64url(payload), form=form), of_base64url(signature)


@lru_cache(maxsize=1024)
def _head(*said: tuple[str, str]) -> str:
    """Each issuer writes the same one again and again."""
    return base64url(canonical(dict(said)))


@lru_cache(maxsize=1024)
def _header(head: str, form: str) -> Mapping[str, Any]:
    return MappingProxyType(strict.read(of_base64url(head), form=form))


def _proven(token: str, said: Mapping[str, Any], signature: bytes, *, key: Key, header: dict[str, str]) -> None:
    # §4.1.11: a header parameter that we do not know, critical or not, may change the meaning: none is taken.
    if said != header | {"alg": key.suite.jose}:
        raise Unreadable(form=header["typ"], why=BAD_SHAPE)
    proven(key, signature=signature, message=token.rpartition(".")[0].encode())
