"""A target judged on one day by what was out on another."""

from dataclasses import replace
from datetime import date

from baigong.core.indicators.choosing import own_figures
from baigong.core.indicators.judging import judge
from baigong.ground.plan import load_plan

PLAN = load_plan()
TARGET = next(one for one in PLAN.targets if one.target == "skilled_share")
END = date(2025, 12, 31)


def test_what_was_out_later_is_not_used():
    judged = judge(TARGET, PLAN.figures, region="00", on=END, known=date(2025, 7, 4))

    assert judged.published is not None
    assert (judged.on, judged.published.last) == (END, date(2024, 9, 30))


def test_what_came_out_after_the_day_that_is_judged_is_used_where_it_was_known():
    late = replace(PLAN.figures[0], definition="skilled_share", region="00", last=END, first=None)
    late = replace(late, published_on=date(2026, 7, 1), relation="=", value=TARGET.goal)

    then = judge(TARGET, [late], region="00", on=END)
    now = judge(TARGET, [late], region="00", on=END, known=date(2026, 11, 26))

    assert (then.status, now.status) == ("no_data", "met")


def test_without_a_vintage_the_day_is_both():
    day = date(2025, 10, 31)

    assert judge(TARGET, PLAN.figures, region="00", on=day) == judge(
        TARGET, PLAN.figures, region="00", on=day, known=day
    )


def test_a_targets_own_figures_are_published_ones_and_quotients_of_published_ones():
    seen = [figure for figure in PLAN.figures if figure.region == "00"]

    own = own_figures(TARGET, seen)

    assert {figure.definition for figure in own} == {"skilled_share"}
    assert {bool(figure.parts) for figure in own} == {True, False}
