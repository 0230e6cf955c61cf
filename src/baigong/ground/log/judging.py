"""The rules that a log of certificates must keep, judged from its entries and the witnesses' times alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.tlog.entries import BadEntry, Entry, Issued, KeyTold, Opened, Sealed, alike, entry_of
from baigong.ground.log.monitor import Monitor, Session

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
TWICE = msgid("The log has this certificate already.")
OPENED_TWICE = msgid("The log has opened this session already.")


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: the index of the entry; None where it is about the log itself."""

    place: int | None
    fault: Fault


@dataclass(frozen=True)
class Rules:
    """`bodies`: which may issue; None: any. `days`: how much earlier than its witnesses an entry may date itself."""

    days: int
    bodies: frozenset[str] | None = None


@dataclass
class Judge:
    rules: Rules
    monitor: Monitor
    undated: int = 0
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
                for fault in self._other(entry):
                    yield Finding(start + number, fault)
                number += 1
        for place in self.monitor.told_earlier():
            yield Finding(place, Fault("log.twice", TWICE))

    def ended(self) -> Iterator[Finding]:
        for place in self.monitor.told_earlier(is_over=True):
            yield Finding(place, Fault("log.twice", TWICE))

    def _issued(self, run: range, entry: Issued, forms: Sequence[bytes], seen: date | None) -> Iterator[Finding]:
        """A run of certificates that differ in their commitments only: what else is to be said is found out once."""
        self._count("Issued", len(run))
        self.undated += len(run) if seen is None else 0
        faults = [*self._dated(entry, seen), *self._by_whom(entry)]
        yield from (Finding(place, fault) for place in run for fault in faults)
        yield from self._seated(run, self.monitor.session(entry.session))
        places = run if len(entry.forms) == 1 else [place for place in run for _ in entry.forms]
        for place in self.monitor.told_now(forms, places):
            yield Finding(place, Fault("log.twice", TWICE))

    def _seated(self, run: range, session: Session | None) -> Iterator[Finding]:
        if session is None:
            return
        before, session.issued = session.issued, session.issued + len(run)
        for number in range(max(0, session.seats - before), len(run)):
            facts = {"count": before + number + 1, "seats": session.seats}
            yield Finding(run[number], Fault("log.too_many", TOO_MANY, facts))

    def _count(self, kind: str, number: int) -> None:
        self.entries[kind] = self.entries.get(kind, 0) + number

    def _dated(self, entry: Issued, seen: date | None) -> Iterator[Fault]:
        if seen is not None and (seen - entry.day).days > self.rules.days:
            yield Fault("log.backdated", BACKDATED, {"day": str(entry.day), "seen": str(seen), "days": self.rules.days})

    def _other(self, entry: Entry) -> Iterator[Fault]:
        if isinstance(entry, Opened):
            yield from self._opened(entry)
        elif isinstance(entry, Sealed):
            yield from self._sealed(entry)
        elif isinstance(entry, KeyTold):
            # A key that has ended does not begin again.
            ends = [until for until in (self.monitor.keys.get(entry.key), entry.until) if until]
            self.monitor.keys[entry.key] = min(ends) if ends else None

    def _opened(self, entry: Opened) -> Iterator[Fault]:
        if self._is_unknown(entry.body):
            yield Fault("log.unknown_body", UNKNOWN_BODY, {"body": entry.body})
        if self.monitor.session(entry.session):
            yield Fault("log.opened_twice", OPENED_TWICE)
        else:
            self.monitor.opened(entry.session, Session(entry.body, entry.seats))

    def _sealed(self, entry: Sealed) -> Iterator[Fault]:
        session = self.monitor.session(entry.session)
        if session is None:
            yield Fault("log.no_session", NO_SESSION)
        else:
            session.is_sealed = True

    def _by_whom(self, entry: Issued) -> Iterator[Fault]:
        if self._is_unknown(entry.body):
            yield Fault("log.unknown_body", UNKNOWN_BODY, {"body": entry.body})
        if (signed := self._signed(entry)) is not None:
            yield signed
        session = self.monitor.session(entry.session)
        if session is None:
            yield Fault("log.no_session", NO_SESSION)
            return
        if session.body != entry.body:
            yield Fault("log.other_body", OTHER_BODY, {"body": entry.body, "opener": session.body})
        if not session.is_sealed:
            yield Fault("log.not_sealed", NOT_SEALED)

    def _signed(self, entry: Issued) -> Fault | None:
        key = entry.key.hex()
        if entry.key not in self.monitor.keys:
            return Fault("log.unknown_key", UNKNOWN_KEY, {"key": key})
        until = self.monitor.keys[entry.key]
        if until and entry.day > until:
            facts = {"day": str(entry.day), "key": key, "until": str(until)}
            return Fault("log.key_ended", KEY_ENDED, facts)
        return None

    def _is_unknown(self, body: str) -> bool:
        return self.rules.bodies is not None and body not in self.rules.bodies
