"""The judging paragraph, sentence by sentence."""

from datetime import date
from fractions import Fraction

import pytest

from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import judge
from baigong.core.indicators.target import Ratio, Target
from baigong.core.periods import Span
from baigong.core.text import Text

PLAN = Span(date(2021, 1, 1), date(2025, 12, 31))
START, END, BASE = PLAN.first, PLAN.last, date(2020, 12, 31)


def target(goal=100, *, op=">=", cumulative=False, **more):
    return Target(
        target="t",
        name=Text("目标", "target"),
        scope="00",
        op=op,
        goal=Fraction(goal),
        unit="persons",
        period="2025",
        span=more.pop("span", PLAN),
        is_cumulative=cumulative,
        definition=more.pop("definition", "own"),
        document="d",
        clause=Text("条", "clause"),
        source="S",
        **more,
    )


def figure(value, relation="=", *, last, definition="own", **more):
    return Figure(Fraction(value), relation, last, definition, more.pop("source", "S"), **more)


def standing(judged):
    return judged.status, judged.reason


def judged(asked, *figures, on=END):
    return judge(asked, figures, region="00", on=on)


def test_a_figure_of_the_last_year_that_reaches_the_goal_meets_it_before_the_period_is_over():
    answer = judged(target(), figure(100, last=date(2025, 3, 31)), on=date(2025, 6, 30))

    assert standing(answer) == ("met", "reached")


def test_a_floor_at_the_goal_suffices():
    assert judged(target(), figure(100, ">=", last=date(2025, 3, 31))).status == "met"


@pytest.mark.parametrize(("op", "status"), [("=", "met"), ("~", "met"), (">=", "met"), (">", "missed")])
def test_equal_and_about_read_as_at_least_but_more_than_means_more(op, status):
    assert judged(target(op=op), figure(100, last=END)).status == status


def test_a_floor_that_says_more_than_the_goal_reaches_a_goal_of_more_than():
    assert judged(target(op=">"), figure(100, ">", last=END)).status == "met"


def test_an_exact_figure_below_the_goal_at_the_end_misses_it():
    assert standing(judged(target(), figure(99, last=END))) == ("missed", "below_at_the_end")


def test_once_the_period_is_over_a_figure_from_before_its_end_decides_nothing():
    early = figure(99, last=date(2025, 6, 30))

    assert judged(target(), early, on=date(2025, 12, 30)).status == "behind"
    assert standing(judged(target(), early, on=END)) == ("not_shown", "before_the_end")


def test_a_level_reached_in_an_earlier_year_is_on_track_and_then_not_shown():
    early = figure(120, last=date(2024, 5, 31))

    assert judged(target(), early, on=date(2025, 12, 30)).status == "on_track"
    assert judged(target(), early, on=END).status == "not_shown"


def test_a_cumulative_goal_is_met_by_a_figure_of_any_day():
    early = figure(100, last=date(2023, 6, 30), first=START)

    assert judged(target(cumulative=True), early, on=date(2023, 7, 1)).status == "met"


def test_a_cumulative_figure_of_another_span_shows_nothing():
    other = figure(500, last=date(2024, 9, 30), first=date(2019, 1, 1))

    answer = judged(target(cumulative=True), other)

    assert standing(answer) == ("not_shown", "another_figure")
    assert (answer.published, answer.related) == (None, (other,))


def test_a_cumulative_goal_is_on_the_line_from_nothing():
    whole = (END - BASE).days
    day = date(2023, 12, 31)
    needed = Fraction(100 * (day - BASE).days, whole)

    on_it = judged(target(cumulative=True), figure(needed, last=day, first=START), on=date(2024, 6, 30))
    below = judged(target(cumulative=True), figure(needed - 1, last=day, first=START), on=date(2024, 6, 30))

    assert (on_it.status, on_it.line) == ("on_track", needed)
    assert below.status == "behind"


def test_a_level_is_on_the_line_from_the_figure_of_the_plans_start():
    base, now = figure(50, last=BASE), figure(80, last=date(2023, 12, 31))

    answer = judged(target(), base, now, on=date(2024, 6, 30))

    assert answer.line == 50 + Fraction(50 * (date(2023, 12, 31) - BASE).days, (END - BASE).days)
    assert answer.status == "on_track"


@pytest.mark.parametrize("more", [{"series": "old"}, {"relation": ">"}])
def test_without_a_chainable_exact_start_the_goal_itself_is_the_line(more):
    base = figure(50, more.get("relation", "="), last=BASE, series=more.get("series", ""))

    answer = judged(target(), base, figure(80, last=date(2023, 12, 31)), on=date(2024, 6, 30))

    assert (answer.status, answer.line) == ("behind", 100)


def test_a_floor_below_the_goal_shows_nothing_even_at_the_end():
    assert standing(judged(target(), figure(99, ">", last=END))) == ("not_shown", "floor_below")


@pytest.mark.parametrize(("relation", "reason"), [("~", "approximate"), ("<", "ceiling")])
def test_neither_an_approximation_nor_a_ceiling_decides(relation, reason):
    assert standing(judged(target(), figure(150, relation, last=END))) == ("not_shown", reason)


def test_a_figure_is_not_seen_before_it_is_published():
    late = figure(100, last=date(2025, 3, 31), published_on=date(2025, 7, 4))

    assert judged(target(), late, on=date(2025, 7, 3)).status == "no_data"
    assert judged(target(), late, on=date(2025, 7, 4)).status == "met"


