"""How a line is written as bytes and lines are chained: enough for anybody to check a journal that was printed."""

import json
from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

from baigong.apps.journal.models import Line

BEGINNING = bytes(32)


def digest_over(lines: Iterable[Line], previous: bytes) -> bytes:
    """SHA-256 over the digest before and each line's own digest, in order."""
    whole = sha256(previous)
    for line in lines:
        whole.update(sha256(written(line)).digest())
    return whole.digest()


def written(line: Line) -> bytes:
    """The line as JSON with sorted keys, instants in UTC."""
    told = {
        "id": line.id,
        "act": line.act,
        "subject": line.subject,
        "actor": line.actor,
        "office": line.office,
        "region": line.region,
        "at": line.at.astimezone(UTC).isoformat(),
        "facts": line.facts,
        "before": line.before,
        "after": line.after,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
