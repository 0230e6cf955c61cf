"""Whether the public log has a certificate: by the proof or the path that it brings, or by the log's own entries."""

from dataclasses import dataclass
from datetime import datetime

from baigong.core.credentials.paths import stands_in
from baigong.core.credentials.publication import body_of, entry_by, entry_on, session_of
from baigong.core.periods import day_at
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.entries import LONGEST_KEY, LONGEST_NAME, Issued, Recorded, Revoked, Voided, entry_of
from baigong.core.tlog.proofs import FIRST, BadProof, NotWitnessed, Proof, met_at, proof_of, proven
from baigong.core.tlog.tiles import WIDTH
from baigong.core.verifying.answers import Check
from baigong.core.verifying.forms import Shown
from baigong.core.verifying.trust import LogLookup, Trust

BY_PROOF = msgid("The proof that came with it shows its entry %(index)s in the log.")
BY_PATH = msgid("The path that it carries leads to its entry %(index)s in the log.")
BY_SEARCH = msgid("Its entry %(index)s was found in the log.")
BAD_PROOF = msgid("The proof that came with it does not hold: %(why)s")
FORKED = msgid(
    "The proof that came with it is of another tree than the log at hand: the log has forked. "
    "Keep both, and tell the log's witnesses."
)
OTHER_ENTRY = msgid("The entry in the log says something else than the certificate.")
BAD_PATH = msgid("The path that it carries does not lead into the log.")
TOO_LONG = msgid(
    "No log takes it: the name of its key or of its body is longer than the %(most)s characters that an entry allows."
)
NOT_FOUND = msgid("The whole log was searched, and does not have it.")
NO_EVIDENCE = msgid("it brings no proof that it is in the log, and the log's entries are not at hand")
NEWER = msgid("it is newer than the copy of the log that is at hand, which ends on %(day)s")
NEWER_PATH = msgid("its entry is newer than the copy of the log that is at hand")
RECORDED = msgid("Enough witnesses had seen by %(at)s that it is on record; nobody witnessed when it was issued.")
SEEN = msgid("Enough witnesses had seen it by %(at)s.")
BACKDATED = msgid("Witnesses saw it first on %(seen)s, more than %(days)s days after the day that it names.")
NO_WITNESS = msgid("too few of the witnesses that you trust have seen it in the log")
NOT_ASKED = msgid("Your policy asks for no witness.")
UNLOGGED = msgid("It was not found in the log, so no witness can have seen it.")


@dataclass(frozen=True, slots=True)
class Logged:
    """`why`: why nothing can be told."""

    log: Check
    witness: Check
    entry: Issued | None = None
    seen: datetime | None = None
    is_backdated: bool = False
    why: Fault | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """Where an entry was found, by what, and when enough witnesses had seen it; in the log of which year, if known."""

    year: int | None
    index: int
    entry: Issued
    by: str
    seen: datetime | None


def logged(shown: Shown, trust: Trust, proof: bytes | None) -> Logged:
    """What it brings must hold; only what brings nothing is searched."""
    if _is_too_long(shown):
        return _denied(Fault("verify.too_long_for_log", TOO_LONG, {"most": LONGEST_KEY}))
    if proof is not None:
        return _by_proof(shown, trust, proof)
    lookup = trust.logs.get(shown.issued_on.year)
    if shown.path is not None and (lookup is not None or trust.is_keeper(shown.issuer)):
        return _by_path(shown, trust, lookup)
    return _by_search(shown, trust, lookup)


def endings(shown: Shown, trust: Trust, entry: Issued | None) -> list[Revoked | Voided]:
    """An ending may stand in the log of a later year."""
    forms = {*shown.forms, *(entry.forms if entry else ())}
    return [one for lookup in trust.logs.values() for one in lookup.endings(forms)]


