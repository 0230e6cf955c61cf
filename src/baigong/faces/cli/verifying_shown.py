"""Answers of `baigong verify`, for a person and for a program."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from baigong.core.credentials.certificate import Cell
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.verifying.answers import VERDICTS, Check, Verdict
from baigong.faces.cli.command import Reader
from baigong.faces.cli.verifying_given import Judged
from baigong.faces.words import both, translated

MOST_SHOWN = 100
ANSWERS: Mapping[Verdict, str] = {
    "valid": msgid("valid"),
    "revoked": msgid("revoked"),
    "void": msgid("void"),
    "expired": msgid("expired"),
    "not_in_log": msgid("not in the log"),
    "backdated": msgid("backdated"),
    "unknown_issuer": msgid("unknown issuer"),
    "altered": msgid("altered"),
    "expired_key": msgid("wrong key"),
    "unknown": msgid("cannot tell"),
}
CHECKS: Mapping[str, str] = {
    "form": msgid("Form"),
    "signature": msgid("Signature"),
    "key": msgid("Signing key"),
    "term": msgid("Term"),
    "status": msgid("Standing"),
    "log": msgid("Public log"),
    "witness": msgid("Witnesses"),
    "row": msgid("Row of the list"),
}
CELLS: Mapping[str, str] = {
    "number": msgid("Certificate number"),
    "name": msgid("Holder's name"),
    "document": msgid("Identity document"),
    "occupation": msgid("Occupation code"),
    "occupation_name": msgid("Occupation"),
    "level": msgid("Level"),
    "issuer_name": msgid("Issued by"),
    "credit_code": msgid("Credit code of the issuer"),
    "issued_on": msgid("Issued on"),
    "valid_until": msgid("Valid until"),
}
MARKS = {True: "✓", False: "✗", None: "?"}
SYNTHETIC = msgid("SYNTHETIC DATA")
SAYS, LINE = msgid("What it says:"), msgid("%(what)s: %(said)s")
ROW = msgid("row %(row)s")
COUNTED = msgid("%(count)s verified: %(told)s.")
COUNT = msgid("%(count)s %(answer)s")
NOT_VALID = msgid("Not valid:")
MORE = msgid("%(count)s more are not shown; -o FILE.xlsx writes all of them.")


def answer(one: Judged, reader: Reader) -> dict[str, object]:
    """The object that PACKAGE tells, with the file and the form beside it."""
    said = one.answer
    place = {"file": one.file} if one.row is None else {"file": one.file, "row": one.row}
    return {
        **place,
        "answer": said.verdict,
        "form": said.form,
        "synthetic": said.is_synthetic,
        "checks": [_check(check, reader) for check in said.checks],
        "certificate": {name: _plain(cell) for name, cell in said.known.items()},
        **both(said.sentence),
    }


def many(found: Sequence[Judged], files: int, reader: Reader) -> dict[str, object]:
    counts = Counter(one.answer.verdict for one in found)
    told = {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}
    return {"files": files, "counts": told, "credentials": [answer(one, reader) for one in found]}


def report(one: Judged, reader: Reader) -> list[str]:
    """The sentence first: whoever stands at a gate reads no further."""
    said = one.answer
    lines = [_said(said.sentence, reader)]
    lines += [reader.say(SYNTHETIC)] if said.is_synthetic else []
    lines += ["", *(f"{MARKS[check.holds]} {_line(check, reader)}" for check in said.checks)]
    cells = [
        "  " + reader.say(LINE, what=reader.say(CELLS[name]), said=_plain(cell))
        for name, cell in said.known.items()
        if name in CELLS
    ]
    return [*lines, "", reader.say(SAYS), *cells] if cells else lines


def summary(found: Sequence[Judged], reader: Reader, *, is_written: bool) -> list[str]:
    """How many of each answer, and which are not valid and why."""
    counts = Counter(one.answer.verdict for one in found)
    told = [
        reader.say(COUNT, count=f"{counts[verdict]:,}", answer=reader.say(ANSWERS[verdict]))
        for verdict in VERDICTS
        if counts[verdict]
    ]
    joined = ("，" if reader.language == "zh" else ", ").join(told)
    lines = [reader.say(COUNTED, count=f"{len(found):,}", told=joined)]
    lines += [reader.say(SYNTHETIC)] if any(one.answer.is_synthetic for one in found) else []
    bad = [one for one in found if not one.answer.is_valid]
    lines += ["", reader.say(NOT_VALID)] if bad else []
    lines += [f"  {_place(one, reader)} · {_said(one.answer.sentence, reader)}" for one in islice(bad, MOST_SHOWN)]
    if len(bad) > MOST_SHOWN and not is_written:
        lines.append(reader.say(MORE, count=f"{len(bad) - MOST_SHOWN:,}"))
    return lines


def _place(one: Judged, reader: Reader) -> str:
    return one.file if one.row is None else f"{one.file} {reader.say(ROW, row=one.row)}"


def _check(check: Check, reader: Reader) -> dict[str, object]:
    return {"check": check.name, "holds": check.holds, "detail": _said(check.detail, reader), **both(check.detail)}


def _line(check: Check, reader: Reader) -> str:
    """A reason that stands inside another sentence begins small there; on a line of its own it is a sentence."""
    said = _said(check.detail, reader)
    whole = said[:1].upper() + said[1:]
    stop = "。" if reader.language == "zh" else "."
    sentence = whole if whole.endswith((".", "。")) else whole + stop
    return reader.say(LINE, what=reader.say(CHECKS[check.name]), said=sentence)


def _said(fault: Fault, reader: Reader) -> str:
    return translated(fault.sentence, reader.language, fault.facts)


def _plain(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell
