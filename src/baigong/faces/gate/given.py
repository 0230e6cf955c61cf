"""What somebody shows is judged in memory: a file, a picture's codes, a list's rows. Nothing of it is kept."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile, ZipFile

from django.utils.timezone import localdate

from baigong.apps.certificates.standing import State, logged_at, standing_of_copy
from baigong.apps.transparency.queries import proof_of_entry
from baigong.apps.transparency.refusals import NoSuchEntry, NoSuchLog
from baigong.apps.transparency.shards import logs_here
from baigong.core.credentials.rdf import canonicaliser
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Text, msgid
from baigong.core.verifying.answers import Answer, Check, Verdict, told, unreadable
from baigong.core.verifying.rows import held_against
from baigong.core.verifying.trust import Trust
from baigong.core.verifying.verifying import answered
from baigong.ground.trust.codes import NoCode, codes_in, has_codes, pages_left
from baigong.ground.trust.lists import is_list, list_of

MOST_ROWS, MOST_MEGABYTES, MOST_UNPACKED = 2_000, 24, 96 << 20
ONE_AT_A_TIME = Lock()  # PDFium is not made for threads; and of two large pictures both would lie in memory
PROOF, PACKED = ".tlog-proof", b"PK"
NOWHERE = Path(os.devnull)  # a list that was sent has no folder, so its cells name no files
ENDED: dict[State, Verdict] = {State.VOID: "void", State.REVOKED: "revoked"}
UNSETTLED = frozenset({"valid", "expired", "not_in_log", "backdated", "unknown"})
RECORDED = msgid("The node's own records say that it ended on %(day)s.")
NO_CREDENTIAL = msgid("This row holds no certificate: neither a text of a code, nor a link, nor a token.")


class TooManyRows(Refusal):
    code = "gate.too_many_rows"
    sentence = msgid(
        "A list of at most %(most)s rows is checked here; divide it, or use “baigong verify”, which has no limit."
    )


class TooMuchSent(Refusal):
    code = "gate.too_large"
    sentence = msgid("At most %(most)s megabytes are checked here at once; send less, or use “baigong verify”.")


@dataclass(frozen=True, slots=True)
class Given:
    """`proof`: the bytes of a `.tlog-proof` that came with it."""

    name: str
    content: bytes
    proof: bytes | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """`row` counts a list's rows from 1."""

    name: str
    answer: Answer
    row: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    trust: Trust
    at: datetime

    def of(self, content: bytes, proof: bytes | None = None) -> Answer:
        found = answered(content, self.trust, self.at, proof, rdf=canonicaliser)
        if proof is None and (own := own_proof(found)):
            again = answered(content, self.trust, self.at, own, rdf=canonicaliser)
            found = again if _log(again).holds else found
        return as_recorded(found, self.trust, self.at)


def paired(files: dict[str, bytes]) -> list[Given]:
    """A proof belongs to the file whose name it begins with."""
    return [
        Given(name, content, files.get(name + PROOF))
        for name, content in files.items()
        if not (name.endswith(PROOF) and name.removesuffix(PROOF) in files)
    ]


def judged(judge: Judge, given: Given) -> list[Judged]:
    """One for each code of a picture, none twice."""
    if not has_codes(given.content):
        return [Judged(given.name, judge.of(given.content, given.proof))]
    is_synthetic, left = judge.trust.is_synthetic, None
    try:
        with ONE_AT_A_TIME:
            left = pages_left(given.content, given.name)
            codes = codes_in(given.content, given.name)
    except Refusal as refusal:
        why = left if left and isinstance(refusal, NoCode) else refusal.fault
        return [Judged(given.name, unreadable(why, is_synthetic=is_synthetic))]
    answers: list[Answer] = []
    for answer in (judge.of(code, given.proof) for code in codes):
        if answer not in answers:
            answers.append(answer)
    if left:
        answers.append(unreadable(left, is_synthetic=is_synthetic))
    return [Judged(given.name, answer) for answer in answers]


def is_table(given: Given) -> bool:
    return is_list(_path(given.name), given.content)


def judged_rows(judge: Judge, given: Given) -> tuple[list[str], Iterator[Judged]]:
    """The list's headings, and its rows. Raises BadList, NothingInList, TooManyRows."""
    _refuse_unpacking(given.content)
    listed = list_of(given.content, _path(given.name))
    if len(listed.rows) > MOST_ROWS:
        raise TooManyRows(most=f"{MOST_ROWS:,}")

    def rows() -> Iterator[Judged]:
        for number, row in enumerate(listed.rows, 1):
            answer = held_against(_in_cell(judge, listed.credential(row)), listed.told(row))
            yield Judged(given.name, answer, number, tuple(row))

    return list(listed.headings), rows()


def own_proof(answer: Answer) -> bytes | None:
    """What the node's own log proves of a certificate that brings no proof, where the pack has no entries."""
    place, index = _placed(answer)
    if place is None or index is None or _log(answer).holds is not None:
        return None
    entry = logged_at(place, index)
    if entry is None:
        return None
    try:
        return str(proof_of_entry(logs_here(), *entry)).encode()
    except (NoSuchLog, NoSuchEntry):
        return None


def _refuse_unpacking(content: bytes) -> None:
    """A workbook is packed: what it says of its size is asked before any of it is read."""
    if content.startswith(PACKED):
        try:
            size = sum(one.file_size for one in ZipFile(BytesIO(content)).infolist())
        except (BadZipFile, ValueError, OSError):
            return  # what it is instead, the reader says
        if size > MOST_UNPACKED:
            raise TooMuchSent(most=MOST_UNPACKED >> 20)


def as_recorded(answer: Answer, trust: Trust, at: datetime) -> Answer:
    """What ended is told at once, also before the next status list is signed: the node's records know it first."""
    place, index = _placed(answer)
    if answer.verdict not in UNSETTLED or place is None or index is None:
        return answer
    stands = standing_of_copy(place, index, on=localdate(at))
    verdict = ENDED.get(stands.state) if stands else None
    if stands is None or verdict is None:
        return answer
    day = stands.since.isoformat() if stands.since else "—"
    detail = Fault("gate.recorded", RECORDED, {"day": day})
    checks = tuple(
        replace(check, holds=False, detail=detail) if check.name == "status" else check for check in answer.checks
    )
    facts = {"issuer": _issuer(answer, trust), "day": str(answer.known["issued_on"])}
    return replace(answer, verdict=verdict, sentence=told(verdict, **facts), checks=checks)


def _placed(answer: Answer) -> tuple[str | None, int | None]:
    place, index = answer.known.get("status_list"), answer.known.get("status_index")
    return (place if isinstance(place, str) else None), (index if isinstance(index, int) else None)


def _log(answer: Answer) -> Check:
    return next(check for check in answer.checks if check.name == "log")


def _issuer(answer: Answer, trust: Trust) -> Text:
    return trust.issuers[str(answer.known["issuer"])].name


def _in_cell(judge: Judge, cell: str) -> Answer:
    if not cell.strip():
        fault = Fault("verify.no_credential", NO_CREDENTIAL)
        return unreadable(fault, is_synthetic=judge.trust.is_synthetic)
    return judge.of(cell.encode(errors="replace"))


def _path(name: str) -> Path:
    return NOWHERE / Path(name).name
