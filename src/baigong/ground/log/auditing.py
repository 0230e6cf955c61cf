"""The monitor: what a log says now, held against what it said before, its witnesses, and the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.merkle import root_of
from baigong.core.tlog.notes import Note, note_of
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proofs import NotWitnessed, met_at, opened_by, witnesses_of
from baigong.ground.log.earlier import Earlier
from baigong.ground.log.judging import Finding, Judge, Rules
from baigong.ground.log.monitor import Monitor
from baigong.ground.log.reading import LARGEST_CHECKPOINT, Tree
from baigong.ground.log.source import Read, Unreachable
from baigong.ground.log.witnessed import Forked, note_of_size, sizes_of

MOST_FINDINGS = 10_000


class OtherLog(Refusal):
    code = "log.other_log"
    sentence = msgid("This state was kept of the log %(kept)s, not of %(given)s; give each log a folder of its own.")


class SameLog(Refusal):
    code = "log.same_log"
    sentence = msgid("The state named with --earlier is of %(origin)s itself; name those of the logs of earlier years.")


class Shrunk(Refusal):
    code = "log.shrunk"
    sentence = msgid("The log shows %(size)s entries, but it had signed %(before)s: an old copy, or entries hidden.")


class OtherEnd(Refusal):
    code = "log.other_end"
    sentence = msgid(
        "This log ended with %(size)s entries, as your trust data pin it; it shows another checkpoint of %(shown)s. "
        "Keep both as evidence, and tell the log's owner and its witnesses."
    )


@dataclass
class Audited:
    """`before`: the size of the monitor's own checkpoint; None where this audit pins the first.

    `unjudged`: endings of certificates of earlier logs, of which no state was given.
    """

    origin: str = ""
    before: int | None = None
    size: int = 0
    witnessed: dict[str, datetime] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    unjudged: int = 0
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    is_whole: bool = False  # the tree held, and its checkpoint is the monitor's own from now on

    def add(self, findings: Iterator[Finding]) -> None:
        for finding in findings:
            self.found += 1
            if len(self.findings) < MOST_FINDINGS:
                self.findings.append(finding)


def audit(read: Read, policy: Policy, monitor: Monitor, rules: Rules, earlier: Earlier | None = None) -> Audited:
    """Where the tree itself does not hold, that is the finding, and the monitor's checkpoint stays what it was."""
    audited, content = Audited(), read("checkpoint", LARGEST_CHECKPOINT)
    try:
        _audit(read, note_of(content), policy, Judge(rules, monitor, earlier or Earlier()), audited)
    except (Unreachable, OtherLog, SameLog):
        raise
    except Refusal as refusal:
        monitor.forget()
        audited.add(iter([Finding(None, refusal.fault)]))
    return audited


def _audit(read: Read, note: Note, policy: Policy, judge: Judge, audited: Audited) -> None:
    checkpoint, pinned = opened_by(note, policy), judge.monitor.pinned()
    audited.origin, audited.size = checkpoint.origin, checkpoint.size
    audited.before = pinned.size if pinned else None
    audited.witnessed = witnesses_of(note, policy)
    if not policy.is_met_by(audited.witnessed):
        raise NotWitnessed
    if checkpoint.origin in judge.earlier.origins:
        raise SameLog(origin=checkpoint.origin)
    _refuse_unless_final(checkpoint, judge.rules.ends.get(checkpoint.origin))
    tree = Tree(read, checkpoint)
    if pinned:
        _refuse_unless_grown(pinned, checkpoint, tree)
    start = pinned.size if pinned else 0
    seen = _seen(read, policy, tree, start)
    if (pinned or seen) and (seen_now := met_at(note, policy)):
        seen.append((checkpoint.size, day_at(seen_now)))
    _judge(judge, tree, start, seen, audited)
    audited.entries, audited.undated, audited.unjudged = judge.entries, judge.undated, judge.unjudged
    judge.monitor.pin(checkpoint)
    audited.is_whole = True


def _refuse_unless_final(checkpoint: Checkpoint, end: tuple[int, bytes] | None) -> None:
    if end and end != (checkpoint.size, checkpoint.root):
        raise OtherEnd(size=end[0], shown=checkpoint.size)


def _refuse_unless_grown(pinned: Checkpoint, checkpoint: Checkpoint, tree: Tree) -> None:
    if pinned.origin != checkpoint.origin:
        raise OtherLog(kept=pinned.origin, given=checkpoint.origin)
    if checkpoint.size < pinned.size:
        raise Shrunk(size=checkpoint.size, before=pinned.size)
    if root_of(pinned.size, tree.node) != pinned.root:
        raise Forked(size=pinned.size)


def _judge(judge: Judge, tree: Tree, start: int, seen: list[tuple[int, date]], audited: Audited) -> None:
    for first, entries in tree.bundles(start):
        at, new = max(start, first), entries[max(0, start - first) :]
        for covered, day in [*(one for one in seen if one[0] > at), (tree.size, None)]:
            audited.add(judge.judged(at, new[: covered - at], day))
            at, new = min(covered, at + len(new)), new[covered - at :]
            if not new:
                break
    audited.add(judge.ended())


def _seen(read: Read, policy: Policy, tree: Tree, start: int) -> list[tuple[int, date]]:
    """The published checkpoints that enough witnesses saw. One that the tree does not begin with proves a fork."""
    seen = ((size, met_at(note_of_size(read, policy, tree, size), policy)) for size in _new(read, tree, start))
    return [(size, day_at(at)) for size, at in seen if at]


def _new(read: Read, tree: Tree, start: int) -> list[int]:
    return [size for size in sizes_of(read) if start < size <= tree.size]
