"""Keys that are named on the command line, and whose package it was found to be."""

from collections.abc import Sequence
from pathlib import Path

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.tlog.notes import Key, key_of
from baigong.faces.cli.command import Reader
from baigong.faces.words import both
from baigong.ground.lake.read.signature import Signature

BY_KNOWN = msgid("Signed by “%(signer)s” at %(at)s, by a key that is known here.")
WITH_LOG = msgid(
    "Signed by “%(signer)s” at %(at)s, by a key that is known here; its log had %(size)s entries and only grew."
)
BY_UNKNOWN = msgid(
    "Signed by “%(signer)s” at %(at)s, whose key is not known here: nobody can tell yet whether it is really theirs."
)
NO_KEY = msgid(
    "No key of this sender's log of %(year)s is named here; without it, packages that bring that log are refused. "
    "Have the sender's keys named again, with that key among them."
)


def keys_named(words: Sequence[str]) -> tuple[Key, ...]:
    """Each is a key, or a file with one a line; lines that begin with # say something to people."""
    return tuple(key_of(line) for word in words for line in _lines(word))


def _lines(word: str) -> list[str]:
    path = Path(word)
    if "+" in word and not path.is_file():
        return [word]
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return [word]
    # A file without a key asks for nothing, which is not what somebody means who names it.
    return [line for line in map(str.strip, lines) if line and not line.startswith("#")] or [word]


def signature_told(signature: Signature | None) -> dict[str, object] | None:
    if signature is None:
        return None
    log = signature.checkpoint
    return {
        "signer": signature.signer,
        "signed_at": signature.at.isoformat(),
        "known": signature.key is not None,
        "key": signature.key and str(signature.key),
        "log": {"origin": log.origin, "size": log.size} if log else None,
        "year_without_key": signature.year_without_key,
        **both(Fault("package.signed", _sentence(signature), _facts(signature))),
    }


def signature_line(signature: Signature, reader: Reader) -> str:
    line = reader.say(_sentence(signature), **_facts(signature))
    missing = signature.year_without_key
    return f"{line}\n{reader.say(NO_KEY, year=missing)}" if missing else line


def _sentence(signature: Signature) -> str:
    if signature.key is None:
        return BY_UNKNOWN
    return WITH_LOG if signature.checkpoint else BY_KNOWN


def _facts(signature: Signature) -> dict[str, object]:
    log = signature.checkpoint
    size = {"size": f"{log.size:,}"} if log else {}
    return {"signer": signature.signer, "at": signature.at.isoformat(timespec="minutes"), **size}
