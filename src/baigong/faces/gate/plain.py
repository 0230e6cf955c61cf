"""An answer as programs read it: the object of `baigong verify --json`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from baigong.core.credentials.certificate import Cell
from baigong.core.refusal import Fault
from baigong.core.text import Language
from baigong.core.verifying.answers import VERDICTS, Answer, Check
from baigong.faces.words import both, translated


def plain(answer: Answer, language: Language) -> dict[str, object]:
    return {
        "answer": answer.verdict,
        "form": answer.form,
        "synthetic": answer.is_synthetic,
        "checks": [_check(check, language) for check in answer.checks],
        "certificate": {name: plain_cell(cell) for name, cell in answer.known.items()},
        **both(answer.sentence),
    }


def counted(answers: Iterable[Answer]) -> dict[str, int]:
    """How many of each answer, in their order."""
    counts = Counter(answer.verdict for answer in answers)
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def plain_all(told: Sequence[Mapping[str, object]], answers: Iterable[Answer], *, files: int) -> dict[str, object]:
    return {"files": files, "counts": counted(answers), "credentials": list(told)}


def plain_cell(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _check(check: Check, language: Language) -> dict[str, object]:
    return {"check": check.name, "holds": check.holds, "detail": _said(check.detail, language), **both(check.detail)}


def _said(fault: Fault, language: Language) -> str:
    return translated(fault.sentence, language, fault.facts)
