"""How this node signs what leaves it: by its package key, with what its log says now and how it grew since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from baigong.apps.exchange.models import Export
from baigong.apps.transparency.shards import Logs
from baigong.core.tlog.checkpoints import Checkpoint, checkpoint_of, opened
from baigong.core.tlog.notes import Key
from baigong.ground.lake.files.signed import CHECKPOINT, CONSISTENCY
from baigong.ground.lake.read.log_years import AHEAD
from baigong.ground.lake.write.signing import Signing
from baigong.ground.log.signing import submission

PACKAGE_KEY = "package"


@dataclass(frozen=True)
class Said:
    """What the node's log says: its checkpoint, and the files of a package that say so."""

    checkpoint: Checkpoint | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def own_key(logs: Logs) -> Key:
    """The key that this node's packages are signed by, for partners to name; made on first asking."""
    return logs.keys.note_key(PACKAGE_KEY, _name(logs), logs.random).key


def own_log_key(logs: Logs) -> Key | None:
    """Of the log that packages bring a checkpoint of; none while nothing is published."""
    year = _year(logs)
    return logs.public_key(year) if year else None


def next_log_key(logs: Logs, *, on: date) -> Key | None:
    """Of the log of the year that begins soon, so that partners can name it before its first package comes."""
    year = (on + AHEAD).year
    return logs.key_ahead(year) if year > on.year else None


def signing(logs: Logs, said: Said, *, at: datetime) -> Signing:
    return Signing(logs.keys.note_key(PACKAGE_KEY, _name(logs), logs.random), at, said.files)


def log_said(logs: Logs, *, since: Export | None) -> Said:
    """The checkpoint that is public, and the proof that it grew from the one that went with an earlier export."""
    year = _year(logs)
    note = logs.published(year) if year else None
    if year is None or note is None:
        return Said()
    checkpoint, content = opened(note, logs.public_key(year)), {CHECKPOINT: str(note).encode()}
    last = checkpoint_of(since.checkpoint) if since and since.checkpoint else None
    if last and last.origin == checkpoint.origin and 0 < last.size <= checkpoint.size:
        content[CONSISTENCY] = str(submission(logs.folder(year), note, checkpoint, last.size)).encode()
    return Said(checkpoint, content)


def last_of_stream(export: Export) -> Export | None:
    """The export that was made last of the same region and kind."""
    made = Export.objects.filter(state="made", region=export.region, identity=export.identity)
    return made.order_by("-sequence").first()


def _name(logs: Logs) -> str:
    """As the node's logs are named: its address without the scheme."""
    return logs.address.split("://", 1)[-1]


def _year(logs: Logs) -> int | None:
    return next((year for year in reversed(logs.years()) if logs.published_size(year)), None)
