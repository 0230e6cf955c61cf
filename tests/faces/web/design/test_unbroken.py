"""Texts whose codes stay on one line."""

from baigong.faces.web.design.tags import unbroken


def test_the_code_of_an_occupation_stays_on_one_line_and_no_line_begins_with_a_dot():
    told = unbroken("电工 6-31-01-03 · level 4")

    assert told == '电工 <span class="whole">6-31-01-03</span>\u00a0· <span class="whole">level 4</span>'


def test_a_day_stays_whole_and_signs_are_escaped():
    assert unbroken("2026-11-26 <b>") == '<span class="whole">2026-11-26</span> &lt;b&gt;'


def test_a_certificates_number_is_left_as_it_is():
    assert unbroken("S000033000001265000001") == "S000033000001265000001"
