"""How far cells can be proved, counted at once: of every cell it is what its figure explains of itself."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from baigong.core.periods import Span
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import BREAKDOWNS, SERIES, Question
from baigong.ground.lake.explain.figure import Figure
from baigong.ground.lake.explain.proof import provable
from baigong.ground.lake.explain.records import records_of
from baigong.ground.lake.layout.build import build, plain_names
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.source import opened_lake
from baigong.ground.plan import load_plan
from ground.lake.count.register import ABOUT
from ground.lake.explain.test_records import SPAN, TABLES

PLAN = load_plan()
FIRST, LAST = map(date.fromisoformat, SPAN.split(".."))


def question(*by: str) -> Question:
    return Question(
        Span(FIRST, LAST), LAST, by, apprentice_worker_is_skilled=PLAN.settings.apprentice_worker_is_skilled
    )


def assert_every_cell_is_as_explained(lake: Lake, *by: str) -> None:
    asked = question(*by)
    found, score = provable(lake, asked), count(lake, asked)

    cells = {labels for labels, row in score.rows.items() if any(row)} | {()}
    assert found.keys() == cells
    for labels in cells:
        cell = dict(zip(by, labels, strict=True)) if labels else {}
        for series in SERIES:
            figure = Figure("", series, None, LAST, cell)
            assert found[labels][series] == records_of(lake, figure, PLAN).provable, (cell, series)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("register") / "lake"
    build(TABLES, folder, naming=plain_names(), about=ABOUT)
    return open_lake(folder)


@pytest.mark.parametrize(
    "by", [(), *((name,) for name in BREAKDOWNS), ("quarter", "group", "age"), ("region4", "level")]
)
def test_every_cell_of_a_register_is_proved_as_far_as_its_figure_says(register: Lake, by: tuple[str, ...]) -> None:
    assert_every_cell_is_as_explained(register, *by)


def test_the_parts_of_a_province_are_by_prefecture_what_each_figure_says(province: Path) -> None:
    with opened_lake(province, plan=PLAN, now=datetime(2026, 1, 1, tzinfo=UTC), with_evidence=True) as source:
        assert_every_cell_is_as_explained(source.lake, "region4")
        parts = provable(source.lake, question("region4"))

    whole = parts.pop(())
    sums = {s: {step: sum(one[s][step] for one in parts.values()) for step in whole[s]} for s in SERIES}
    assert sums == whole
    assert [step for step, count in whole["events"].items() if count] == ["number", "result"]


def test_only_the_region_asked_for_is_proved(register: Lake) -> None:
    asked = Question(Span(FIRST, LAST), LAST, (), "11")

    assert provable(register, asked)[()]["events"] == {"number": 1, "filed": 0, "result": 0, "logged": 0}
