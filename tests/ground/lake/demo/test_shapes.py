"""Every shape says where it comes from, and shares are shares."""

from baigong.ground.lake.demo.shapes import shape, sources
from baigong.ground.plan import load_plan


def test_every_shape_names_a_source_of_the_plan_or_says_that_it_is_ours():
    known = {*load_plan().sources, "ours"}

    unknown = {name: source for name, source in sources().items() if source not in known}

    assert unknown == {}


def test_shares_of_a_whole_add_up_to_one():
    totals = [sum(shape("level_mix").values()), sum(shape("ages_at_first").values())]
    totals += [sum(years.values()) for years in shape("promotion_years").values()]

    assert [round(total, 9) for total in totals] == [1.0] * len(totals)