def _by_proof(shown: Shown, trust: Trust, content: bytes) -> Logged:
    try:
        proof = proof_of(content)
        if str(proof).encode() != content:  # base64 can be written in more ways than one
            raise BadProof(first=FIRST)
        entry = entry_of(proof.extra)
        try:
            proven(proof, proof.extra, trust.policy)
            seen = met_at(proof.checkpoint, trust.policy)
        except NotWitnessed:  # it holds the entry; that is asked before
            seen = None
    except Refusal as refusal:
        return _denied(Fault("verify.bad_proof", BAD_PROOF, {"why": refusal.fault}))
    if not isinstance(entry, Issued) or not _is_of(entry, shown, trust):
        return _denied(Fault("verify.other_entry", OTHER_ENTRY))
    if _is_forked(proof, trust):
        return _denied(Fault("verify.forked", FORKED))
    sooner = _seen_sooner(proof, trust) if seen else None
    return _found(_At(_year(proof, trust), proof.index, entry, BY_PROOF, sooner or seen), shown, trust)


def _year(proof: Proof, trust: Trust) -> int | None:
    """A proof names its log by its origin; of a log that the pack does not have the year is not known."""
    origin = checkpoint_of(proof.checkpoint.text).origin
    return next((year for year, lookup in trust.logs.items() if lookup.origin == origin), None)


def _year_of(log: LogLookup, trust: Trust) -> int:
    return next(year for year, lookup in trust.logs.items() if lookup is log)


def _is_forked(proof: Proof, trust: Trust) -> bool:
    """Whether the log that is at hand never was what the proof's checkpoint says."""
    told = checkpoint_of(proof.checkpoint.text)
    logs = [lookup for lookup in trust.logs.values() if lookup.origin == told.origin]
    return any(lookup.agrees(told.size, told.root) is False for lookup in logs)


def _seen_sooner(proof: Proof, trust: Trust) -> datetime | None:
    """A proof may be of a late checkpoint; the log at hand may have an earlier one that covers the entry."""
    origin = checkpoint_of(proof.checkpoint.text).origin
    times = [lookup.seen(proof.index) for lookup in trust.logs.values() if lookup.origin == origin]
    return min((at for at in (met_at(proof.checkpoint, trust.policy), *times) if at), default=None)


def _by_path(shown: Shown, trust: Trust, lookup: LogLookup | None) -> Logged:
    """A path does not say of which log it is; the node that it leads to stands in one."""
    path, certificate = shown.path, shown.certificate
    assert path is not None and certificate is not None  # only a printed form has a path, and it shows everything
    is_record = trust.is_keeper(shown.issuer)
    entry = entry_on(path, certificate, kid=shown.kid, is_record=is_record)
    for one in _in_turn(trust, lookup):
        if stands_in(path, entry, size=one.size, node=one.node):
            told = entry_by(certificate, kid=shown.kid, token=path.token, is_record=is_record)
            return _found(_At(_year_of(one, trust), path.index, told, BY_PATH, one.seen(path.index)), shown, trust)
    # A path goes to the root of a full tile; one that is not full yet in this copy says nothing.
    if any(_may_grow_to(one, path.index) for one in _near(shown, trust, lookup)):
        return _unknown(Fault("verify.newer_path", NEWER_PATH))
    return _denied(Fault("verify.bad_path", BAD_PATH))


def _by_search(shown: Shown, trust: Trust, lookup: LogLookup | None) -> Logged:
    """A certificate that was slipped in late stands in the log of another year than it names."""
    for one in _in_turn(trust, lookup):
        found = next((found for form in shown.forms if (found := one.found(form))), None)
        if found and not _is_of(found.entry, shown, trust):
            return _denied(Fault("verify.other_entry", OTHER_ENTRY))
        if found:
            at = _At(_year_of(one, trust), found.index, found.entry, BY_SEARCH, one.seen(found.index))
            return _found(at, shown, trust)
    if any(one is None or not one.is_whole for one in _near(shown, trust, lookup)):
        return _unknown(Fault("verify.no_evidence", NO_EVIDENCE))
    assert lookup is not None  # it is the first of those that are near
    last = day_at(lookup.last_seen or trust.made_at)
    if not lookup.is_final and shown.issued_on >= last:
        return _unknown(Fault("verify.newer", NEWER, {"day": last.isoformat()}))
    return _denied(Fault("verify.not_found", NOT_FOUND))


