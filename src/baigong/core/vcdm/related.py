"""Related resources and their digests (VC Data Model 2.0, §5.3)."""

import re
from base64 import b64decode
from hashlib import sha256, sha384, sha512

from baigong.core.credentials.multibase import of_base58, of_base64url
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.contexts import content_of
from baigong.core.vcdm.problems import MISSING, NOT_TEXT, TWICE, Malformed
from baigong.core.vcdm.reading import objects, url

HASHES = {"sha256": sha256, "sha384": sha384, "sha512": sha512}
SRI = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?", re.ASCII)
HEX = re.compile(r"([0-9a-f]{2})+", re.ASCII)
# Multihash: the code and length before a digest of SHA-2.
HEADS = {b"\x12\x20": sha256, b"\x20\x30": sha384, b"\x13\x40": sha512}
BAD_DIGEST = msgid("it is not written as a digest of SHA-256, SHA-384 or SHA-512")
OTHER_CONTENT = msgid("it is not the digest of what is served there")


def check_related(document: Json) -> None:
    """Raises Malformed."""
    if "relatedResource" not in document:
        return
    listed = objects(document["relatedResource"], where="relatedResource")
    named = [url(one, "id", where="relatedResource.id") for one in listed]
    if len(set(named)) != len(named):
        raise Malformed(where="relatedResource.id", why=TWICE)
    for one in listed:
        if not {"digestSRI", "digestMultibase"} & one.keys():
            raise Malformed(where="relatedResource.digestSRI", why=MISSING)
        if not isinstance(one.get("mediaType", ""), str):
            raise Malformed(where="relatedResource.mediaType", why=NOT_TEXT)
        _check_digests(one, content_of(one["id"]))


def _check_digests(resource: Json, content: bytes | None) -> None:
    """What is bundled here is hashed too; of what is elsewhere, only the writing is looked at."""
    for name, matches in (("digestSRI", _matches_sri), ("digestMultibase", _matches_multibase)):
        if name in resource:
            for said in resource[name] if isinstance(resource[name], list) else [resource[name]]:
                is_digest = matches(said, content)
                if not is_digest:
                    why = BAD_DIGEST if is_digest is None else OTHER_CONTENT
                    raise Malformed(where=f"relatedResource.{name}", why=why)


def _matches_sri(said: object, content: bytes | None) -> bool | None:
    """None for what is no digest."""
    found = SRI.fullmatch(said) if isinstance(said, str) else None
    if not found or HEX.fullmatch(found[2]):
        return None
    if content is None:
        return True
    padded = found[2].rstrip("=") + "=" * (-len(found[2].rstrip("=")) % 4)
    try:
        return (
            b64decode(padded, altchars=b"-_" if set("-_") & set(padded) else None) == HASHES[found[1]](content).digest()
        )
    except ValueError:
        return None


def _matches_multibase(said: object, content: bytes | None) -> bool | None:
    """None for what is no digest."""
    if not isinstance(said, str):
        return None
    try:
        digest = of_base58(said) if said.startswith("z") else of_base64url(said[1:]) if said.startswith("u") else b""
    except Unreadable:
        return None
    head = HEADS.get(digest[:2])
    if head and len(digest) == 2 + head().digest_size:
        return content is None or digest[2:] == head(content).digest()
    if len(digest) != sha256().digest_size:
        return None
    return content is None or digest == sha256(content).digest()