def test_a_figure_is_not_seen_before_its_own_day_either():
    early = figure(100, last=date(2025, 3, 31), published_on=date(2025, 3, 10))

    assert judged(target(), early, on=date(2025, 3, 30)).status == "no_data"


def test_figures_from_before_the_plan_do_not_judge_it():
    assert standing(judged(target(), figure(100, last=BASE))) == ("no_data", "nothing")


def test_a_figure_from_after_the_plan_stands_beside_it():
    after = figure(100, last=date(2026, 3, 31))

    answer = judged(target(), after, on=date(2026, 6, 30))

    assert (answer.status, answer.related) == ("not_shown", (after,))


def test_the_latest_figure_judges_not_the_best():
    best, latest = figure(120, last=date(2025, 3, 31)), figure(90, last=date(2025, 6, 30))

    assert judged(target(), best, latest, on=date(2025, 7, 31)).published == latest


def test_a_part_is_a_floor_of_the_whole():
    asked = target(cumulative=True, part_definitions=("staff",))
    part = figure(100, last=date(2025, 6, 30), first=START, definition="staff")

    answer = judged(asked, part)

    assert (answer.status, answer.published.relation) == ("met", ">=")


def test_the_whole_precedes_a_part_of_the_same_day():
    asked = target(cumulative=True, part_definitions=("staff",))
    day = date(2025, 6, 30)
    part = figure(200, last=day, first=START, definition="staff")
    whole = figure(100, ">", last=day, first=START)

    assert judged(asked, part, whole).published == whole


def test_another_definition_is_related_and_shows_nothing():
    asked = target(cumulative=True, related=("certificates",))
    events = figure(150, ">", last=date(2025, 8, 31), first=START, definition="certificates")

    answer = judged(asked, events)

    assert (answer.status, answer.published, answer.related) == ("not_shown", None, (events,))


def share(**more):
    return target("0.35", op="=", ratio=Ratio("high", "skilled", same_day=True), definition="share", **more)


def test_among_equal_dates_a_published_ratio_precedes_a_quotient_of_ours():
    day = date(2025, 8, 31)
    said = figure("0.352", last=day, definition="share")

    answer = judged(
        share(), figure(360, last=day, definition="high"), figure(1000, last=day, definition="skilled"), said
    )

    assert answer.published == said


def test_a_later_quotient_precedes_an_earlier_published_ratio():
    day = date(2025, 8, 31)
    said = figure("0.352", last=date(2025, 6, 30), definition="share")

    answer = judged(
        share(), figure(360, last=day, definition="high"), figure(1000, last=day, definition="skilled"), said
    )

    assert answer.published.value == Fraction(36, 100)


def test_a_quotient_of_two_floors_is_no_figure():
    day = date(2025, 8, 31)
    high, skilled = figure(72, ">", last=day, definition="high"), figure(220, ">", last=day, definition="skilled")

    answer = judged(share(), high, skilled)

    assert standing(answer) == ("not_shown", "undetermined")
    assert (answer.published, answer.related) == (None, (high, skilled))


def test_a_denominator_of_another_day_serves_only_where_the_ratio_allows_it():
    high = figure(360, last=date(2025, 6, 30), definition="high")
    skilled = figure(1000, last=date(2023, 12, 31), definition="skilled")
    employed = target("0.35", ratio=Ratio("high", "skilled", same_day=False), definition="share")

    assert judged(share(), high, skilled).status == "no_data"
    assert judged(employed, high, skilled).published.value == Fraction(36, 100)


def test_a_denominator_of_a_later_day_never_serves():
    employed = target("0.35", ratio=Ratio("high", "skilled", same_day=False), definition="share")
    high = figure(360, last=date(2025, 6, 30), definition="high")

    assert judged(employed, high, figure(1000, last=date(2025, 7, 31), definition="skilled")).status == "no_data"


def growing():
    return target("0.02", op="+", definition="share")


def test_a_gain_is_over_the_figure_of_the_plans_start():
    base = figure("0.30", last=BASE, definition="share")

    met = judged(growing(), base, figure("0.32", last=date(2025, 8, 31), definition="share"))
    missed = judged(growing(), base, figure("0.31", last=END, definition="share"))

    assert (met.status, met.published.value) == ("met", Fraction("0.02"))
    assert (missed.status, missed.published.value) == ("missed", Fraction("0.01"))


def test_a_gain_without_its_base_is_not_shown():
    now = figure("0.32", last=date(2025, 8, 31), definition="share")

    answer = judged(growing(), now)

    assert standing(answer) == ("not_shown", "no_base")
    assert (answer.published, answer.related) == (None, (now,))


def test_a_gain_is_not_chained_over_a_break():
    base = figure("0.30", last=BASE, definition="share", series="old")

    assert judged(growing(), base, figure("0.32", last=END, definition="share", series="new")).reason == "no_base"


def test_a_goal_without_a_source_is_never_judged():
    answer = judged(target(is_verified=False), figure(500, last=END))

    assert (answer.status, answer.reason, answer.published) == (None, "not_verified", None)


def test_figures_of_another_region_say_nothing():
    assert judged(target(), figure(500, last=END, region="33")).status == "no_data"