def _in_turn(trust: Trust, lookup: LogLookup | None) -> list[LogLookup]:
    """The log of its own year first."""
    return sorted(trust.logs.values(), key=lambda each: each is not lookup)


def _near(shown: Shown, trust: Trust, lookup: LogLookup | None) -> list[LogLookup | None]:
    """The logs in which an honest entry can stand: of its year, and where the year ended meanwhile, of the next."""
    left, after = shown.issued_on.replace(month=12, day=31) - shown.issued_on, shown.issued_on.year + 1
    may_cross = after in trust.logs or (lookup is not None and lookup.is_final)
    return [lookup, trust.logs.get(after)] if left.days < trust.backdating_days and may_cross else [lookup]


def _may_grow_to(log: LogLookup | None, index: int) -> bool:
    return log is None or (not log.is_final and index // WIDTH >= log.size // WIDTH)


def _is_too_long(shown: Shown) -> bool:
    """For an entry: the log cannot have it, whatever else is true of it."""
    credit_code = shown.known.get("credit_code")
    body = body_of(str(credit_code) if credit_code else None, shown.issuer)
    return len(shown.kid.encode()) > LONGEST_KEY or len(body) > LONGEST_NAME


def _is_of(entry: Issued, shown: Shown, trust: Trust) -> bool:
    """One of its forms is the one shown, and it tells of the same body, day, key and, if it is shown, session.

    What is on record only stands in the log as that, and nothing else does.
    """
    credit_code = shown.known.get("credit_code")
    body = body_of(str(credit_code) if credit_code else None, shown.issuer)
    session = shown.known.get("session")
    is_all_shown = shown.certificate is not None or session is not None
    return (
        isinstance(entry, Recorded) == trust.is_keeper(shown.issuer)
        and not {*shown.forms}.isdisjoint(entry.forms)
        and (entry.body, entry.day, entry.key) == (body, shown.issued_on, shown.kid.encode())
        and (not is_all_shown or entry.session == session_of(body, str(session) if session else None))
    )


def _found(at: _At, shown: Shown, trust: Trust) -> Logged:
    log = Check("log", True, Fault("verify.logged", at.by, {"index": f"{at.index:,}", "year": at.year}))
    if not trust.policy.quorum:
        return Logged(log, Check("witness", None, Fault("verify.no_quorum", NOT_ASKED)), at.entry)
    if at.seen is None:
        why = Fault("verify.no_witness", NO_WITNESS)
        return Logged(log, Check("witness", None, why), at.entry, why=why)
    seen = day_at(at.seen)
    if trust.is_keeper(shown.issuer):
        # Older than the log: the witnesses say since when it is on record, not when it was issued.
        on_record = Check("witness", True, Fault("verify.recorded", RECORDED, {"at": seen.isoformat()}))
        return Logged(log, on_record, at.entry, at.seen)
    if (seen - shown.issued_on).days > trust.backdating_days:
        facts = {"seen": seen.isoformat(), "days": trust.backdating_days}
        late = Check("witness", False, Fault("verify.seen_late", BACKDATED, facts))
        return Logged(log, late, at.entry, at.seen, is_backdated=True)
    return Logged(log, Check("witness", True, Fault("verify.seen", SEEN, {"at": seen.isoformat()})), at.entry, at.seen)


def _denied(why: Fault) -> Logged:
    return Logged(Check("log", False, why), Check("witness", None, Fault("verify.unlogged", UNLOGGED)))


def _unknown(why: Fault) -> Logged:
    return Logged(Check("log", None, why), Check("witness", None, Fault("verify.unlogged", UNLOGGED)), why=why)
