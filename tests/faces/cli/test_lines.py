from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from baigong.faces.cli.lines import folded

CHINESE = st.text("截至公布数没有2025-%（），。、", max_size=60)


@given(CHINESE)
def test_folding_changes_nothing_but_the_breaks(text):
    assert folded(text, 20).replace("\n", "") == text


def test_no_line_begins_with_a_closing_mark_or_is_too_wide():
    lines = folded(
        "截至2025-08-31，35.2%，口径不同（河南取证口径），不足以证明是否达到目标（2–3个百分点）。", 16
    ).split("\n")

    assert [line for line in lines if line[0] in "，。）、" or cell_len(line) > 16] == []


def test_a_break_that_was_there_stays():
    assert folded("高技能\n北京、天津", 20) == "高技能\n北京、天津"
