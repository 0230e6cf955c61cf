"""What `baigong score --provable` says beside a score: how far the certificates behind each count can be proved."""

from collections.abc import Mapping

from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.lines import aligned
from baigong.ground.lake.count.counting import Score
from baigong.ground.lake.count.question import SERIES
from baigong.ground.lake.explain.proof import Provable, nothing_provable

Cell = tuple[str | None, ...]
Proved = Mapping[Cell, Provable]
STEPS = {
    "number": msgid("a number only"),
    "filed": msgid("the issuer is filed"),
    "result": msgid("the result is on file"),
    "logged": msgid("signed and in the public log"),
}


def with_parts(answer: Mapping[str, object], cells: list[Cell], proved: Proved) -> dict[str, object]:
    """The answer for programs: `provable` in each of its rows, and beside its total."""
    rows = answer["rows"]
    assert isinstance(rows, list)
    told = [
        row | {"provable": proved.get(labels) or nothing_provable()} for row, labels in zip(rows, cells, strict=True)
    ]
    return {**answer, "rows": told, "provable": proved[()]}


def parts_told(score: Score, cells: list[Cell], titles: Mapping[str, str], proved: Proved, reader: Reader) -> list[str]:
    """A line a cell and series; the four parts exclude one another and add up to the certificates."""
    told = msgid(
        "How far the certificates behind each count can be proved: each once, where it can be proved best, and also "
        "where people are counted."
    )
    heads = [*score.question.by, "", *(reader.say(words) for words in (msgid("certificates"), *STEPS.values()))]
    lines = [heads]
    for labels in [*cells, ()] if score.question.by else cells:
        named = [part or "?" for part in labels] if labels else _of_all(score, reader)
        parts = proved.get(labels) or nothing_provable()
        for series in SERIES:
            counts = [parts[series][step] for step in STEPS]
            lines.append([*named, reader.say(titles[series]), *(f"{value:,}" for value in (sum(counts), *counts))])
            named = [""] * len(named)
    return [reader.say(told), "", *aligned(lines)]


def _of_all(score: Score, reader: Reader) -> list[str]:
    by = score.question.by
    return [reader.say(msgid("total")), *[""] * (len(by) - 1)] if by else []
