"""Evidence that comes too often for a line each (sign-ins): kept by itself, sealed by a line over each batch."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from baigong.apps.journal.models import Evidence, Line

SEALED = "journal.seal_evidence"
KINDS = frozenset({"signed_in", "sign_in_failed", "signed_out"})
AT_ONCE = 10_000


def keep_evidence(kind: str, *, actor: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """Never what somebody typed: a name in the wrong field may be a password."""
    if kind not in KINDS:
        raise ValueError(kind)
    Evidence.objects.create(kind=kind, actor=actor, at=at, facts=dict(facts or {}))


def batch_evidence(*, at: datetime) -> None:
    """One journal line over all that came since; to be called under the sealer's lock."""
    rows = list(Evidence.objects.filter(batch=None).order_by("id")[:AT_ONCE])
    if not rows:
        return
    told = {"count": len(rows), "first": rows[0].pk, "last": rows[-1].pk, "digest": digest_of(rows)}
    line = Line.objects.create(act=SEALED, subject="journal.evidence", actor="sealer", at=at, facts=told)
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(batch=line.pk)


def broken_batches() -> list[int]:
    """Lines whose evidence is not what it was. Evidence that has been erased whole by rule is not called broken."""
    lines = list(Line.objects.filter(act=SEALED).order_by("id"))
    strange = set(Evidence.objects.exclude(batch=None).values_list("batch", flat=True)) - {line.pk for line in lines}
    return sorted(strange | {line.pk for line in lines if not _holds(line)})


def _holds(line: Line) -> bool:
    rows = list(Evidence.objects.filter(batch=line.pk).order_by("id"))
    return not rows or (len(rows) == line.facts["count"] and digest_of(rows) == line.facts["digest"])


def digest_of(rows: Iterable[Evidence]) -> str:
    whole = sha256()
    for row in rows:
        told = [row.pk, row.kind, row.actor, row.at.astimezone(UTC).isoformat(), row.facts]
        whole.update(sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).digest())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class SignIn:
    kind: str
    at: datetime
    address: str
    program: str


def sign_ins_of(account: int, *, limit: int = 10) -> list[SignIn]:
    """The last of an account's own, for her to look at; newest first."""
    rows = Evidence.objects.filter(actor=f"account/{account}").order_by("-id")[:limit]
    return [SignIn(row.kind, row.at, row.facts.get("address", ""), row.facts.get("program", "")) for row in rows]
