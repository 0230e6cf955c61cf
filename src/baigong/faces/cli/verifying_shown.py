"""Answers of `baigong verify`, for a person and for a program."""

from collections.abc import Sequence
from itertools import islice

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.verifying.answers import Check
from baigong.faces.cli.command import Reader
from baigong.faces.cli.verifying_given import Judged
from baigong.faces.gate.plain import counted, plain, plain_all, plain_cell
from baigong.faces.gate.words import ANSWERS, CELLS, CHECKS
from baigong.faces.words import translated

MOST_SHOWN = 100
MARKS = {True: "✓", False: "✗", None: "?"}
SYNTHETIC = msgid("SYNTHETIC DATA")
SAYS, LINE = msgid("What it says:"), msgid("%(what)s: %(said)s")
ROW = msgid("row %(row)s")
COUNTED = msgid("%(count)s verified: %(told)s.")
COUNT = msgid("%(count)s %(answer)s")
NOT_VALID = msgid("Not valid:")
MORE = msgid("%(count)s more are not shown; -o FILE.xlsx writes all of them.")
WRITTEN = msgid("The list with its answers stands in %(file)s.")


def answer(one: Judged, reader: Reader) -> dict[str, object]:
    """The object that PACKAGE tells, with the file and the form beside it."""
    said = one.answer
    place: dict[str, object] = {"file": one.file} if one.row is None else {"file": one.file, "row": one.row}
    return place | plain(said, reader.language)


def many(found: Sequence[Judged], files: int, reader: Reader) -> dict[str, object]:
    return plain_all([answer(one, reader) for one in found], [one.answer for one in found], files=files)


def report(one: Judged, reader: Reader) -> list[str]:
    """The sentence first: whoever stands at a gate reads no further."""
    said = one.answer
    lines = [_said(said.sentence, reader)]
    lines += [reader.say(SYNTHETIC)] if said.is_synthetic else []
    lines += ["", *(f"{MARKS[check.holds]} {_line(check, reader)}" for check in said.checks)]
    cells = [
        "  " + reader.say(LINE, what=reader.say(CELLS[name]), said=plain_cell(cell))
        for name, cell in said.known.items()
        if name in CELLS
    ]
    return [*lines, "", reader.say(SAYS), *cells] if cells else lines


def summary(found: Sequence[Judged], reader: Reader, *, written: str | None) -> list[str]:
    """How many of each answer, and which are not valid and why; `written`: where the list with its answers stands."""
    told = [
        reader.say(COUNT, count=f"{count:,}", answer=reader.say(ANSWERS[verdict]))
        for verdict, count in counted(one.answer for one in found).items()
    ]
    joined = ("，" if reader.language == "zh" else ", ").join(told)
    lines = [reader.say(COUNTED, count=f"{len(found):,}", told=joined)]
    lines += [reader.say(SYNTHETIC)] if any(one.answer.is_synthetic for one in found) else []
    bad = [one for one in found if not one.answer.is_valid]
    lines += ["", reader.say(NOT_VALID)] if bad else []
    lines += [f"  {_place(one, reader)} · {_said(one.answer.sentence, reader)}" for one in islice(bad, MOST_SHOWN)]
    if len(bad) > MOST_SHOWN and not written:
        lines.append(reader.say(MORE, count=f"{len(bad) - MOST_SHOWN:,}"))
    return [*lines, "", reader.say(WRITTEN, file=written)] if written else lines


def _place(one: Judged, reader: Reader) -> str:
    return one.file if one.row is None else f"{one.file} {reader.say(ROW, row=one.row)}"


def _line(check: Check, reader: Reader) -> str:
    """A reason that stands inside another sentence begins small there; on a line of its own it is a sentence."""
    said = _said(check.detail, reader)
    whole = said[:1].upper() + said[1:]
    stop = "。" if reader.language == "zh" else "."
    sentence = whole if whole.endswith((".", "。")) else whole + stop
    return reader.say(LINE, what=reader.say(CHECKS[check.name]), said=sentence)


def _said(fault: Fault, reader: Reader) -> str:
    return translated(fault.sentence, reader.language, fault.facts)
