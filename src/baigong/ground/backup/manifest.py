"""What a backup says of itself: which node, as of when, how many rows, and the digest of every part."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

FORMAT = 1


class NoBackup(Refusal):
    code = "backup.no_backup"
    sentence = msgid("“%(name)s” is no backup of baigong, or it is damaged; name another file.")


@dataclass(frozen=True)
class Part:
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """`id` is random and binds the parts to this backup; `head` is the journal's last seal, in hexadecimal digits."""

    id: str
    version: str
    created: str
    region: str
    key: int
    index: str
    seals: int
    head: str
    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    parts: Mapping[str, Part] = field(default_factory=dict)

    def written(self) -> str:
        return json.dumps({"baigong": "backup", "format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def read_manifest(text: str, *, name: str) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(text)
        if (told.pop("baigong"), told.pop("format")) != ("backup", FORMAT):
            raise ValueError
        parts = {part: Part(**cells) for part, cells in told.pop("parts").items()}
        return Manifest(**{**told, "migrations": tuple(told["migrations"])}, parts=parts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoBackup(name=name) from None
