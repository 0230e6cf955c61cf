"""The logs of a kit, a year each: every night sealed, signed, cosigned by two witnesses, and published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from baigong.core.tlog.checkpoints import Checkpoint, checkpoint_of
from baigong.core.tlog.cosignatures import cosigned
from baigong.core.tlog.notes import ED25519, Note
from baigong.core.tlog.proofs import Proof
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.issuers import HOST
from baigong.ground.kit.times import witnessed
from baigong.ground.log.appending import Item, Place, appending
from baigong.ground.log.keys import PrivateKey, made
from baigong.ground.log.proving import prove
from baigong.ground.log.reading import Tree
from baigong.ground.log.sealing import seal
from baigong.ground.log.signed import Signed
from baigong.ground.log.signing import sign
from baigong.ground.log.source import source_of
from baigong.ground.log.store import publish

WITNESSES = ("first", "second")


def witnesses(draw: Draw) -> dict[str, PrivateKey]:
    """By their names in the policy."""
    return {name: made(f"{name}.witness.example", draw.octets("witness", name)) for name in WITNESSES}


def log_key(draw: Draw, year: int) -> PrivateKey:
    return made(f"log.{HOST}/{year}", draw.octets("log", year), ED25519)


def policy(logs: Iterable[PrivateKey], seen_by: Mapping[str, PrivateKey]) -> bytes:
    lines = [f"log {one.key}" for one in logs]
    lines += [f"witness {name} {one.key}" for name, one in seen_by.items()]
    lines += [f"group both all {' '.join(seen_by)}", "quorum both"]
    return "".join(f"{line}\n" for line in lines).encode()


@dataclass
class YearLog:
    """A log below a working folder; the files that are served lie in `folder`."""

    home: Path
    year: int
    private: PrivateKey
    witnesses: Mapping[str, PrivateKey]
    notes: list[Note] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.home / f"{self.year}"

    @property
    def place(self) -> Place:
        beside = self.home / f"{self.year}.beside"
        return Place(self.folder, beside / "index", Signed(beside / "signed"), self.private.key)

    @property
    def checkpoint(self) -> Checkpoint:
        return checkpoint_of(self.notes[-1].text)

    def night(self, items: Sequence[Item], day: date) -> list[int]:
        """Where each of that day's items stands."""
        with appending(self.place) as appender:
            places = appender.append(items)
            seal(appender)
            note = sign(appender, self.private)
        lines = tuple(cosigned(note, one.key, witnessed(day), one) for one in self.witnesses.values())
        self.notes.append(replace(note, signatures=note.signatures + lines))
        publish(self.folder, self.notes[-1])
        return places

    def covering(self, index: int) -> Note:
        """The first checkpoint that covers the entry."""
        return next(note for note in self.notes if checkpoint_of(note.text).size > index)

    def proof(self, index: int, entry: bytes) -> Proof:
        note = self.covering(index)
        return replace(prove(source_of(str(self.folder)), note, checkpoint_of(note.text), index), extra=entry)

    @property
    def tree(self) -> Tree:
        return Tree(source_of(str(self.folder)), self.checkpoint)


def with_few_witnesses(proof: Proof) -> Proof:
    """The log's own signature and one witness's."""
    return replace(proof, checkpoint=replace(proof.checkpoint, signatures=proof.checkpoint.signatures[:2]))
