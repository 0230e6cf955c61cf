"""Two rows beside one another, cell by cell, and what they would count for as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from baigong.apps.certificates.effects import FigureEffect
from baigong.core.text import msgid
from baigong.faces.web.persons.naming import cell, dotted, heading, place_named, titled
from baigong.faces.web.persons.whole import Whole
from baigong.faces.web.words import said
from baigong.ground.lake.schema.tables import PERSONS

Cells = Mapping[str, str | None]
Verdict = Literal["same", "differs", "unknown", "neither"]
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "same": ("holds", msgid("the same")),
    "differs": ("fails", msgid("differs")),
    "unknown": ("not_done", msgid("one is unknown")),
    "neither": ("not_done", msgid("both unknown")),
}
NUMBER, LIVES, ALL, UNKNOWN = msgid("Number"), msgid("Region of today"), msgid("all together"), msgid("unknown region")
COUNTED = ("employments", "insurance", "benefits", "statuses")
WHY = {
    "same_name": msgid("the same name"),
    "same_birth": msgid("the same day of birth"),
    "birth_mistyped": msgid("days of birth one slip apart"),
    "number_same_but_check_digit": msgid("numbers that differ in the check digit only"),
    "number_one_digit": msgid("numbers that differ in one digit"),
    "number_two_swapped": msgid("numbers with two digits swapped"),
    "same_sex": msgid("the same sex"),
    "same_prefecture": msgid("the same prefecture"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    title: str
    first: str
    second: str
    verdict: Verdict
    glyph: str
    word: str


@dataclass(frozen=True, slots=True)
class Effect:
    """`change` is what merging adds or takes away."""

    series: str
    region: str
    apart: int
    merged: int

    @property
    def change(self) -> str:
        return f"{self.merged - self.apart:+d}".replace("-", "−") if self.merged != self.apart else "0"


def reasons(why: tuple[str, ...]) -> list[str]:
    return [said(WHY[name]) for name in why if name in WHY]


def likelihood(weight: float) -> int:
    """How many times likelier one person is than two, to its first digit.

    >>> likelihood(9.5), likelihood(-1.0)
    (700, 1)
    """
    times = 2.0**weight
    power = 10 ** max(len(str(int(times))) - 1, 0)
    return max(1, int(times / power) * power)


def compared(
    first: Whole, second: Whole, cells: tuple[Mapping[str, str | None], Mapping[str, str | None]]
) -> list[Compared]:
    """Every field; numbers differ always, for no two rows bear one."""
    one, other = first.detail.line, second.detail.line
    rows = [_row(said(NUMBER), dotted(one.number), dotted(other.number), is_same=False)]
    for column in PERSONS.columns:
        if column.name in cells[0]:
            texts = [cell(column, of.get(column.name)) for of in cells]
            if column.name in ("sex", "born_on"):  # as the number says it, else as recorded
                texts = [cell(column, _text(getattr(line, column.name))) for line in (one, other)]
            rows.append(_row(heading(column), *texts))
    rows.append(_row(said(LIVES), place_named(one.place), place_named(other.place)))
    rows.append(_row(titled("certificates"), _held(first), _held(second)))
    rows += [_row(titled(table), *(str(len(of.facts_in(table))) for of in (first, second))) for table in COUNTED]
    return rows


def effects_told(effects: list[FigureEffect]) -> list[Effect]:
    return [Effect(one.series, _region(one.region), one.apart, one.merged) for one in effects]


def _row(title: str, first: str, second: str, *, is_same: bool | None = None) -> Compared:
    same = first == second if is_same is None else is_same
    verdict: Verdict = "same" if same else "differs"
    if not (first and second):
        verdict = "unknown" if first or second else "neither"
    glyph, word = VERDICTS[verdict]
    return Compared(title, first, second, verdict, glyph, said(word))


def _held(whole: Whole) -> str:
    return ", ".join(line.number for line in whole.certificates) or "0"


def _region(region: str | None) -> str:
    if region == "00":
        return said(ALL)
    return place_named(region) if region else said(UNKNOWN)


def _text(value: object) -> str | None:
    return str(value) if value else None
