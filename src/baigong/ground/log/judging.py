"""The rules that a log of certificates must keep, judged from its entries and the witnesses' times alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.tlog.entries import (
    BadEntry,
    Entry,
    Issued,
    KeyTold,
    Opened,
    Recorded,
    Revoked,
    Sealed,
    Voided,
    alike,
    entry_of,
)
from baigong.ground.log.earlier import Earlier
from baigong.ground.log.monitor import PREFIX, Monitor, Session, Term

UNKNOWN_BODY = msgid("The body %(body)s is not on the list of bodies that may issue certificates.")
BACKDATED = msgid(
    "It says that it holds from %(day)s, but witnesses saw it first on %(seen)s, more than %(days)s days later."
)
NO_SESSION = msgid("Its session was never opened in the log before it.")
NOT_SEALED = msgid("It was issued before the marks of its session were sealed.")
OTHER_BODY = msgid("It is issued by the body %(body)s, but its session was opened by %(opener)s.")
TOO_MANY = msgid("It is certificate %(count)s of a session that was opened with %(seats)s seats.")
UNKNOWN_KEY = msgid("It is signed by the key %(key)s, which the log has not told of before it.")
KEY_ENDED = msgid("It holds from %(day)s, but the key %(key)s ended on %(until)s.")
KEY_NOT_YET = msgid("It holds from %(day)s, but the key %(key)s signs only from %(since)s.")
NEVER_TOLD = msgid("It ends a certificate that neither this log before it nor an earlier one has told of.")
ENDED_EARLY = msgid("It ends on %(day)s a certificate that holds only from %(began)s.")
ENDED_TWICE = msgid("The log has ended this certificate already.")
TWICE = msgid("The log has this certificate already.")
OPENED_TWICE = msgid("The log has opened this session already.")
OPENED_OTHERWISE = msgid(
    "An earlier log has opened this session for the body %(body)s with %(seats)s seats; this one says something else."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: the index of the entry; None where it is about the log itself."""

    place: int | None
    fault: Fault


@dataclass(frozen=True)
class Rules:
    """`bodies`: which may issue; None: any. `days`: how much earlier than its witnesses an entry may date itself.

    `ends`: by their origins the logs that have ended, each with the size and the root of its last checkpoint.
    """

    days: int
    bodies: frozenset[str] | None = None
    ends: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)


