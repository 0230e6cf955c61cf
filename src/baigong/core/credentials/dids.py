"""Who an issuer is: did:web names it by its host, did:key by the key itself; the DID document lists its keys."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from baigong.core.credentials import strict
from baigong.core.credentials.multibase import base58, of_base58
from baigong.core.credentials.refusals import BAD_SHAPE, TOO_LONG, Unreadable
from baigong.core.credentials.signing import Key
from baigong.core.credentials.suites import SUITES, Suite

FORM = "DID"
CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
WEB, KEY = "did:web:", "did:key:"
MOST_KEYS = 100
DID_WEB = re.compile(r"did:web:([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?:%3A(\d{1,5}))?((?::[\w-][\w.-]*)*)", re.ASCII)


def multikey(public: bytes, suite: Suite) -> str:
    """Controlled Identifiers §2.2.2: the multicodec prefix and the key, in base58btc."""
    return base58(suite.multicodec + public)


def of_multikey(text: str) -> tuple[bytes, Suite]:
    """Raises Unreadable for a kind of key that no suite of ours has, or of another length."""
    content = of_base58(text)
    for suite in SUITES.values():
        if _is_key(content, suite):
            return content.removeprefix(suite.multicodec), suite
    raise Unreadable(form=FORM, why=BAD_SHAPE)


def did_key(public: bytes, suite: Suite) -> str:
    """did:key: the name is the key, so that nothing need be fetched, and nothing can be exchanged or ended."""
    return KEY + multikey(public, suite)


def key_of_did(did: str) -> Key:
    """The key that a did:key is, for ever. Raises Unreadable."""
    if not did.startswith(KEY):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    public, suite = of_multikey(did.removeprefix(KEY))
    return Key(f"{did}#{did.removeprefix(KEY)}", public, suite=suite)


@lru_cache(maxsize=1024)
def place_of(did: str) -> str:
    """The address below which a did:web keeps its files; raises Unreadable for any other DID.

    did:web §3.2: colons become slashes, "percent decode the colon" of a port.

    >>> place_of("did:web:skills.example%3A8443:zj")
    'https://skills.example:8443/zj/'
    """
    found = DID_WEB.fullmatch(did)
    if not found:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    host, port, path = found.groups()
    return "https://" + host + (f":{port}" if port else "") + path.replace(":", "/") + "/"


def document(did: str, keys: Iterable[Key]) -> dict[str, Any]:
    """The DID document that says these keys sign for it; when each did is told in the trust data, not here."""
    methods = [
        {"id": key.kid, "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(key.public, key.suite)}
        for key in keys
    ]
    return {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def keys_of(content: bytes, did: str) -> dict[str, Key]:
    """The keys that sign for this DID, by their ids. Raises Unreadable unless the document is this DID's own."""
    said = strict.read(content, form=FORM)
    methods, signing = said.get("verificationMethod"), said.get("assertionMethod")
    if said.get("id") != did or not isinstance(methods, list) or not isinstance(signing, list):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    if len(methods) > MOST_KEYS:
        raise Unreadable(form=FORM, why=TOO_LONG)
    keys = [key for method in methods if (key := _key(method, did))]
    return {key.kid: key for key in keys if key.kid in signing}


def _key(method: object, did: str) -> Key | None:
    """None for a kind of key that no suite of ours has: others may stand beside ours."""
    if not isinstance(method, Mapping):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    kid = strict.text_in(method, "id", form=FORM)
    if kid.partition("#")[0] != did or method.get("controller") != did:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    if method.get("type") != "Multikey":
        return None
    content = of_base58(strict.text_in(method, "publicKeyMultibase", form=FORM))
    for suite in SUITES.values():
        if _is_key(content, suite):
            return Key(kid, content.removeprefix(suite.multicodec), suite=suite)
    return None


def _is_key(content: bytes, suite: Suite) -> bool:
    return content.startswith(suite.multicodec) and len(content) == len(suite.multicodec) + suite.public_bytes
