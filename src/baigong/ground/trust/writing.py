"""Writing a trust pack: whole under its name, or not there."""

import json
import shutil
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from baigong.core.tlog.notes import Key, signed
from baigong.ground.trust.content import BODIES, MANIFEST, NOTE, POLICY, PackContent, PackIssuer, PackLog, note_text
from baigong.ground.trust.copying import log_files
from baigong.ground.trust.together import Place, files_with, places_of

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class NoteSigner(Protocol):
    """An Ed25519 key that signs notes."""

    @property
    def key(self) -> Key: ...

    def __call__(self, message: bytes) -> bytes: ...


def write_trust(folder: Path, content: PackContent, signer: NoteSigner) -> None:
    """In the place of the pack that was there, if there was one."""
    fresh, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    _fill(fresh, content, signer)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def zip_trust(folder: Path, path: Path) -> None:
    """The same folder always gives the same bytes."""
    fresh = path.with_name(f".{path.name}.new")
    with ZipFile(fresh, "w", ZIP_DEFLATED) as file:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                told = ZipInfo(one.relative_to(folder).as_posix(), FIRST_DAY_OF_ZIP)
                told.compress_type, told.external_attr = ZIP_DEFLATED, 0o644 << 16
                file.writestr(told, one.read_bytes())
    fresh.rename(path)


def _fill(folder: Path, content: PackContent, signer: NoteSigner) -> None:
    files = _files(content)
    manifest = json.dumps(_manifest(content, files), ensure_ascii=False, indent=1).encode() + b"\n"
    digest = b64encode(sha256(manifest).digest()).decode()
    note = signed(note_text(content.name, content.version, digest), signer.key, signer)
    for path, said in (files | {MANIFEST: manifest, NOTE: str(note).encode()}).items():
        _write(folder / path, said)
    for log in content.logs:
        for path, said in log_files(log):
            _write(folder / _folder(log) / path, said)


def _files(content: PackContent) -> dict[str, bytes]:
    bodies = "".join(f"{body}\n" for body in content.bodies).encode()
    files = {POLICY: content.policy, BODIES: bodies}
    files |= {_document(place): one.document for place, one in enumerate(content.issuers, 1)}
    return files | files_with(content.status, places_of(content.status))


def _manifest(content: PackContent, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "name": content.name,
        "version": content.version,
        "made_at": content.made_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "synthetic": content.is_synthetic,
        "status_days": content.status_days,
        "backdating_days": content.backdating_days,
        "issuers": [_issuer(place, one) for place, one in enumerate(content.issuers, 1)],
        "status": [_list(address, place) for address, place in places_of(content.status).items()],
        "logs": [_log(one) for one in content.logs],
        "files": {path: f"sha256:{sha256(said).hexdigest()}" for path, said in files.items()},
    }


def _issuer(place: int, issuer: PackIssuer) -> dict[str, Any]:
    keys = [
        {"kid": key.kid, "since": key.since.isoformat(), "until": key.until.isoformat() if key.until else None}
        for key in issuer.keys
    ]
    return {
        "did": issuer.did,
        "name": issuer.name,
        "name_en": issuer.name_en,
        "document": _document(place),
        "keys": keys,
    } | ({"on_record": True} if issuer.is_keeper else {})


def _log(log: PackLog) -> dict[str, Any]:
    final = {"size": log.final.size, "root": b64encode(log.final.root).decode()} if log.final else None
    return {"origin": log.origin, "year": log.year, "folder": _folder(log), "final": final}


def _document(place: int) -> str:
    return f"issuers/{place}.json"


def _list(address: str, place: Place) -> dict[str, Any]:
    return {"list": address, "file": place.file} | ({"line": place.line} if place.line else {})


def _folder(log: PackLog) -> str:
    return f"logs/{log.year}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
