"""The kernel equals the plain definition cell by cell, on data as nasty as a register can be.

BAIGONG_DEFINITION_EXAMPLES says on how many registers; `make test` asks few, since the definition is slow to ask.
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from baigong.core.codes.identity import check_digit
from baigong.core.periods import Span
from baigong.ground.lake.count.question import BREAKDOWNS, Question
from baigong.ground.lake.definition import define
from ground.lake.count.register import counted, kept, rows, total

BODIES = ("11010519491231002", "44052418800101001", "33010220050228123", "33010220000229123", "65010119651231001")
NUMBERS = (*(body + check_digit(body) for body in BODIES), "E12345678", "G87654321")
REGIONS = (None, "330102", "330183", "330104", "110105", "660100", "999999", "33", "3301")
GROUPS = (None, "student", "migrant;student", "retired")
START = date(2020, 11, 1)
EXAMPLES = int(os.environ.get("BAIGONG_DEFINITION_EXAMPLES", "8"))
# Shrinking asks the definition hundreds of times; the seed that hypothesis prints is enough to come back.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

days = st.integers(0, 420).map(lambda count: START + timedelta(days=count * 5))
maybe_days = st.none() | days
instants = st.integers(0, 420).map(lambda count: datetime(2020, 11, 1, 16, tzinfo=UTC) + timedelta(days=count * 5))
maybe_instants = st.none() | instants
numbers = st.sampled_from(NUMBERS)
persons = st.fixed_dictionaries(
    {
        "document": st.sampled_from([None, "resident", "hmt", "foreign_pr"]),
        "sex": st.sampled_from([None, "M", "F"]),
        "born_on": st.none() | st.sampled_from([date(2004, 2, 29), date(1961, 7, 1), date(2008, 1, 1)]),
        "left_on": maybe_days,
        "left_recorded_at": maybe_instants,
        "groups": st.sampled_from(GROUPS),
    }
)
certificates = st.fixed_dictionaries(
    {
        "id_number": numbers,
        "issued_on": st.sampled_from([date(2020, 12, 31), date(2023, 3, 31), date(2023, 4, 1)]) | days,
        "level": st.sampled_from("0A54321SC"),
        "channel": st.sampled_from(["identification", "qualification", "ability", "public_sector", "military"]),
        "region": st.sampled_from(REGIONS),
        "occupation": st.sampled_from(["6-18-04-01", "4-10-01-06", "X2-10-01-01"]),
    }
)
changes = st.fixed_dictionaries(
    {
        "valid_until": maybe_days,
        "recorded_at": maybe_instants,
        "ending": st.sampled_from([None, None, "void", "revoked"]),
        "ended_on": days,
        "ending_recorded_at": maybe_instants,
    }
)


def state(cells: dict[str, Any]) -> dict[str, Any]:
    """A certificate without an ending has no day of one."""
    if cells["ending"] is None:
        return cells | {"ended_on": None, "ending_recorded_at": None}
    return cells


def amended(before: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """An empty cell never erases, and nothing undoes a void."""
    kept_cells = {name: before[name] if cell is None else cell for name, cell in later.items()}
    return kept_cells | ({"ending": "void"} if before.get("ending") == "void" else {})


@st.composite
def registers(draw: st.DrawFn) -> dict[str, Any]:
    held, before = [], []
    for place, cells in enumerate(draw(st.lists(certificates, min_size=1, max_size=18))):
        # Numbers of any length and order, so that ties on a day are told apart by code point alone.
        number = f"{'azB一'[place % 4]}{place}"
        held.append({"number": number, **cells, **state(draw(changes))})
        if draw(st.integers(0, 3)) == 0:
            before.append({"number": number, **cells, **state(draw(changes))})
            held[-1] = amended(before[-1], held[-1])
    people = draw(st.dictionaries(numbers, persons, max_size=len(NUMBERS)))
    left_before = draw(st.dictionaries(st.sampled_from(list(people) or [NUMBERS[0]]), persons, max_size=2))
    people |= {number: amended(left_before[number], people[number]) for number in left_before.keys() & people.keys()}
    return {
        "certificates": kept("certificates", held, before),
        "persons": kept(
            "persons",
            [{"id_number": number, **cells} for number, cells in people.items()],
            [{"id_number": number, **cells} for number, cells in left_before.items() if number in people],
        ),
        "merges": kept("merges", draw(merges())),
    }


@st.composite
def merges(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Chains without rings: each number goes into a later one."""
    found = []
    for place, number in enumerate(NUMBERS[:-1]):
        if draw(st.integers(0, 2)) == 0:
            into = draw(st.sampled_from(NUMBERS[place + 1 :]))
            recorded = draw(instants)
            undone = draw(st.none() | st.just(recorded + timedelta(days=200)))
            found.append({"id_number": number, "into": into, "recorded_at": recorded, "undone_at": undone})
    return found


questions = st.builds(
    lambda first, length, on, known, region, apprentice: {
        "span": Span(first, first + timedelta(days=length)),
        "on": on,
        "known": known,
        "region": region,
        "apprentice_worker_is_skilled": apprentice,
    },
    days,
    st.integers(0, 1500),
    days,
    st.none() | instants,
    st.sampled_from([None, None, "33", "3301", "330102", "66", "330100", "00"]),
    st.booleans(),
)
asked = st.lists(st.sampled_from(BREAKDOWNS), unique=True, max_size=3).map(tuple)


def assert_equal(tables: dict[str, Any], question: Question) -> None:
    with TemporaryDirectory() as folder:
        score = counted(Path(folder), tables, question)
    cells, whole = define(tables, question)
    assert total(score) == whole
    if question.by:
        assert rows(score) == cells


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(registers(), questions, asked)
def test_kernel_and_definition_agree_cell_by_cell(tables: dict[str, Any], when: dict[str, Any], by: tuple[str, ...]):
    assert_equal(tables, Question(by=by, **when))


@pytest.mark.parametrize("by", BREAKDOWNS)
@settings(max_examples=max(2, EXAMPLES // 8), deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(registers(), questions)
def test_every_breakdown_agrees(by: str, tables: dict[str, Any], when: dict[str, Any]):
    assert_equal(tables, Question(by=(by,), **when))
