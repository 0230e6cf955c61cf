"""Words."""

from baigong.core.text import Text, normalised


def test_a_text_of_the_law_speaks_both_languages():
    text = Text(zh="高级工", en="senior worker")

    assert (text["zh"], text["en"]) == ("高级工", "senior worker")


def test_full_width_digits_are_digits_and_blanks_at_the_ends_go():
    assert normalised("\u3000３３０１ ") == "3301"
