import pytest

from baigong.core.lifecycle import Lifecycle, Move, move
from baigong.core.text import Text

DRAFT, OPEN, SHUT = Text("草稿", "draft"), Text("受理", "open"), Text("办结", "shut")
DESK = Lifecycle(
    states=(("draft", DRAFT), ("open", OPEN), ("shut", SHUT)),
    moves=(
        Move("submit", frozenset({"draft"}), "open"),
        Move("return", frozenset({"open"}), "draft"),
        Move("shut", frozenset({"draft", "open"}), "shut"),
    ),
)


def test_a_verb_leads_to_the_next_state():
    assert [move(DESK, "draft", verb="submit"), move(DESK, "open", verb="shut")] == ["open", "shut"]


def test_a_verb_out_of_place_is_refused_with_what_can_be_done():
    fault = move(DESK, "draft", verb="return")

    assert fault.code == "lifecycle.not_from_here"
    assert fault.facts == {"verb": "return", "state": DRAFT, "verbs": ("submit", "shut")}


def test_nothing_leads_on_from_a_final_state():
    assert move(DESK, "shut", verb="submit").code == "lifecycle.final"
    assert DESK.is_final("shut")


def test_a_thing_begins_in_the_first_state():
    assert DESK.initial == "draft"


@pytest.mark.parametrize(
    "moves",
    [
        (Move("submit", frozenset({"draft"}), "nowhere"),),
        (Move("submit", frozenset({"nowhere"}), "open"),),
        (Move("submit", frozenset({"draft"}), "open"), Move("submit", frozenset({"draft"}), "shut")),
    ],
)
def test_a_table_that_does_not_fit_cannot_be_made(moves):
    with pytest.raises(ValueError, match="do not fit"):
        Lifecycle(states=DESK.states, moves=moves)
