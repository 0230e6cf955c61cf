"""What the log of certificates keeps: an entry is one deterministic CBOR array (RFC 8949, section 4.2), its kind first.

Nothing in it is about a person: what it says of a certificate or of marks is a commitment, SHA-256 over random bytes
that only the holder has, so that nobody can guess what stands behind it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import cbor2

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.hashing import SIZE

EPOCH = date(1970, 1, 1).toordinal()
MARK, FORM = b"\x58\x20", 2 + SIZE  # how CBOR begins a commitment, and its length with it
LONGEST_NAME, LONGEST_KEY = 128, 128  # a did:key names a key in 105 octets
MOST_FORMS, MOST_SEATS = 8, 1_000_000


class BadEntry(Refusal):
    code = "tlog.bad_entry"
    sentence = msgid("This is no entry of a certificate log, or it is written in another way than the one allowed.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A session is announced, before anybody sits in it: which body holds it, and for how many."""

    kind: ClassVar = 0
    session: bytes  # a commitment
    body: str
    day: date
    seats: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """The marks of a session are fixed, before any certificate follows from them."""

    kind: ClassVar = 1
    session: bytes
    marks: bytes  # a commitment to all of them
    day: date


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate; `forms` has a commitment to each form in which its holder gets it, `day` is where it begins."""

    kind: ClassVar = 2
    session: bytes
    body: str
    day: date
    key: bytes  # the id of the key that signs it
    forms: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Recorded(Issued):
    """An older certificate, of which an office says that it is on record: it was not issued under the eyes of this log.

    `key` is the office's own for this purpose; neither a session nor the witnesses can speak for `day`.
    """

    kind: ClassVar = 8


@dataclass(frozen=True, slots=True)
class Revoked:
    kind: ClassVar = 3
    form: bytes  # one of the commitments of the certificate
    day: date


@dataclass(frozen=True, slots=True)
class Voided:
    kind: ClassVar = 4
    form: bytes
    day: date


@dataclass(frozen=True, slots=True)
class KeyTold:
    """A key that certificates are signed by. Told again, with another `until`, when it ends."""

    kind: ClassVar = 5
    key: bytes
    suite: str
    public: bytes
    since: date
    until: date | None  # the last day on which it signs


@dataclass(frozen=True, slots=True)
class Published:
    """A reading of the figures was published; the commitment is to its bytes."""

    kind: ClassVar = 6
    reading: bytes
    day: date


@dataclass(frozen=True, slots=True)
class Filler:
    """Nothing happened: the last tile of a day is filled up."""

    kind: ClassVar = 7


Entry = Opened | Sealed | Issued | Revoked | Voided | KeyTold | Published | Filler


def written(entry: Entry) -> bytes:
    """
    >>> written(Filler()).hex()
    '8107'
    """
    values = (getattr(entry, name) for name in entry.__dataclass_fields__ if name != "kind")
    content: bytes = cbor2.dumps([entry.kind, *map(_plain, values)], canonical=True)
    entry_of(content)
    return content


def entry_of(content: bytes) -> Entry:
    """Refused unless it is written exactly as `written` writes it."""
    try:
        told = cbor2.loads(content, max_depth=3, allow_indefinite=False)
        # No map and no fraction can pass the readers, so what is written again needs no order nor shortest fraction.
        if type(told) is not list or cbor2.dumps(told) != content or type(told[0]) is not int:
            raise BadEntry
        make, readers = _READERS[told[0]]
        return make(*[read(value) for read, value in zip(readers, told[1:], strict=True)])
    except (cbor2.CBORError, LookupError, ValueError, TypeError, OverflowError):
        raise BadEntry from None


@dataclass(frozen=True, slots=True)
class Alike:
    """Entries that differ in the commitments to their forms only, as those of one session do: they end in them.

    In CBOR a commitment is its 32 bytes behind 58 20, whatever these are; so what begins like an entry that was read
    strictly, and has its length and these marks, is one itself.
    """

    head: bytes
    count: int

    def leading(self, contents: Iterable[bytes]) -> list[bytes]:
        """The forms of all that are alike, up to the first that is not."""
        if self.count == 1:
            return self._leading_singles(contents)
        found: list[bytes] = []
        for content in contents:
            if (forms := self._forms_in(content)) is None:
                break
            found += forms
        return found

    def _leading_singles(self, contents: Iterable[bytes]) -> list[bytes]:
        head, found = self.head + MARK, []
        for content in contents:
            if content[:-SIZE] != head:
                break
            found.append(content[-SIZE:])
        return found

    def _forms_in(self, content: bytes) -> list[bytes] | None:
        at = len(self.head)
        if len(content) != at + FORM * self.count or content[:at] != self.head:
            return None
        places = range(at, len(content), FORM)
        if any([content[place : place + 2] != MARK for place in places]):
            return None
        return [content[place + 2 : place + FORM] for place in places]


def alike(content: bytes, entry: Issued) -> Alike:
    """To an entry that was read from this content."""
    return Alike(content[: len(content) - FORM * len(entry.forms)], len(entry.forms))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    return list(value) if isinstance(value, tuple) else value


def _day(value: object) -> date:
    if type(value) is not int:
        raise BadEntry
    return date.fromordinal(value + EPOCH)


def _last_day(value: object) -> date | None:
    return None if value is None else _day(value)


def _commitment(value: object) -> bytes:
    if type(value) is not bytes or len(value) != SIZE:
        raise BadEntry
    return value


def _commitments(value: object) -> tuple[bytes, ...]:
    if type(value) is not list or not 1 <= len(value) <= MOST_FORMS:
        raise BadEntry
    return tuple([_commitment(one) for one in value])


def _name(value: object) -> str:
    """Letters, digits and a few marks: no room for anybody's name in Chinese, nor for a sentence."""
    if type(value) is not str or not 1 <= len(value) <= LONGEST_NAME or not value.isascii() or " " in value:
        raise BadEntry
    if not value.isprintable():
        raise BadEntry
    return value


def _key(value: object) -> bytes:
    if type(value) is not bytes or not 1 <= len(value) <= LONGEST_KEY:
        raise BadEntry
    return value


def _public(value: object) -> bytes:
    if type(value) is not bytes or not SIZE <= len(value) <= 4096:
        raise BadEntry
    return value


def _seats(value: object) -> int:
    if type(value) is not int or not 1 <= value <= MOST_SEATS:
        raise BadEntry
    return value


_READERS: dict[int, tuple[Callable[..., Entry], tuple[Callable[[object], object], ...]]] = {
    Opened.kind: (Opened, (_commitment, _name, _day, _seats)),
    Sealed.kind: (Sealed, (_commitment, _commitment, _day)),
    Issued.kind: (Issued, (_commitment, _name, _day, _key, _commitments)),
    Revoked.kind: (Revoked, (_commitment, _day)),
    Voided.kind: (Voided, (_commitment, _day)),
    KeyTold.kind: (KeyTold, (_key, _name, _public, _day, _last_day)),
    Published.kind: (Published, (_commitment, _day)),
    Filler.kind: (Filler, ()),
    Recorded.kind: (Recorded, (_commitment, _name, _day, _key, _commitments)),
}
