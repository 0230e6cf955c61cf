"""trust.json, read strictly: a cell of another kind than it has refuses the pack."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from baigong.core.credentials import strict
from baigong.core.credentials.dids import WEB, place_of
from baigong.core.periods import parse_instant
from baigong.core.refusal import Fault, Refusal
from baigong.ground.trust.content import MANIFEST
from baigong.ground.trust.refusals import BAD_MANIFEST, UnusablePack
from baigong.ground.trust.together import Place

LONGEST, MOST_DAYS, LONGEST_NAME = 4 << 20, 3650, 200


@dataclass(frozen=True, slots=True)
class ToldKey:
    kid: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ToldIssuer:
    did: str
    name: str
    name_en: str
    document: str
    keys: tuple[ToldKey, ...]
    is_keeper: bool


@dataclass(frozen=True, slots=True)
class ToldLog:
    """`final`: the size and the root of its last checkpoint."""

    origin: str
    year: int
    folder: str
    final: tuple[int, bytes] | None


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str
    version: int
    made_at: datetime
    is_synthetic: bool
    status_days: int
    backdating_days: int
    issuers: tuple[ToldIssuer, ...]
    status: Mapping[str, Place]
    logs: tuple[ToldLog, ...]
    files: Mapping[str, str]


def manifest_of(content: bytes, name: str) -> Manifest:
    """Raises UnusablePack. What is not known is passed over: a later version may say more."""
    try:
        return _manifest(strict.read(content, form=MANIFEST, longest=LONGEST))
    except (Refusal, KeyError, TypeError, ValueError, AttributeError):
        raise UnusablePack(name=name, why=Fault("trust.bad_manifest", BAD_MANIFEST)) from None


def _manifest(said: dict[str, Any]) -> Manifest:
    logs = tuple(_log(one) for one in _list(said["logs"]))
    status = {_address(one["list"]): _place(one) for one in _list(said["status"])}
    _refuse_unless(len({log.year for log in logs}) == len(logs) and len(status) == len(said["status"]))
    made_at = parse_instant(_text(said["made_at"]))
    _refuse_unless(made_at is not None and type(said["synthetic"]) is bool)
    return Manifest(
        name=_text(said["name"]),
        version=_number(said["version"], 1, 1 << 53),
        made_at=made_at,  # type: ignore[arg-type]  # asked above
        is_synthetic=said["synthetic"],
        status_days=_number(said["status_days"], 0, MOST_DAYS),
        backdating_days=_number(said["backdating_days"], 0, MOST_DAYS),
        issuers=tuple(_issuer(one) for one in _list(said["issuers"])),
        status=status,
        logs=logs,
        files={_text(path): _text(digest) for path, digest in said["files"].items()},
    )


def _issuer(said: dict[str, Any]) -> ToldIssuer:
    did = _text(said["did"])
    if did.startswith(WEB):
        place_of(did)
    keys = tuple(_key(one) for one in _list(said["keys"]))
    _refuse_unless(all(key.kid.partition("#")[0] == did for key in keys))
    is_keeper = said.get("on_record", False)
    _refuse_unless(type(is_keeper) is bool)
    return ToldIssuer(did, _text(said["name"]), _text(said["name_en"]), _text(said["document"]), keys, is_keeper)


def _key(said: dict[str, Any]) -> ToldKey:
    until = said["until"]
    last = date.max if until is None else date.fromisoformat(_text(until))
    return ToldKey(_text(said["kid"]), date.fromisoformat(_text(said["since"])), last)


def _log(said: dict[str, Any]) -> ToldLog:
    final = said["final"]
    last = (_number(final["size"], 0, 1 << 53), b64decode(final["root"], validate=True)) if final else None
    return ToldLog(_text(said["origin"]), _number(said["year"], 1949, 9999), _text(said["folder"]), last)


def _place(said: dict[str, Any]) -> Place:
    return Place(_text(said["file"]), _number(said["line"], 1, LONGEST) if "line" in said else None)


def _address(value: object) -> str:
    address = _text(value)
    _refuse_unless(address.startswith("https://"))
    return address


def _text(value: object) -> str:
    _refuse_unless(isinstance(value, str) and value.isprintable() and 0 < len(value) <= LONGEST_NAME)
    return str(value)


def _number(value: Any, least: int, most: int) -> int:
    _refuse_unless(type(value) is int and least <= value <= most)
    return int(value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _refuse_unless(fits: bool) -> None:
    if not fits:
        raise ValueError
