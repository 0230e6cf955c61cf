"""What is given to be verified: a file, standard input, the codes of a picture, the rows of a list."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import IO

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.core.verifying.answers import Answer, unreadable
from baigong.core.verifying.forms import LONGEST, Rdf
from baigong.core.verifying.rows import held_against
from baigong.core.verifying.trust import Trust
from baigong.core.verifying.verifying import answered
from baigong.faces.cli.fresh import CannotRead

CODES, LISTS = "baigong.ground.trust.codes", "baigong.ground.trust.lists"
PICTURES, SHEETS, TABLES = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF-"), (b"PK\x03\x04",), (".csv", ".tsv", ".xlsx")
LARGEST_PICTURE, LARGEST_LIST, LARGEST_PROOF = 64 << 20, 256 << 20, 65_536
MOST_PAGES = 400  # of a PDF; the machine is one's own, so ten times as many as a node looks at for a stranger
PROOF, INPUT = ".tlog-proof", "-"
NO_CREDENTIAL = msgid(
    "This row holds no certificate: neither a text of a code, nor the name of a file beside the list."
)


class TooLargeToRead(Refusal):
    code = "verify.too_large"
    sentence = msgid("“%(name)s” has more than %(most)s megabytes, which no certificate and no list needs.")


@dataclass(frozen=True)
class Judge:
    """By what is judged and as of when; `load` gets what only some kinds of files need."""

    trust: Trust
    at: datetime
    rdf: Rdf
    load: Callable[[str], ModuleType]

    def answer(self, content: bytes, proof: bytes | None) -> Answer:
        return answered(content, self.trust, self.at, proof, rdf=self.rdf)

    def unreadable(self, fault: Fault) -> Answer:
        return unreadable(fault, is_synthetic=self.trust.is_synthetic)


@dataclass(frozen=True)
class Judged:
    """`row` counts a list's rows from 1; `cells` are what stands in it, under its `headings`."""

    file: str
    answer: Answer
    row: int | None = None
    cells: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def judged(judge: Judge, file: str) -> Iterator[Judged]:
    """Raises CannotRead for a file that is not there."""
    path = Path(file)
    content = _read(file)
    if file != INPUT and (path.suffix.lower() in TABLES or content.startswith(SHEETS)):
        lists = judge.load(LISTS)
        if lists.is_list(path, content):
            yield from _rows(judge, lists, content, path)
            return
    for one in _answers(judge, content, path.name, None if file == INPUT else _proof(path)):
        yield Judged(file, one)


def _rows(judge: Judge, lists: ModuleType, content: bytes, path: Path) -> Iterator[Judged]:
    listed = lists.list_of(content, path)
    for number, row in enumerate(listed.rows, 1):
        if lists.is_blank(row):
            continue
        given = _in_row(judge, lists, listed.credential(row), path.parent)
        answer = held_against(given, listed.told(row))
        yield Judged(str(path), answer, number, tuple(row), tuple(listed.headings))


def _in_row(judge: Judge, lists: ModuleType, cell: str, folder: Path) -> Answer:
    """Of several codes in a picture that a row names the first that is valid counts, or else the first."""
    named = lists.beside(folder, cell.strip())
    if named:
        found = _answers(judge, _read(str(named)), named.name, _proof(named))
        return next((one for one in found if one.is_valid), found[0])
    if not cell.strip():
        return judge.unreadable(Fault("verify.no_credential", NO_CREDENTIAL))
    return judge.answer(cell.encode(errors="replace"), None)


def _answers(judge: Judge, content: bytes, name: str, proof: bytes | None) -> list[Answer]:
    """One for each code of a picture; codes that say the same twice, as text and as link, have one answer."""
    if not content.startswith(PICTURES):
        return [judge.answer(content, proof)]
    reading = judge.load(CODES)
    left: Fault | None = reading.pages_left(content, name, most=MOST_PAGES)
    try:
        codes = reading.codes_in(content, name, most_pages=MOST_PAGES)
    except Refusal as refusal:
        return [judge.unreadable(left if left and isinstance(refusal, reading.NoCode) else refusal.fault)]
    found: list[Answer] = []
    for answer in (judge.answer(code, proof) for code in codes):
        if answer not in found:
            found.append(answer)
    return [*found, judge.unreadable(left)] if left else found


def _read(file: str) -> bytes:
    """Only as much as a file of its kind can need: a credential that is larger is none."""
    try:
        if file == INPUT:
            return _within(sys.stdin.buffer, file)
        with open(file, "rb") as opened:
            return _within(opened, file)
    except OSError as problem:
        raise CannotRead(name=file, reason=problem.strerror) from None


def _within(opened: IO[bytes], file: str) -> bytes:
    start = opened.read(16)
    if start.startswith(PICTURES):
        most = LARGEST_PICTURE
    elif start.startswith(SHEETS) or Path(file).suffix.lower() in TABLES:
        most = LARGEST_LIST
    else:
        return start + opened.read(LONGEST + 1 - len(start))
    content = start + opened.read(most + 1 - len(start))
    if len(content) > most:
        raise TooLargeToRead(name=file, most=most >> 20)
    return content


def _proof(path: Path) -> bytes | None:
    beside = path.with_name(path.name + PROOF)
    try:
        with beside.open("rb") as opened:
            return opened.read(LARGEST_PROOF + 1)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise CannotRead(name=str(beside), reason=problem.strerror) from None
