"""Whether a package is its sender's: the note's signature by a key that is known, and a log that only grew."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint, checkpoint_of, opened
from baigong.core.tlog.notes import Key, NotSigned, note_of, verified
from baigong.core.tlog.proving import is_consistent
from baigong.core.tlog.witnessing import Submission, submission_of
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.files.signed import Evidence
from baigong.ground.lake.read.log_years import year_without_key


class Unsigned(Refusal):
    code = "package.unsigned"
    sentence = msgid(
        "“%(name)s” is not signed, but packages of its sender are: its note was removed, or it is not the sender's. "
        "Ask the sender for the package with its file datapackage.json.note."
    )


class NotItsSignature(Refusal):
    code = "package.signature"
    sentence = msgid(
        "The signature of “%(signer)s” under this package does not hold by the key that is known here; do not use it. "
        "Ask the sender for the package again, and whether its key is another now."
    )


class SignerNotTaken(Refusal):
    code = "package.signer_not_taken"
    sentence = msgid(
        "“%(signer)s” signed this package, but only packages that a known key signed are taken here; name its key "
        "first, or ask the sender which key it signs with."
    )


class BadLogCheckpoint(Refusal):
    code = "package.checkpoint"
    sentence = msgid(
        "The checkpoint in this package is not signed by the log of its sender that is known here; ask the sender for "
        "the package again, and which key its log has."
    )


class LogKeyMissing(Refusal):
    code = "package.log_key_missing"
    sentence = msgid(
        "The package brings a checkpoint of the log “%(origin)s”, whose key is not named here; each year's log has its "
        "own. Ask the sender for that key, and have it named with the partner's others."
    )


class CheckpointMissing(Refusal):
    code = "package.checkpoint_missing"
    sentence = msgid(
        "The package before this one brought a checkpoint of its sender's log, of %(size)s entries; this one brings "
        "none. Ask the sender for it with its folder “log”."
    )


class LogShrank(Refusal):
    code = "package.log_shrank"
    sentence = msgid(
        "The log of the sender has %(size)s entries by this package, and had %(kept)s by the one before: a log never "
        "shrinks. An older package was sent again, or the log was replaced; ask the sender."
    )


class LogForked(Refusal):
    code = "package.log_forked"
    sentence = msgid(
        "The log of the sender is not the one that it showed with the package before: what it said at %(kept)s entries "
        "was changed. Take nothing from it until the sender has explained this."
    )


class LogUnproven(Refusal):
    code = "package.log_unproven"
    sentence = msgid(
        "Nothing in this package proves that the sender's log grew from the %(kept)s entries known here, and the log "
        "itself could not be asked. Load the packages in between in their order; or ask the sender for what changed "
        "since the last one that was loaded here (export --since), which brings the proof; or name the address of its "
        "log with the partner's keys, where the proof is then fetched, and load this package again."
    )


# Whether the sender's own log shows that it grew from the first to the second; it raises LogForked if it did not.
Grown = Callable[[Checkpoint, Checkpoint], bool]


def unasked(kept: Checkpoint, new: Checkpoint) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Sender:
    """A key that packages are known to be signed by, and those of its logs, of which each year has its own."""

    key: Key
    logs: tuple[Key, ...] = ()


def senders_of(keys: Sequence[Key], evidence: Evidence) -> list[Sender]:
    """Of keys that somebody names, the log's is the one that bears the name of the checkpoint's log."""
    origin = (evidence.checkpoint or "").partition("\n")[0]
    logs = tuple(key for key in keys if key.name == origin)
    return [Sender(key, logs) for key in keys]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and with which checkpoint of its log; `key` is None where the signer is not known here.

    `year_without_key`: soon its packages bring a checkpoint of that year's log, and will be refused.
    """

    signer: str
    at: datetime
    key: Key | None = None
    checkpoint: Checkpoint | None = None
    year_without_key: int | None = None


def judged(
    package: Package,
    senders: Iterable[Sender],
    *,
    is_required: bool,
    kept: Sequence[Checkpoint] = (),
    grown: Grown = unasked,
) -> Signature | None:
    """None where it is not signed and need not be. `kept` came with the packages before, the newest first.

    `grown` is asked where the package itself has no proof.
    """
    if package.evidence.note is None:
        if is_required:
            raise Unsigned(name=package.path.name)
        return None
    note, statement = package.evidence.signed
    sender = next((one for one in senders if one.key.name == statement.name), None)
    if sender is None:
        if is_required:
            raise SignerNotTaken(signer=statement.name)
        return Signature(statement.name, statement.at)
    try:
        verified(note, [sender.key])
    except NotSigned:
        raise NotItsSignature(signer=statement.name) from None
    checkpoint = checkpoint_held(package.evidence, sender.logs, kept=kept, grown=grown) if sender.logs else None
    missing = year_without_key(sender.logs, day_at(statement.at))
    return Signature(statement.name, statement.at, sender.key, checkpoint, missing)


def checkpoint_held(
    evidence: Evidence, logs: Sequence[Key], *, kept: Sequence[Checkpoint], grown: Grown = unasked
) -> Checkpoint | None:
    """What the log said, which must have grown from what it said before."""
    if evidence.checkpoint is None:
        if kept:
            raise CheckpointMissing(size=kept[0].size)
        return None
    checkpoint = _opened(evidence.checkpoint, logs)
    before = next((one for one in kept if one.origin == checkpoint.origin), None)
    if before:
        _refuse_ungrown(before, checkpoint, evidence, grown)
    return checkpoint


def _opened(written: str, logs: Sequence[Key]) -> Checkpoint:
    try:
        note = note_of(written.encode())
        origin = checkpoint_of(note.text).origin
        log = next((key for key in logs if key.name == origin), None)
        if log:
            return opened(note, log)
    except Refusal:
        raise BadLogCheckpoint from None
    raise LogKeyMissing(origin=origin)


def _refuse_ungrown(kept: Checkpoint, new: Checkpoint, evidence: Evidence, grown: Grown) -> None:
    if new.size < kept.size:
        raise LogShrank(size=new.size, kept=kept.size)
    if new.size == kept.size and new.root != kept.root:
        raise LogForked(kept=kept.size)
    if new.size == kept.size:
        return
    shown = _shown(evidence)
    if shown is None or shown.old != kept.size or checkpoint_of(shown.note.text) != new:
        if grown(kept, new):
            return
        raise LogUnproven(kept=kept.size)
    sizes = {"old": kept.size, "new": new.size}
    if not is_consistent(**sizes, old_root=kept.root, new_root=new.root, proof=shown.proof):
        raise LogForked(kept=kept.size)


def _shown(evidence: Evidence) -> Submission | None:
    if evidence.consistency is None:
        return None
    try:
        return submission_of(evidence.consistency.encode())
    except Refusal:
        return None
