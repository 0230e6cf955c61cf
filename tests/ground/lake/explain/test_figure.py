"""How a figure is written, and what is refused."""

from datetime import UTC, date, datetime

import pytest

from baigong.core.periods import Span
from baigong.core.refusal import Refusal
from baigong.ground.lake.explain.figure import Figure, TargetFigure, parse_figure
from baigong.ground.plan import load_plan

DAY = date(2025, 12, 31)


def test_a_stock_is_of_a_day():
    written = "stock@2025-12-31/region=33,level=3"

    assert parse_figure(written) == Figure(written, "stock", None, DAY, {"region": "33", "level": "3"})


def test_a_flow_is_of_a_span_and_null_is_unknown():
    written = "first@2021-01-01..2025-12-31/sex=null"

    figure = parse_figure(written)

    assert figure == Figure(written, "first", Span(date(2021, 1, 1), DAY), DAY, {"sex": None})


def test_the_instant_stands_at_the_end():
    figure = parse_figure("events@2021-01-01..2025-12-31?known=2025-06-30")

    assert isinstance(figure, Figure)
    assert figure.known == datetime(2025, 6, 30, 16, tzinfo=UTC)


def test_without_a_span_the_plan_gives_its_first_day():
    figure = parse_figure("events@2025-12-31/region=00")

    assert isinstance(figure, Figure)
    assert figure.question(load_plan()).span == Span(date(2021, 1, 1), DAY)
    assert figure.question(load_plan()).by == ()


def test_a_target_is_of_the_nation_unless_a_region_is_named():
    assert parse_figure("target:new_skilled@2025-12-31") == TargetFigure(
        "target:new_skilled@2025-12-31", "new_skilled", DAY, "00"
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "stock",
        "stock@2025-13-01",
        "stock@2021-01-01..2025-12-31",
        "people@2025-12-31",
        "stock@2025-12-31/level=9",
        "stock@2025-12-31/level=null",
        "stock@2025-12-31/region=333",
        "stock@2025-12-31/region",
        "stock@2025-12-31/sex=F,sex=M",
        "stock@2025-12-31/colour=red",
        "stock@2025-12-31?known=soon",
        "events@2021-01-01..2022-01-01..2023-01-01",
        "target:skilled_share",
        "target:skilled_share@soon",
    ],
)
def test_what_is_no_figure_is_refused(written: str):
    with pytest.raises(Refusal):
        parse_figure(written)
