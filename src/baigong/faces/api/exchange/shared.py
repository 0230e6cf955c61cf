"""What the operations of this room share: whose records, which files, faults in two languages."""

from collections.abc import Mapping
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from pydantic import Field

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OFFICERS, Role
from baigong.apps.exchange.store import pour
from baigong.core.refusal import Fault
from baigong.core.scope import Scope
from baigong.faces.api.pages import Answer
from baigong.faces.here import node_here
from baigong.faces.words import both

READERS = OFFICERS | {Role.AUDITOR}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


class Said(Answer):
    """A fault: its code, and its sentence in both languages."""

    code: str = Field(description="The code, which never changes its meaning")
    zh: str = Field(description="What is wrong and what helps, in Chinese")
    en: str = Field(description="The same in English")


class KeyTold(Answer):
    """A key that signs, and how people compare it."""

    name: str = Field(description="Whose it is: the node's name, or the log's")
    key: str = Field(description="The key as signed notes write it: name+hash+base64")
    fingerprint: str = Field(description="The SHA-256 of its public half, in hexadecimal, eight by eight")


def scope_of(by: Actor) -> Scope:
    """An office sees what was sent for its regions."""
    return by.scope_as(READERS)


def said_of(fault: Fault) -> Said:
    return Said(code=fault.code, **both(fault))


def all_said(faults: Mapping[str, Fault]) -> dict[str, Said]:
    return {name: said_of(fault) for name, fault in faults.items()}


def scratch_file() -> IO[bytes]:
    """A file without a name under the node's own folder, gone when it is closed."""
    scratch = node_here().home.scratch
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    return TemporaryFile(dir=scratch)  # type: ignore[return-value]


def handed_out(place: str, *, name: str, kind: str) -> FileResponse:
    """What lies sealed, in clear; it lies open in no folder on its way."""
    file = scratch_file()
    pour(place, node_here(), file)
    file.seek(0)
    return attached(file, name=name, kind=kind)


def attached(file: IO[bytes], *, name: str, kind: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
