"""The node's trust pack: all by which others check its certificates, signed, and made anew when any of it changes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.models import IssuingKey, StatusList
from baigong.apps.certificates.states import ON_RECORD
from baigong.apps.exchange.models import Origin
from baigong.apps.registry.models import Filing
from baigong.apps.transparency.actions import tell_key
from baigong.apps.transparency.outbox import is_asked
from baigong.apps.transparency.shards import Logs, logs_here
from baigong.apps.transparency.witnesses import policy_text
from baigong.core.credentials.dids import document
from baigong.core.credentials.signing import Key
from baigong.core.credentials.status import void_beside
from baigong.core.periods import day_at
from baigong.core.tlog.entries import KeyTold
from baigong.core.tlog.tiles import WIDTH
from baigong.ground.log.files import only_one, replace_file
from baigong.ground.log.source import source_of
from baigong.ground.log.witnessed import sizes_of
from baigong.ground.trust.content import PackContent, PackIssuer, PackKey, PackLog
from baigong.ground.trust.writing import write_trust, zip_trust

NAME, STATE = "trust", "state.json"
TOLD = (NAME, "package")
WORKER = operator("worker")


@dataclass(frozen=True, slots=True)
class PackShown:
    """The pack that is out. `is_short`: without the logs' entries."""

    name: str
    version: int
    made_at: datetime
    key: str
    size: int
    issuers: int
    lists: int
    bodies: int
    logs: tuple[int, ...]
    is_short: bool
    is_synthetic: bool


def make_trust(*, at: datetime) -> bool:
    """Whether a new one was made; of a node that has no log yet there is none."""
    logs = logs_here()
    if not any(logs.published_size(year) for year in logs.years()):
        return False
    folder = _folder(logs)
    with only_one(folder.with_name(folder.name + ".lock")):
        content = _content(logs, at)
        digest = _digest(content, logs)
        if (told := _state(folder)) and told["digest"] == digest:
            return False
        signer = logs.keys.note_key(NAME, content.name, logs.random)
        _tell_keys(logs, at)
        folder.mkdir(parents=True, exist_ok=True)
        write_trust(folder / "pack", content, signer)
        zip_trust(folder / "pack", folder / "pack.zip")
        replace_file(folder / STATE, json.dumps(_told(content, digest, str(signer.key))).encode())
    return True


def trust_shown() -> PackShown | None:
    folder = _folder(logs_here())
    told = _state(folder)
    if told is None or not (folder / "pack.zip").is_file():
        return None
    shown = {name: told[name] for name in PackShown.__slots__ if name not in ("made_at", "size", "logs")}
    size = (folder / "pack.zip").stat().st_size
    return PackShown(**shown, made_at=datetime.fromisoformat(told["made_at"]), size=size, logs=tuple(told["logs"]))


def pack_file() -> Path | None:
    path = _folder(logs_here()) / "pack.zip"
    return path if path.is_file() else None


def did_document(did: str) -> bytes | None:
    """All keys that ever signed for it; when each did is told in the pack."""
    keys = IssuingKey.objects.filter(did=did).order_by("id")
    return _document(did, keys) if keys else None


def _content(logs: Logs, at: datetime) -> PackContent:
    lists = StatusList.objects.exclude(published_at=None).order_by("id")
    signed = [(row.address, row.listed) for row in lists] + [(void_beside(row.address), row.voided) for row in lists]
    return PackContent(
        name=logs.address.split("://", 1)[-1],
        version=int(at.astimezone(UTC).strftime("%Y%m%d%H%M")),
        made_at=at.astimezone(UTC).replace(microsecond=0),
        is_synthetic=settings.NODE.is_demo or Origin.objects.filter(synthetic=True).exists(),
        issuers=list(_issuers()),
        status={address: text.encode() for address, text in signed},
        logs=[_log(logs, year) for year in logs.years() if logs.published_size(year)],
        policy=policy_text(logs).encode(),
        bodies=_bodies(),
    )


def _bodies() -> list[str]:
    """Of every filing, also those that ended: what they issued before stays to be checked."""
    return list(Filing.objects.order_by("credit_code").values_list("credit_code", flat=True).distinct())


def _issuers() -> Iterator[PackIssuer]:
    for did in IssuingKey.objects.order_by("did").values_list("did", flat=True).distinct():
        keys = IssuingKey.objects.filter(did=did).order_by("id")
        newest = keys.reverse()[0]
        yield PackIssuer(
            did=did,
            name=newest.office_name,
            name_en=newest.office_name,
            document=_document(did, keys),
            keys=[PackKey(key.kid, key.since, key.until) for key in keys],
            is_keeper=newest.kind == ON_RECORD,
        )


def _document(did: str, keys: QuerySet[IssuingKey]) -> bytes:
    told = document(did, [Key(key.kid, bytes(key.public)) for key in keys])
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _log(logs: Logs, year: int) -> PackLog:
    """Short as soon as a day was sealed: before, its entries are few, and nothing hangs on whole tiles."""
    is_short = any(size % WIDTH == 0 for size in sizes_of(source_of(str(logs.folder(year)))))
    return PackLog(
        origin=logs.public_key(year).name,
        year=year,
        folder=logs.folder(year),
        is_short=is_short,
        final=logs.final(year),
    )


def _digest(content: PackContent, logs: Logs) -> str:
    """Over all that readers can see, but for when it was made."""
    sizes = [(log.year, str(log.is_short), _size(logs, log), str(log.final)) for log in content.logs]
    issuers = [(one.did, one.name, one.document, [str(key) for key in one.keys]) for one in content.issuers]
    told = (content.name, content.is_synthetic, issuers, dict(content.status), content.policy, content.bodies, sizes)
    return sha256(repr(told).encode()).hexdigest()


def _size(logs: Logs, log: PackLog) -> int:
    sizes = sizes_of(source_of(str(log.folder)))
    sealed = [size for size in sizes if size % WIDTH == 0]
    return max(sealed) if log.is_short else logs.published_size(log.year)


def _tell_keys(logs: Logs, at: datetime) -> None:
    """The keys by which others check what this node sends stand in the log, once they are made."""
    for name in sorted({*TOLD} & {*logs.keys.names()}):
        if not is_asked(f"key/{name}/"):
            told = KeyTold(name.encode(), "Ed25519", logs.keys.public(name), day_at(at), None)
            tell_key(told, by=WORKER, at=at)


def _told(content: PackContent, digest: str, key: str) -> dict[str, Any]:
    return {
        "digest": digest,
        "name": content.name,
        "version": content.version,
        "made_at": content.made_at.isoformat(),
        "key": key,
        "issuers": len(content.issuers),
        "lists": len(content.status),
        "bodies": len(content.bodies),
        "logs": [log.year for log in content.logs],
        "is_short": any(log.is_short for log in content.logs),
        "is_synthetic": content.is_synthetic,
    }


def _state(folder: Path) -> dict[str, Any] | None:
    path = folder / STATE
    return dict(json.loads(path.read_bytes())) if path.is_file() else None


def _folder(logs: Logs) -> Path:
    return logs.home.folder / "trust-pack"
