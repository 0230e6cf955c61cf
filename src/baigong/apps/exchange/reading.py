"""A package read against what is on record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baigong.apps.exchange.asking import asked_ahead
from baigong.apps.exchange.bearers import Bearers, bearers_of
from baigong.apps.exchange.following import refuse_out_of_sequence, was_loaded
from baigong.apps.exchange.own import keep_to_own, refuse_other_region
from baigong.apps.exchange.record import OnRecord, told_by_record
from baigong.apps.exchange.sandbox import gathered_apart
from baigong.apps.exchange.senders import Believed, believed
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import Key
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.read.identities import other_documents
from baigong.ground.lake.read.package import Gathered, Reading, gather_packages, settle
from baigong.ground.lake.read.record import Told
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import Keyring


class OtherKey(Refusal):
    code = "exchange.other_key"
    sentence = msgid(
        "“%(name)s” names persons under the key %(theirs)s, this node under %(ours)s; ask for a package under the same "
        "key, or for a raw one."
    )


@dataclass(frozen=True)
class Node:
    """What reading and loading need of the node; `random` gives so many random bytes."""

    home: Home
    keyring: Keyring
    plan: Plan
    region: str
    random: Any


@dataclass(frozen=True)
class Read:
    """A reading, with the persons it names, the record it was held against, and whose package it was found to be."""

    reading: Reading
    bearers: Bearers
    record: OnRecord
    documents: Mapping[str, str]
    believed: Believed

    @property
    def package(self) -> Package:
        return self.reading.packages[0]


@dataclass(frozen=True)
class Asked:
    """What is to be read: the file, what was declared for it, whose it is, and when it came.

    `region` is the sender's. An account's file is parsed `apart`; the operator's own may be read in this process.
    `keys`: one of these must have signed it.
    """

    path: Path
    declared: Mapping[str, str]
    digest: str | None
    region: str
    received_at: datetime
    is_apart: bool = True
    keys: tuple[Key, ...] = ()


@contextmanager
def read_on_record(asked: Asked, node: Node, *, cursor: Any) -> Iterator[Read]:
    """The rows that are read lie in a scratch folder for the length of the block."""
    node.home.scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = told_by_record(node.keyring)
    with TemporaryDirectory(dir=node.home.scratch, prefix="reading-") as name:
        scratch = Path(name)
        with _gathered(asked, told, scratch) as gathered:
            package = gathered.packages[0]
            found = _refuse(package, asked, node)
            rows = {table: one.rows for table, one in gathered.tables.items()}
            is_said = was_loaded(digest=asked.digest, package_digest=package.digest)
            with asked_ahead(cursor, rows) as ahead:
                bearers = bearers_of(rows, node.keyring, is_keyed=package.identity == "keyed")
            record = OnRecord(cursor, bearers, node.home, said=(0,) if is_said else (), ahead=ahead)
            keep_to_own(gathered, record, region=asked.region, node_region=node.region)
            reading = settle(gathered, plan=node.plan, scratch=scratch, record=record)
            yield Read(reading, bearers, record, {**told.documents, **_documents(reading)}, found)


@contextmanager
def _gathered(asked: Asked, told: Told, scratch: Path) -> Iterator[Gathered]:
    if asked.is_apart:
        yield gathered_apart(asked.path, folder=scratch, now=asked.received_at, declared=asked.declared, told=told)
        return
    with open_package(asked.path, now=asked.received_at) as opened:
        yield gather_packages([opened], scratch=scratch, declared=asked.declared, told=told)


def _refuse(package: Package, asked: Asked, node: Node) -> Believed:
    """What refuses a package whole, once it is known to be one; else whose it is."""
    if package.identity == "keyed" and package.key_id != node.keyring.index_id:
        raise OtherKey(name=package.path.name, theirs=package.key_id, ours=node.keyring.index_id)
    refuse_other_region(package, region=asked.region)
    found = believed(package, region=asked.region, keys=asked.keys)
    refuse_out_of_sequence(package)
    return found


def _documents(reading: Reading) -> dict[str, str]:
    told = reading.tables.get("persons")
    if told is None:
        return {}
    return other_documents(told.state)
