"""Runs the program as a person at a terminal would: words in, an exit code and two streams out."""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from typing import Any

from baigong.faces.cli.main import run


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def baigong(*words: object) -> Answer:
    """The answer to one command line, run in this process because a start costs more than most answers."""
    spoken = [str(word) for word in words]
    out, err = paper(), paper()
    kept = sys.argv
    sys.argv = ["baigong", *spoken]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = code_of(spoken)
    finally:
        sys.argv = kept
    return Answer(code, written(out), written(err))


def asked(*words: object) -> Answer:
    return baigong(*words, "--json")


def paper() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def code_of(words: list[str]) -> int:
    try:
        run(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def quarantined(report: dict[str, Any]) -> set[tuple[str, int]]:
    return {(found["table"], found["row"]) for found in report["findings"] if found["quarantined"]}


def remarked(report: dict[str, Any]) -> set[tuple[str, int]]:
    """Rows of a table that were accepted with a finding; what is said once for a table has row 0 and is left out."""
    return {(found["table"], found["row"]) for found in report["findings"] if not found["quarantined"] and found["row"]}


def codes_at(report: dict[str, Any], table: str, row: int) -> set[str]:
    return {found["code"] for found in report["findings"] if (found["table"], found["row"]) == (table, row)}


def assert_sentences(spoken: dict[str, Any]) -> None:
    """A refusal or a finding speaks both languages, and they are not the same words."""
    assert spoken["zh"].strip()
    assert spoken["en"].strip()
    assert spoken["zh"] != spoken["en"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in spoken["zh"])


def assert_refused(answer: Answer) -> None:
    assert answer.code == 2, (answer.code, answer.out[:600], answer.err[-600:])
    refusal = answer.json["refusal"]
    assert refusal["code"]
    assert_sentences(refusal)
