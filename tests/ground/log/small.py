"""A small log for tests: keys are made from a byte, so that a failure is the same each time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from baigong.core.tlog.cosignatures import cosigned
from baigong.core.tlog.entries import Issued, KeyTold, Opened, Recorded, Revoked, Sealed, Voided, written
from baigong.core.tlog.notes import COSIGNATURE, ED25519, Key, note_of
from baigong.core.tlog.policy import policy_of
from baigong.ground.log.appending import Item, Place, appending
from baigong.ground.log.signed import Signed
from baigong.ground.log.signing import sign
from baigong.ground.log.store import publish

BODY, DAY = "330100-0017", date(2026, 3, 2)
KID = b"key-2026"


class Signer:
    def __init__(self, name, number, kind=ED25519):
        self.private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.key = Key(name, kind, self.private.public_key().public_bytes_raw())

    def __call__(self, message):
        return self.private.sign(message)


LOG = Signer("log.example/2026", 1)
FIRST, SECOND = Signer("first.example", 2, COSIGNATURE), Signer("second.example", 3, COSIGNATURE)
POLICY = (
    f"log {LOG.key}\nwitness first {FIRST.key}\nwitness second {SECOND.key}\ngroup both all first second\nquorum both\n"
)


def hashed(*words):
    return sha256(repr(words).encode()).digest()


def instant(day, hour=4):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def item(entry, key=b""):
    content = written(entry)
    return Item(key or sha256(content).digest(), content)


def some(count, first=0):
    return [Item(f"key {number}".encode(), f"entry {number}".encode()) for number in range(first, first + count)]


def key_told(until=None):
    return item(KeyTold(KID, "Ed25519", bytes(32), date(2026, 1, 1), until))


def session(number=1, seats=3):
    return [item(Opened(hashed(number), BODY, DAY, seats)), item(Sealed(hashed(number), hashed(number, "marks"), DAY))]


def issued(number, *, of=1, body=BODY, day=DAY, key=KID):
    return item(Issued(hashed(of), body, day, key, (hashed("certificate", number),)))


def on_record(number, *, day=DAY, key=KID):
    return item(Recorded(hashed("elsewhere"), BODY, day, key, (hashed("certificate", number),)))


def revoked(number, day=DAY):
    return item(Revoked(hashed("certificate", number), day))


def voided(number, day=DAY):
    return item(Voided(hashed("certificate", number), day))


class Log:
    def __init__(self, home, name="log", signer=LOG):
        self.signer = signer
        self.place = Place(home / name, home / f"{name}.index", Signed(home / f"{name}-signed"), signer.key)

    @property
    def folder(self):
        return self.place.folder

    def append(self, items):
        with appending(self.place) as appender:
            return appender.append(items)

    def sign(self):
        with appending(self.place) as appender:
            return sign(appender, self.signer)

    def publish(self, *, at=None, by=(FIRST, SECOND)):
        """Signed, cosigned by these witnesses at that instant, and published."""
        note = self.sign()
        if at:
            lines = tuple(cosigned(note, witness.key, at, witness) for witness in by)
            note = replace(note, signatures=note.signatures + lines)
        publish(self.folder, note)
        return note

    def grow(self, items, at=None):
        self.append(items)
        return self.publish(at=at or instant(DAY))

    @property
    def published(self):
        return note_of((self.folder / "checkpoint").read_bytes())


def policy(text=POLICY):
    return policy_of(text.encode())


def flip(path, place=20):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
