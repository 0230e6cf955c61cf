"""What lies beside the descriptor of a signed package: a note that vouches for it, and what its sender's log says.

The note is a C2SP signed note of the four lines of `Statement`. `log/checkpoint` is the latest checkpoint of the
sender's log, and `log/consistency` how it grew from the one that went with the package before (C2SP tlog-witness).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from baigong.core.periods import parse_instant
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.core.tlog.notes import BadNote, Note, note_of
from baigong.ground.lake.files import refusals

NOTE, CHECKPOINT, CONSISTENCY = "datapackage.json.note", "log/checkpoint", "log/consistency"
HEADING = "baigong package"
LARGEST, LONGEST_NAME = 100_000, 253


class BadPackageNote(Refusal):
    code = "package.note"
    sentence = msgid("The signed note of the package cannot be used: %(why)s. Ask its sender for the package again.")


class NoteOfAnother(Refusal):
    code = "package.note_digest"
    sentence = msgid(
        "datapackage.json is not the one that “%(name)s” signed: it was changed, or the note is another package's. "
        "Ask the sender for the package again."
    )


NOT_TEXT = Text(zh="不是 UTF-8 文本，或过长", en="it is not UTF-8 or too long")
NO_NOTE = Text(zh="不是签名说明（signed note）", en="it is no signed note")
NO_STATEMENT = Text(
    zh="没有写明由谁签、签的是哪个 datapackage.json、何时签的",
    en="it does not say whose package it is, which datapackage.json it means and when it was signed",
)
NO_SUCH_NAME = Text(zh="文中所写的签名者并未签名", en="whoever it names did not sign it")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the sender signs: its name, the SHA-256 of datapackage.json, and when."""

    name: str
    digest: str
    at: datetime

    def __str__(self) -> str:
        return f"{HEADING}\n{self.name}\n{self.digest}\n{self.at.isoformat(timespec='seconds')}\n"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files as they lie there; nothing of them is believed yet."""

    note: str | None = None
    checkpoint: str | None = None
    consistency: str | None = None

    @property
    def signed(self) -> tuple[Note, Statement]:
        """The note and what it says; refused where it says nothing, or names somebody who did not sign."""
        try:
            note = note_of((self.note or "").encode())
        except BadNote:
            raise BadPackageNote(why=NO_NOTE) from None
        statement = statement_of(note.text)
        if statement.name not in {one.name for one in note.signatures}:
            raise BadPackageNote(why=NO_SUCH_NAME)
        return note, statement


def statement_of(text: str) -> Statement:
    """
    >>> str(statement_of("baigong package\\nnode.example\\nsha256:00\\n2026-03-02T08:00:00+08:00\\n")).split()[2]
    'node.example'
    """
    lines = text.removesuffix("\n").split("\n")
    at = parse_instant(lines[3]) if len(lines) == 4 else None
    if at is None or lines[0] != HEADING or not all(lines) or len(lines[1]) > LONGEST_NAME:
        raise BadPackageNote(why=NO_STATEMENT)
    return Statement(lines[1], lines[2], at)


def evidence_in(folder: Path, *, listed: Mapping[str, str]) -> Evidence:
    """What lies beside the descriptor; of what it lists there the bytes are those that it promises."""
    found = {path: _text(folder, path, listed.get(path)) for path in (NOTE, CHECKPOINT, CONSISTENCY)}
    return Evidence(found[NOTE], found[CHECKPOINT], found[CONSISTENCY])


def refuse_other(evidence: Evidence, *, digest: str) -> None:
    """A note that vouches for another descriptor vouches for nothing here, whoever signed it."""
    if evidence.note is None:
        return
    _, statement = evidence.signed
    if statement.digest != digest:
        raise NoteOfAnother(name=statement.name)


def _text(folder: Path, path: str, promised: str | None) -> str | None:
    place = folder / path
    if not place.is_file():
        if promised is not None:
            raise refusals.ResourceMissing(path=path)
        return None
    if not place.resolve().is_relative_to(folder.resolve()):
        raise refusals.BadPath(path=path)
    with place.open("rb") as file:
        content = file.read(LARGEST + 1)
    if promised is not None and "sha256:" + sha256(content).hexdigest() != promised:
        raise refusals.HashMismatch(path=path)
    return _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        written = content.decode()
    except UnicodeDecodeError:
        raise BadPackageNote(why=NOT_TEXT) from None
    if len(content) > LARGEST:
        raise BadPackageNote(why=NOT_TEXT)
    return written
