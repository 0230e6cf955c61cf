"""Entries of the log in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from baigong.core.text import msgid
from baigong.core.tlog import entries
from baigong.faces.web.words import said

KINDS: dict[int, str] = {
    entries.Opened.kind: msgid("Session opened"),
    entries.Sealed.kind: msgid("Marks sealed"),
    entries.Issued.kind: msgid("Certificate issued"),
    entries.Revoked.kind: msgid("Certificate revoked"),
    entries.Voided.kind: msgid("Certificate voided"),
    entries.KeyTold.kind: msgid("Key published"),
    entries.Published.kind: msgid("Reading published"),
    entries.Filler.kind: msgid("Filling"),
    entries.Recorded.kind: msgid("Certificate on record"),
}
FIELDS: dict[str, str] = {
    "session": msgid("Session (commitment)"),
    "body": msgid("Body"),
    "day": msgid("Day"),
    "seats": msgid("Seats"),
    "marks": msgid("Marks (commitment)"),
    "key": msgid("Signing key"),
    "forms": msgid("Forms (commitments)"),
    "form": msgid("Form (commitment)"),
    "suite": msgid("Suite"),
    "public": msgid("Public key"),
    "since": msgid("In force from"),
    "until": msgid("In force until"),
    "reading": msgid("SHA-256 of what was published"),
}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    values: tuple[str, ...]


def kind_of(entry: entries.Entry) -> str:
    return said(KINDS[entry.kind])


def fields_of(entry: entries.Entry) -> Iterator[Field]:
    for name in entry.__dataclass_fields__:
        if name != "kind":
            yield Field(said(FIELDS[name]), _values(name, getattr(entry, name)))


def _values(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(one.hex() for one in value)
    if isinstance(value, bytes):
        return (value.decode("utf-8", "replace") if name == "key" else value.hex(),)
    return ("—" if value is None else str(value),)
