"""The log against the bound that nothing in Python gets below: two SHA-256 an entry, one of its leaf, one of a node.

A ratio of 1.67 is 60% of the bound, one of 3.33 is 30%. With files: tiles and bundles, surely on the disk. Told beside
it without a limit, since it reckons every hash twice and keeps an index of keys: the whole way of a log, settled,
written, read back and signed. The audit reads the files, reckons every hash, and judges every entry by the rules.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from measure import compared

from baigong.core.tlog.cosignatures import cosigned
from baigong.core.tlog.entries import Issued, KeyTold, Opened, Sealed, written
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.notes import COSIGNATURE, ED25519, Key, Note
from baigong.core.tlog.policy import Policy
from baigong.ground.log.appending import AT_ONCE, Item, Place, appending
from baigong.ground.log.auditing import audit
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.signed import Signed
from baigong.ground.log.signing import sign
from baigong.ground.log.source import source_of
from baigong.ground.log.store import add, grown, publish

ENTRIES, SEATS = 1 << 16, 50
DAY, BODY, KID = date(2026, 3, 2), "330100-0017", b"key-2026"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
LOG = Key("log.example/2026", ED25519, PRIVATE.public_key().public_bytes_raw())
WITNESS = Key("witness.example", COSIGNATURE, LOG.public)
POLICY = Policy(logs={LOG.name: LOG}, witnesses={"one": WITNESS}, quorum="one")


def certificates() -> Iterator[bytes]:
    """An honest log: a key, then sessions, each with its marks and its certificates."""
    octets = Random(1).randbytes
    yield written(KeyTold(KID, "Ed25519", LOG.public, DAY, None))
    while True:
        session = octets(32)
        yield written(Opened(session, BODY, DAY, SEATS))
        yield written(Sealed(session, octets(32), DAY))
        for _ in range(SEATS):
            yield written(Issued(session, BODY, DAY, KID, (octets(32),)))


CONTENTS = [content for content, _ in zip(certificates(), range(ENTRIES), strict=False)]
ITEMS = [Item(sha256(content).digest(), content) for content in CONTENTS]
NODE = bytes(64)


def two_hashes() -> None:
    for content in CONTENTS:
        sha256(b"\x00" + content).digest()
        sha256(b"\x01" + NODE).digest()


def in_memory() -> bytes:
    edge = Edge()
    for _ in edge.append(CONTENTS):
        continue
    return edge.root


def with_files(home: Path) -> None:
    edge, tail = Edge(), list[bytes]()
    for start in range(0, ENTRIES, AT_ONCE):
        files, tail = grown(edge, tail, CONTENTS[start : start + AT_ONCE])
        add(home, files)


def signed(home: Path) -> Note:
    place = Place(home / "log", home / "index", Signed(home / "signed"), LOG)
    with appending(place) as appender:
        appender.append(ITEMS)
        return sign(appender, PRIVATE.sign)


def audited(folder: Path, state: Path | None = None) -> None:
    with monitoring(state) as monitor:
        told = audit(source_of(str(folder)), POLICY, monitor, Rules(3, frozenset({BODY})))
    if told.found or told.size != ENTRIES:
        sys.exit(f"the audit of an honest log found {told.found}")


if __name__ == "__main__":
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        home, numbers = Path(folder), count()
        compared("log_in_memory", in_memory, two_hashes, at_most=1 / 0.6)
        compared("log_with_files", lambda: with_files(home / str(next(numbers))), two_hashes, at_most=1 / 0.3)
        compared("log_settled_and_signed", lambda: signed(home / str(next(numbers))), two_hashes)
        note = signed(home / "log")
        line = cosigned(note, WITNESS, datetime(2026, 3, 2, tzinfo=UTC), PRIVATE.sign)
        publish(home / "log/log", Note(note.text, (*note.signatures, line)))
        compared("log_audit", lambda: audited(home / "log/log"), two_hashes, at_most=1 / 0.3)
        kept = lambda: audited(home / "log/log", home / f"state{next(numbers)}")  # noqa: E731
        compared("log_audit_kept", kept, two_hashes)
