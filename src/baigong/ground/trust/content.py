"""What goes into a trust pack, as whoever publishes it hands it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from baigong.core.tlog.checkpoints import Checkpoint

MANIFEST, NOTE, POLICY, BODIES = "trust.json", "trust.note", "policy.txt", "bodies.txt"
FIRST = "baigong trust pack"


@dataclass(frozen=True, slots=True)
class PackKey:
    """`until` None: it still signs."""

    kid: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIssuer:
    """`document` is the DID document as it is served; `is_keeper`: it signs what is on record only."""

    did: str
    name: str
    name_en: str
    document: bytes
    keys: Sequence[PackKey]
    is_keeper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLog:
    """`folder` has the log's files as they are served; `is_short`: the pack takes no entries, only what paths lead to.

    `final` is the last checkpoint of a year that has ended.
    """

    origin: str
    year: int
    folder: Path
    is_short: bool = False
    final: Checkpoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """`status`: each signed list by its address."""

    name: str
    version: int
    made_at: datetime
    is_synthetic: bool
    issuers: Sequence[PackIssuer]
    status: Mapping[str, bytes]
    logs: Sequence[PackLog]
    policy: bytes
    bodies: Sequence[str]
    status_days: int = 7
    backdating_days: int = 3


def note_text(name: str, version: int, digest: str) -> str:
    """What the publisher signs; `digest` is the base64 of the SHA-256 of trust.json."""
    return f"{FIRST}\n{name}\n{version}\n{digest}\n"
