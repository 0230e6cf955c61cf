"""The work of `baigong log status`: how far the node's own log is."""

from datetime import UTC, datetime

import click

from baigong.apps.transparency.condition import LogCondition, ShardShown, log_condition
from baigong.apps.transparency.shards import logs_here
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.words import both

NONE = msgid("This node has no log yet: nothing was asked to be logged.")
WAITING = msgid("%(count)s entries wait in the outbox.")
SINCE = msgid("%(count)s entries wait in the outbox, the oldest since %(since)s.")
YEAR = msgid("%(origin)s: %(published)s entries are public, %(signed)s are signed; the last checkpoint is of %(at)s.")
NOT_PUBLIC = msgid("%(origin)s: %(signed)s entries are signed; none is public yet, for too few witnesses saw them.")
ENDED = msgid("%(origin)s has ended with %(published)s entries.")
SEEN = msgid("Seen by %(witness)s at %(at)s.")
HALTED = msgid("The log of %(year)s does not go on since %(since)s: %(why)s")


def run(reader: Reader) -> int:
    at = datetime.now(UTC)
    told = log_condition(logs_here())
    if reader.wants_json:
        print_json(answer(told, at))
    else:
        click.echo("\n".join(report(told, reader)))
    return 0 if told.is_well(at=at) else 1


def answer(told: LogCondition, at: datetime) -> dict[str, object]:
    return {
        "well": told.is_well(at=at),
        "waiting": told.waiting,
        "waiting_since": _written(told.waiting_since),
        "logs": [_shard(one) for one in told.shards],
    }


def report(told: LogCondition, reader: Reader) -> list[str]:
    lines = [] if told.shards else [reader.say(NONE)]
    for shard in told.shards:
        lines += _lines(shard, reader)
    if told.waiting_since:
        return [*lines, reader.say(SINCE, count=f"{told.waiting:,}", since=_written(told.waiting_since))]
    return [*lines, reader.say(WAITING, count="0")]


def _lines(shard: ShardShown, reader: Reader) -> list[str]:
    counts = {"origin": shard.origin, "published": f"{shard.published:,}", "signed": f"{shard.signed:,}"}
    first = ENDED if shard.is_final else YEAR if shard.checkpoint_at else NOT_PUBLIC
    lines = [reader.say(first, **counts, at=_written(shard.checkpoint_at))] if shard.origin else []
    lines += [reader.say(SEEN, witness=name, at=_written(at)) for name, at in shard.witnessed.items()]
    if shard.fault:
        why = reader.say(shard.fault.sentence, **shard.fault.facts)
        lines.append(reader.say(HALTED, year=shard.year, since=_written(shard.since), why=why))
    return lines


def _shard(shard: ShardShown) -> dict[str, object]:
    return {
        "year": shard.year,
        "origin": shard.origin,
        "key": shard.key,
        "url": shard.url,
        "published": shard.published,
        "signed": shard.signed,
        "witnessed": {name: at.isoformat() for name, at in shard.witnessed.items()},
        "checkpoint_at": _written(shard.checkpoint_at),
        "final": shard.is_final,
        "halted": _halted(shard.fault),
    }


def _halted(fault: Fault | None) -> dict[str, object] | None:
    return {"code": fault.code, **both(fault)} if fault else None


def _written(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
