"""An answer as a page shows it: one sentence in both languages, then the checks, then what the certificate says."""

from collections.abc import Iterator
from dataclasses import dataclass

from baigong.apps.certificates.standing import Standing, State
from baigong.core.codes.level import LEVELS
from baigong.core.credentials.certificate import Cell
from baigong.core.refusal import Fault
from baigong.core.text import Language
from baigong.core.verifying.answers import Answer
from baigong.faces.gate.asked import KINDS, PAIRS
from baigong.faces.gate.given import Judged
from baigong.faces.gate.plain import plain_cell
from baigong.faces.gate.words import ANSWERS, CELLS, CHECKS, LOOKS, look_of
from baigong.faces.web.words import reader, said
from baigong.faces.words import both

STOPS = (". ", "。")
LANGUAGES: dict[Language, Language] = {"zh": "en", "en": "zh"}
TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
PAIR_LOOKS = {State.IN_FORCE: "holds", State.EXPIRED: "doubt", State.NOT_HERE: "not_done"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """The first words large, the others below; and all of it in the other language."""

    title: str
    rest: str
    other: str
    other_tag: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    title: str
    look: str
    detail: str


@dataclass(frozen=True, slots=True)
class AnswerShown:
    name: str
    row: int | None
    look: str
    word: str
    sentence: Sentence
    checks: tuple[CheckShown, ...]
    cells: tuple[tuple[str, str, bool], ...]  # title, text, whether it is in code letters
    holder: str
    number: str
    is_synthetic: bool
    log: tuple[int, int] | None  # year and number of its entry


def shown(one: Judged) -> AnswerShown:
    answer = one.answer
    return AnswerShown(
        name=one.name,
        row=one.row,
        look=LOOKS[answer.verdict],
        word=said(ANSWERS[answer.verdict]),
        sentence=sentence_of(answer.sentence),
        checks=tuple(_checks(answer)),
        cells=tuple(_cells(answer)),
        holder=str(answer.known.get("name", "")),
        number=str(answer.known.get("number", "")),
        is_synthetic=answer.is_synthetic,
        log=_entry(answer),
    )


def pair_shown(standing: Standing) -> tuple[str, Sentence, str]:
    """How it looks, what is said, and of which kind the record is."""
    day = standing.since.isoformat() if standing.since else "—"
    sentence = sentence_of(Fault(f"gate.{standing.state}", PAIRS[standing.state], {"day": day}))
    kind = "" if standing.state is State.NOT_HERE else said(KINDS[standing.kind])
    return PAIR_LOOKS.get(standing.state, "fails"), sentence, kind


def sentence_of(fault: Fault) -> Sentence:
    told, language = both(fault), reader()
    title, rest = _halves(told[language])
    return Sentence(title, rest, told[LANGUAGES[language]], TAGS[LANGUAGES[language]])


def _halves(text: str) -> tuple[str, str]:
    for stop in STOPS:
        first, found, rest = text.partition(stop)
        if found and rest:
            return first + stop.strip(), rest
    return text, ""


def _checks(answer: Answer) -> Iterator[CheckShown]:
    """What does not hold first."""
    every = [
        CheckShown(said(CHECKS[one.name]), look_of(one, answer), _whole(said(one.detail.sentence, one.detail.facts)))
        for one in answer.checks
    ]
    yield from sorted(every, key=lambda one: one.look != "fails")


def _whole(text: str) -> str:
    """A reason that stands inside another sentence begins small there; on a line of its own it is a sentence."""
    stop = "。" if reader() == "zh" else "."
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "。", "?", "？")) else text + stop


def _cells(answer: Answer) -> Iterator[tuple[str, str, bool]]:
    for name, title in CELLS.items():
        if name in answer.known:
            yield said(title), _cell(name, answer.known[name]), name in ("number", "credit_code", "document")


def _cell(name: str, cell: Cell) -> str:
    if name == "level" and cell in LEVELS:
        return LEVELS[str(cell)].title[reader()]
    return str(plain_cell(cell))


def _entry(answer: Answer) -> tuple[int, int] | None:
    """Of the log that has it, which for one that was slipped in late is not that of its own year."""
    facts = next((one.detail.facts for one in answer.checks if one.name == "log" and one.holds), {})
    year, index = facts.get("year"), facts.get("index")
    return (int(str(year)), int(str(index).replace(",", ""))) if year is not None and index is not None else None
