"""A node's logs, and entries asked for by an act."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from apps.progress.making import officer, settled_publication
from baigong.apps.authority.actions import approve
from baigong.apps.authority.actor import operator
from baigong.apps.authority.roles import Role
from baigong.apps.progress.actions import propose_publication
from baigong.apps.progress.models import Publication
from baigong.apps.transparency.actions import tell_key
from baigong.apps.transparency.models import Entry, Witnesses
from baigong.apps.transparency.shards import Logs, logs_here
from baigong.apps.transparency.witnesses import policy_text
from baigong.core.tlog.entries import KeyTold
from baigong.core.tlog.policy import policy_of
from baigong.ground.log.auditing import Audited, audit
from baigong.ground.log.earlier import earlier_states
from baigong.ground.log.judging import Rules
from baigong.ground.log.keys import made
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import source_of

AT = datetime(2026, 7, 1, 1, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight in China
OPERATOR = operator("test")


def asked(name: str, at: datetime = AT) -> Entry:
    """An entry in the outbox, by the act that tells a key."""
    public = sha256(name.encode()).digest()
    tell_key(KeyTold(name.encode(), "ed25519", public, date(2026, 1, 1), None), by=OPERATOR, at=at)
    return Entry.objects.get(key=f"key/{name}/")


def many_asked(count: int, at: datetime = AT) -> list[Entry]:
    return [asked(f"key-{number}", at) for number in range(count)]


def places() -> dict[str, tuple[int | None, int | None]]:
    return {row.key.split("/")[1]: (row.shard, row.number) for row in Entry.objects.order_by("id")}


def logs() -> Logs:
    return logs_here()


def audited(year: int, folder: Any, earlier: Sequence[Any] = ()) -> Audited:
    """By somebody else, who has the policy and the served files only, and the states of earlier years' monitors."""
    with earlier_states([one / "monitor" for one in earlier]) as before, monitoring(folder / "monitor") as monitor:
        told = policy_of(policy_text(logs()).encode())
        return audit(source_of(str(logs().folder(year))), told, monitor, Rules(3), before)


def witnessed_by(url: str, quorum: str = "centre", seed: bytes = b"w" * 32) -> Any:
    """The node has one witness, at an address; its key comes back."""
    key = made("centre.example", seed)
    lines = f"witness centre {key.key} {url}\nquorum {quorum}\n"
    Witnesses.objects.create(lines=lines, region="00", named_at=AT, line=0)
    return key


def published() -> Publication:
    """A reading that three people published."""
    first, *others = (officer(f"{role}00", role, "00") for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))
    publication = settled_publication()
    proposal = propose_publication(publication, by=first, at=AT)
    for other in others:
        approve(proposal, by=other, at=AT)
    return publication
