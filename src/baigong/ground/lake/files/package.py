"""What a user names: a package folder, a zip of one, or a bare file, and what its descriptor says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from baigong.core.periods import parse_instant
from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid
from baigong.ground.lake.files import refusals
from baigong.ground.lake.files.raw import RawTable
from baigong.ground.lake.files.signed import Evidence, evidence_in, refuse_other
from baigong.ground.lake.findings import Finding, Findings
from baigong.ground.lake.schema.tables import TABLES

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Resource:
    name: str
    path: str
    hash: str | None


@dataclass(frozen=True)
class Package:
    """What the descriptor says. `digest` is its own SHA-256, by which the next package names this one."""

    path: Path
    created: datetime
    kind: Literal["full", "delta"] = "full"
    region: str | None = None
    plan: str | None = None
    sequence: int | None = None
    previous: str | None = None
    identity: Literal["raw", "keyed"] = "raw"
    key_id: str | None = None
    synthetic: bool = False
    bare: bool = False
    described: bool = True  # the descriptor has our object
    digest: str | None = None
    resources: tuple[Resource, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)  # files of the sender's log, and their hashes
    evidence: Evidence = field(default_factory=Evidence)


@dataclass
class Opened:
    """A package whose files have been found whole; `tables` in the order of the schema."""

    package: Package
    tables: Mapping[str, RawTable]
    findings: Findings = field(default_factory=Findings)


def read_descriptor(folder: Path, shown: Path) -> Package:
    """The package of a folder, its descriptor sound, its resources inside it and whole."""
    content = (folder / DESCRIPTOR).read_bytes()
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refusals.BadDescriptor(field=DESCRIPTOR, problem=_IS_NO_JSON) from None
    package = _package(_object(told, DESCRIPTOR), path=shown, digest="sha256:" + sha256(content).hexdigest())
    if not package.resources:
        raise refusals.EmptyPackage(name=shown.name, tables=list(TABLES))
    evidence = evidence_in(folder, listed=package.beside)
    refuse_other(evidence, digest=package.digest or "")
    for resource in package.resources:
        _hold(folder, resource)
    return replace(package, evidence=evidence)


_IS_NO_JSON = Text(zh="不是 JSON", en="is no JSON")
_MISSING = Text(zh="缺失或类型不对", en="is missing or of the wrong type")


def _package(told: dict[str, Any], *, path: Path, digest: str) -> Package:
    ours = _object(told.get("baigong", {}), "baigong")
    created = parse_instant(_word(told, "created") or "")
    if created is None:
        raise refusals.BadDescriptor(field="created", problem=_no_instant())
    identity = _choice(ours, "identity", ("raw", "keyed"))
    key_id = _word(ours, "key_id")
    if identity == "keyed" and not key_id:
        raise refusals.BadDescriptor(field="baigong.key_id", problem=_MISSING)
    return Package(
        path=path,
        created=created,
        kind=_choice(ours, "kind", ("full", "delta")),
        region=_word(ours, "region"),
        plan=_word(ours, "plan"),
        sequence=_typed(ours, "sequence", int),
        previous=_word(ours, "previous"),
        identity=identity,
        key_id=key_id,
        synthetic=bool(_typed(ours, "synthetic", bool)),
        digest=digest,
        described="baigong" in told,
        resources=tuple(_resource(_object(one, "resources")) for one in _typed(told, "resources", list) or ()),
        beside=_beside(_typed(ours, "log", dict) or {}),
    )


def _beside(told: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(digest, str) for digest in told.values()):
        raise refusals.BadDescriptor(field="baigong.log", problem=_MISSING)
    return {path: digest.lower().strip() for path, digest in told.items()}


def _no_instant() -> Text:
    return Text(zh="缺失，或不是带时区的时刻", en="is missing or no instant with an offset")


def _object(told: object, name: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise refusals.BadDescriptor(field=name, problem=Text(zh="不是对象", en="is no object"))
    return told


def _typed(told: Mapping[str, Any], name: str, kind: type) -> Any:
    value = told.get(name)
    if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        raise refusals.BadDescriptor(field=name, problem=_MISSING)
    return value


def _word(told: Mapping[str, Any], name: str) -> str | None:
    return _typed(told, name, str) or None


def _choice(told: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> Any:
    value = _word(told, name) or allowed[0]
    if value not in allowed:
        one_of = Text(zh=f"不是 {'、'.join(allowed)} 之一", en=f"is none of {', '.join(allowed)}")
        raise refusals.BadDescriptor(field=f"baigong.{name}", problem=one_of)
    return value


def _resource(told: dict[str, Any]) -> Resource:
    path = _word(told, "path")
    if not path:
        raise refusals.BadDescriptor(field="resources.path", problem=_MISSING)
    return Resource(_word(told, "name") or PurePosixPath(path).stem, path, _word(told, "hash"))


def _hold(folder: Path, resource: Resource) -> None:
    """The resource lies inside the folder and its bytes are those that the descriptor promises."""
    place = located(folder, resource.path)
    if resource.hash:
        with place.open("rb") as file:
            digest = "sha256:" + file_digest(file, "sha256").hexdigest()
        if digest != resource.hash.lower().strip():
            raise refusals.HashMismatch(path=resource.path)


def located(folder: Path, path: str) -> Path:
    """The file a resource names; refused where it lies outside the folder, by its name or through a link."""
    named = PurePosixPath(path.replace("\\", "/"))
    is_nameable = named.parts and path.isprintable() and ":" not in named.parts[0]
    if not is_nameable or named.is_absolute() or ".." in named.parts or "://" in path:
        raise refusals.BadPath(path=path if path.isprintable() else ascii(path))
    place = folder / named
    if not place.resolve().is_relative_to(folder.resolve()):
        raise refusals.BadPath(path=path)
    if not place.is_file():
        raise refusals.ResourceMissing(path=path)
    return place


def notes(package: Package) -> list[Finding]:
    """What the descriptor leaves open: resources whose bytes nobody vouches for, or what kind of package this is."""
    unhashed = Fault(
        "resource.hash_missing",
        msgid("The package gives no SHA-256 for this table, so nobody can tell whether it is whole; add its hash."),
    )
    undescribed = Fault(
        "package.undescribed",
        msgid("datapackage.json has no “baigong” object, so this is read as a full package of raw records; add it."),
    )
    found = [Finding(DESCRIPTOR, 0, "baigong", undescribed, False)] if not package.described else []
    return found + [Finding(one.name, 0, None, unhashed, False) for one in package.resources if not one.hash]