@dataclass
class Judge:
    """`unjudged`: endings of certificates of earlier logs, while no state of these is at hand."""

    rules: Rules
    monitor: Monitor
    earlier: Earlier = field(default_factory=Earlier)
    undated: int = 0
    unjudged: int = 0
    entries: dict[str, int] = field(default_factory=dict)

    def judged(self, start: int, contents: Sequence[bytes], seen: date | None) -> Iterator[Finding]:
        """`seen`: on which day witnesses saw them first; None: nobody can tell any more."""
        number = 0
        while number < len(contents):
            try:
                entry = entry_of(contents[number])
            except BadEntry as refusal:
                yield Finding(start + number, refusal.fault)
                number += 1
                continue
            if isinstance(entry, Issued):
                forms = alike(contents[number], entry).leading(islice(contents, number, None))
                length = len(forms) // len(entry.forms)
                yield from self._issued(range(start + number, start + number + length), entry, forms, seen)
                number += length
            else:
                self._count(type(entry).__name__, 1)
                for fault in self._other(entry, seen):
                    yield Finding(start + number, fault)
                number += 1
        for place in self.monitor.told_earlier():
            yield Finding(place, Fault("log.twice", TWICE))

    def ended(self) -> Iterator[Finding]:
        for place in self.monitor.told_earlier(is_over=True):
            yield Finding(place, Fault("log.twice", TWICE))

    def _issued(self, run: range, entry: Issued, forms: Sequence[bytes], seen: date | None) -> Iterator[Finding]:
        """A run of certificates that differ in their commitments only: what else is to be said is found out once."""
        self._count(type(entry).__name__, len(run))
        self.undated += len(run) if seen is None else 0
        self.monitor.began(run.start, entry.day)
        is_record = isinstance(entry, Recorded)
        faults = [*self._by_what_key(entry)] if is_record else [*self._dated(entry.day, seen), *self._by_whom(entry)]
        if faults:
            yield from (Finding(place, fault) for place in run for fault in faults)
        if not is_record:  # it sat in no session of this log
            yield from self._seated(run, entry.session)
        places = run if len(entry.forms) == 1 else [place for place in run for _ in entry.forms]
        for place in self.monitor.told_now(forms, places):
            yield Finding(place, Fault("log.twice", TWICE))

    def _seated(self, run: range, told: bytes) -> Iterator[Finding]:
        session, elsewhere = self.monitor.session(told), self.earlier.session(told)
        if session is None:
            return
        before = session.issued + (elsewhere.issued if elsewhere else 0)
        session.issued += len(run)
        for number in range(max(0, session.seats - before), len(run)):
            facts = {"count": before + number + 1, "seats": session.seats}
            yield Finding(run[number], Fault("log.too_many", TOO_MANY, facts))

    def _count(self, kind: str, number: int) -> None:
        self.entries[kind] = self.entries.get(kind, 0) + number

    def _dated(self, day: date, seen: date | None) -> Iterator[Fault]:
        if seen is not None and (seen - day).days > self.rules.days:
            yield Fault("log.backdated", BACKDATED, {"day": str(day), "seen": str(seen), "days": self.rules.days})

    def _other(self, entry: Entry, seen: date | None) -> Iterator[Fault]:
        if isinstance(entry, Opened):
            yield from self._opened(entry)
        elif isinstance(entry, Sealed):
            yield from self._sealed(entry)
        elif isinstance(entry, Revoked | Voided):
            yield from self._ended(entry, seen)
        elif isinstance(entry, KeyTold):
            self._key(entry)

    def _opened(self, entry: Opened) -> Iterator[Fault]:
        if self._is_unknown(entry.body):
            yield Fault("log.unknown_body", UNKNOWN_BODY, {"body": entry.body})
        if self.monitor.session(entry.session):
            yield Fault("log.opened_twice", OPENED_TWICE)
            return
        first = self.earlier.session(entry.session) or Session(entry.body, entry.seats)
        if (first.body, first.seats) != (entry.body, entry.seats):
            facts = {"body": first.body, "seats": first.seats}
            yield Fault("log.opened_otherwise", OPENED_OTHERWISE, facts)
        self.monitor.opened(entry.session, Session(first.body, first.seats))

    def _sealed(self, entry: Sealed) -> Iterator[Fault]:
        session = self.monitor.session(entry.session)
        if session is None:
            yield Fault("log.no_session", NO_SESSION)
        else:
            session.is_sealed = True

    def _ended(self, entry: Revoked | Voided, seen: date | None) -> Iterator[Fault]:
        is_void = isinstance(entry, Voided)
        # It takes effect from its day on; what is void was so from the first day, whenever that is found.
        if not is_void:
            yield from self._dated(entry.day, seen)
        place = self.monitor.place_of(entry.form)
        if place is None:
            yield from self._ended_elsewhere(entry, is_void)
            return
        before = self.monitor.ended(place, is_void=is_void)
        yield from _ended_well(entry.day, self.monitor.day_of(place), [] if before is None else [before], is_void)

    def _ended_elsewhere(self, entry: Revoked | Voided, is_void: bool) -> Iterator[Fault]:
        """A certificate of an earlier year; the log of the year in which it ends tells of that."""
        names, told = [entry.form[:PREFIX]], self.earlier.place_of(entry.form)
        if told is None and self.earlier.monitors:
            yield Fault("log.never_told", NEVER_TOLD)
            return
        began, before = None, []
        if told is None:
            self.unjudged += 1
        else:
            log, place = told
            names.append(log.name_of(place))
            began, ended = log.day_of(place), log.has_ended(place)
            before += [] if ended is None else [ended]
        before += [*self.monitor.ended_elsewhere(names), *self.earlier.ended(names)]
        self.monitor.end_elsewhere(names, is_void=is_void)
        yield from _ended_well(entry.day, began, before, is_void)

    def _key(self, entry: KeyTold) -> None:
        """A key that has ended does not begin again, and one that has begun does not begin earlier."""
        known = self.monitor.keys.get(entry.key) or self.earlier.term(entry.key) or Term(entry.since, entry.until)
        ends = [until for until in (known.until, entry.until) if until]
        self.monitor.keys[entry.key] = Term(known.since, min(ends) if ends else None)

    def _by_whom(self, entry: Issued) -> Iterator[Fault]:
        if self._is_unknown(entry.body):
            yield Fault("log.unknown_body", UNKNOWN_BODY, {"body": entry.body})
        yield from self._by_what_key(entry)
        session = self.monitor.session(entry.session)
        if session is None:
            yield Fault("log.no_session", NO_SESSION)
            return
        if session.body != entry.body:
            yield Fault("log.other_body", OTHER_BODY, {"body": entry.body, "opener": session.body})
        if not session.is_sealed:
            yield Fault("log.not_sealed", NOT_SEALED)

    def _by_what_key(self, entry: Issued) -> Iterator[Fault]:
        key = entry.key.hex()
        if entry.key not in self.monitor.keys:
            yield Fault("log.unknown_key", UNKNOWN_KEY, {"key": key})
            return
        term, told = self.monitor.keys[entry.key], {"day": str(entry.day), "key": key}
        if entry.day < term.since:
            yield Fault("log.key_not_yet", KEY_NOT_YET, told | {"since": str(term.since)})
        elif term.until and entry.day > term.until:
            yield Fault("log.key_ended", KEY_ENDED, told | {"until": str(term.until)})

    def _is_unknown(self, body: str) -> bool:
        return self.rules.bodies is not None and body not in self.rules.bodies


def _ended_well(day: date, began: date | None, before: Sequence[bool], is_void: bool) -> Iterator[Fault]:
    """`before`: whether each ending before this one said that it is void."""
    if began and day < began:
        yield Fault("log.ended_early", ENDED_EARLY, {"day": str(day), "began": str(began)})
    # What was revoked may be found to be void later; nothing else ends twice.
    if any(before) or (before and not is_void):
        yield Fault("log.ended_twice", ENDED_TWICE)
