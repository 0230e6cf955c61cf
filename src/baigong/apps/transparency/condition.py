"""How far the public log is: for whoever watches over the node."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from baigong.apps.transparency.models import Entry, Halt
from baigong.apps.transparency.shards import Logs
from baigong.apps.transparency.witnesses import policy
from baigong.core.refusal import Fault
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.proofs import witnesses_of

LATE = timedelta(minutes=15)  # an entry that waits longer is a sign that the log does not go on


@dataclass(frozen=True, slots=True)
class ShardShown:
    """A year's log: what is published, what was signed beyond that, which witness saw the checkpoint when."""

    year: int
    origin: str
    key: str
    url: str
    published: int
    signed: int
    witnessed: Mapping[str, datetime]
    checkpoint_at: datetime | None
    is_final: bool
    fault: Fault | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class LogCondition:
    waiting: int
    waiting_since: datetime | None
    shards: tuple[ShardShown, ...]

    @property
    def checkpoint_at(self) -> datetime | None:
        """When the last checkpoint that is public was made so."""
        return max((one.checkpoint_at for one in self.shards if one.checkpoint_at), default=None)

    def is_well(self, *, at: datetime) -> bool:
        is_late = self.waiting_since is not None and at - self.waiting_since > LATE
        return not is_late and not self.is_halted

    @property
    def is_halted(self) -> bool:
        return any(one.fault for one in self.shards)


def log_condition(logs: Logs) -> LogCondition:
    told = Entry.objects.filter(number=None).aggregate(n=Count("id"), since=Min("asked_at"))
    halts = {halt.year: halt for halt in Halt.objects.all()}
    years = sorted({*logs.years(), *halts}, reverse=True)
    return LogCondition(told["n"], told["since"], tuple(_shown(logs, year, halts.get(year)) for year in years))


def _shown(logs: Logs, year: int, halt: Halt | None) -> ShardShown:
    fault = Fault(halt.code, halt.sentence, halt.facts) if halt else None
    since = halt.since if halt else None
    if year not in logs.years():
        return ShardShown(year, "", "", logs.url(year), 0, 0, {}, None, False, fault, since)
    key, note, signed = logs.public_key(year), logs.published(year), logs.signed(year).read()
    return ShardShown(
        year=year,
        origin=key.name,
        key=str(key),
        url=logs.url(year),
        published=checkpoint_of(note.text).size if note else 0,
        signed=checkpoint_of(signed.text).size if signed else 0,
        witnessed=witnesses_of(note, policy(logs)) if note else {},
        checkpoint_at=logs.published_at(year),
        is_final=logs.final(year) is not None,
        fault=fault,
        since=since,
    )
