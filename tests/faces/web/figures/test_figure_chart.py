"""Bars of earlier readings: heights in proportion, floors without a top, other definitions apart."""

from baigong.faces.web.figures.chart import BASE, TOP, Point, chart


def test_bars_stand_in_proportion_and_the_goal_lies_where_its_value_does():
    drawn = chart([Point(20.0, "20", "2024"), Point(40.0, "40", "2025")], goal=40.0, goal_words="goal", unit="")

    assert drawn is not None
    low, high = drawn.drawn
    assert (high.height, round(high.height / low.height, 2)) == (BASE - drawn.goal, 2.0)
    assert min(tick.at for tick in drawn.ticks) >= TOP


def test_a_floor_fades_out_and_a_figure_of_another_definition_does_not():
    points = [Point(1.0, "≥1", "2024", is_open=True), Point(2.0, "2", "2025"), Point(3.0, "3", "2026", is_other=True)]

    drawn = chart(points, goal=None, goal_words="", unit="")

    assert drawn is not None
    assert [len(one.fading) for one in drawn.drawn] == [3, 0, 0]
    assert drawn.goal is None


def test_only_the_last_few_are_drawn_and_nothing_is_no_drawing():
    many = chart([Point(float(year), "", str(year)) for year in range(2000, 2020)], goal=None, goal_words="", unit="")

    assert many is not None
    assert [one.point.below for one in many.drawn] == [str(year) for year in range(2012, 2020)]
    assert chart([], goal=1.0, goal_words="", unit="") is None
