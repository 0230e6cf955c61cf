"""The sequencer: takes what waits in the outbox, in order, into the year's log; signs, has it witnessed, publishes it.

Killed anywhere, it resumes: each entry has its place by its key, and nothing is signed that was not read back. What a
year's log cannot do is noted for people, and keeps the other years from nothing.
"""

import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from baigong.apps.transparency.models import Halt
from baigong.apps.transparency.outbox import last_known, place_entries, put_off, waiting, years_waiting
from baigong.apps.transparency.refusals import IndexDamaged, LogBehind, StoreMissing
from baigong.apps.transparency.retelling import keys_again, sessions_again
from baigong.apps.transparency.shards import Logs, item_of
from baigong.apps.transparency.witnesses import cosigned, policy
from baigong.core.periods import day_at
from baigong.core.refusal import Fault, Refusal
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.notes import Note
from baigong.core.tlog.proofs import witnesses_of
from baigong.ground.log.appending import Appender, appending
from baigong.ground.log.index import opened_index
from baigong.ground.log.sealing import seal
from baigong.ground.log.signing import sign
from baigong.ground.log.store import publish

AT_ONCE = 20_000
logger = logging.getLogger("baigong.transparency")


@dataclass(frozen=True, slots=True)
class Sequenced:
    """What a run did with a year's log. `fault`: why it did not go on; `is_public`: whether enough witnesses saw it."""

    year: int
    added: int = 0
    filled: int = 0
    size: int = 0
    is_public: bool = False
    fault: Fault | None = None


def sequence(logs: Logs, *, at: datetime, is_sealing: bool = False) -> list[Sequenced]:
    """Every year's log that has anything to do; a year that is over is sealed and ended."""
    now = day_at(at).year
    ended = {year for year in logs.years() if logs.final(year)}
    for year in sorted(ended):
        _pass_on(logs, year, now)
    years = sorted({*years_waiting(), *logs.years()} - ended)
    return [_sequenced(logs, year, at, is_sealing or year < now) for year in years]


def _pass_on(logs: Logs, year: int, now: int) -> None:
    """What was asked for in a year that has ended stands there already, or goes into the log of today."""
    while rows := waiting(year, AT_ONCE):
        with opened_index(logs.place(year).index) as index:
            places = index.places({item_of(row).key for row in rows})
        known = [row for row in rows if item_of(row).key in places]
        place_entries(known, year, [places[item_of(row).key] for row in known])
        put_off([row for row in rows if item_of(row).key not in places], max(now, year + 1))


def _sequenced(logs: Logs, year: int, at: datetime, is_sealing: bool) -> Sequenced:
    try:
        done = _run(logs, year, at, is_sealing)
    except Refusal as refusal:
        return _halted(year, refusal, at)
    except sqlite3.DatabaseError:
        return _halted(year, IndexDamaged(year=year), at)
    Halt.objects.filter(year=year).delete()
    return done


def _run(logs: Logs, year: int, at: datetime, is_sealing: bool) -> Sequenced:
    logs.begin(year)
    if not logs.is_kept(year):
        raise StoreMissing(year=year)
    private = logs.signer(year)
    with appending(logs.place(year)) as appender:
        if logs.final(year):  # by another process, while this one waited
            return Sequenced(year, size=appender.edge.size, is_public=True)
        _refuse_if_behind(year, appender.edge.size)
        added = _take(appender, year)
        filled = seal(appender) if is_sealing else 0
        if not appender.edge.size:
            return Sequenced(year)
        note = sign(appender, private)
    # Witnesses are asked once others may append again: whoever is slow to answer keeps no entry out of the log.
    is_public = _published(logs, year, note, at)
    if is_public and year < day_at(at).year:
        _end(logs, year, note)
    return Sequenced(year, added, filled, checkpoint_of(note.text).size, is_public)


def _end(logs: Logs, year: int, note: Note) -> None:
    """Unless something came into it meanwhile, or waits to: then the next run ends it."""
    last = checkpoint_of(note.text)
    with appending(logs.place(year)) as appender:
        if appender.edge.size == last.size and not waiting(year, 1):
            logs.end(year, last)


def _refuse_if_behind(year: int, size: int) -> None:
    """Records that are newer than the log: an older copy of its folder and its index was brought back, or none."""
    known = last_known(year)
    if known is not None and known >= size:
        raise LogBehind(year=year, known=known + 1, size=size)


def _take(appender: Appender, year: int) -> int:
    taken = 0
    if not appender.edge.size:
        appender.append(keys_again(year))
    while rows := waiting(year, AT_ONCE):
        appender.append(sessions_again(rows, year))
        place_entries(rows, year, appender.append([item_of(row) for row in rows]))
        taken += len(rows)
    return taken


def _published(logs: Logs, year: int, note: Note, at: datetime) -> bool:
    """Only what enough witnesses have seen, as soon as they have: what everybody reads can be relied upon.

    Until then the last one stands. Lines that come after the quorum's are added to it.
    """
    told, size = policy(logs), checkpoint_of(note.text).size
    old = logs.published(year)
    if old and checkpoint_of(old.text).size == size and told.is_met_by(witnesses_of(old, told)):
        return True
    is_public = False
    for new in cosigned(note, logs, year, at=at):
        if told.is_met_by(witnesses_of(new, told)):
            is_public = True
            with logs.publishing(year):
                publish(logs.folder(year), new)
    return is_public


def _halted(year: int, refusal: Refusal, at: datetime) -> Sequenced:
    """Seen by who runs the node, until a run succeeds; `since` stays that of the first that did not."""
    fault = refusal.fault
    told = {"code": fault.code, "sentence": fault.sentence, "facts": {name: str(v) for name, v in fault.facts.items()}}
    Halt.objects.update_or_create(year=year, defaults=told, create_defaults={**told, "year": year, "since": at})
    logger.error("The public log does not go on.", extra={"code": fault.code})
    return Sequenced(year, fault=fault)
