"""A bar lies to its goal as the figure does, and a floor has no end."""

from fractions import Fraction

from baigong.faces.web.design.bars import bar


def test_figure_and_goal_are_drawn_to_one_scale():
    drawn = bar(Fraction(30), Fraction(60), kind="exact", words="goal 60")
    assert (drawn.length, drawn.goal, drawn.fading) == (70.6, 141.1, ())


def test_a_floor_fades_in_three_blocks():
    drawn = bar(Fraction(92), Fraction(75), kind="floor", words="")
    assert drawn.fading == (143.1, 149.1, 155.1)


def test_without_a_figure_the_goal_still_stands():
    drawn = bar(None, Fraction(800), kind="exact", words="goal")
    assert (drawn.kind, drawn.length, drawn.goal) == ("nothing", 0.0, 141.1)


def test_the_words_below_a_goal_at_the_edge_stay_inside():
    assert bar(Fraction(900), Fraction(100), kind="exact", words="goal").anchor == "start"
