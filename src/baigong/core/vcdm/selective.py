"""SD-JWT (RFC 9901): what a holder chose to show of a signed payload, put back where its digest stands."""

from hashlib import sha256
from typing import Any

from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.problems import BadProof
from baigong.core.vcdm.reading import DECODER

MOST = 50
RESERVED = {"_sd", "..."}
NOT_SHOWN = msgid("it brings disclosures that are not signed, are said twice, or cannot be read")


def shown(payload: Json, disclosures: list[str]) -> Json:
    """The payload with what is disclosed, and without any trace of what is not. Raises BadProof."""
    try:
        if len(disclosures) > MOST or payload.get("_sd_alg", "sha-256") != "sha-256":
            raise ValueError
        left = {
            base64url(sha256(one.encode()).digest()): DECODER.decode(of_base64url(one).decode()) for one in disclosures
        }
        whole: Json = _opened(payload, left)
        if left or len({*disclosures}) != len(disclosures):
            raise ValueError
        return whole
    except (Unreadable, ValueError, TypeError, RecursionError):
        raise BadProof(where="id", why=NOT_SHOWN) from None


def _opened(value: Any, left: dict[str, Any]) -> Any:
    """Each disclosure is taken out of `left` as it finds its place, so none has two."""
    if isinstance(value, list):
        return [inner for one in value for inner in _element(one, left)]
    if not isinstance(value, dict):
        return value
    said = {name: _opened(inner, left) for name, inner in value.items() if name not in ("_sd", "_sd_alg")}
    for digest in value.get("_sd", ()):
        if digest in left:
            _, name, inner = left.pop(digest)
            if name in said or name in RESERVED or not isinstance(name, str):
                raise ValueError
            said[name] = _opened(inner, left)
    return said


def _element(one: Any, left: dict[str, Any]) -> list[Any]:
    """§4.2.4.2: an element of a list that is not shown leaves nothing behind."""
    if not isinstance(one, dict) or one.keys() != {"..."}:
        return [_opened(one, left)]
    if one["..."] not in left:
        return []
    _, inner = left.pop(one["..."])
    return [_opened(inner, left)]
