"""The lives of a dispute and of a candidate for merging."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

DISPUTE = Lifecycle(
    states=(
        ("filed", Text(zh="已提出", en="filed")),
        ("upheld", Text(zh="异议成立", en="upheld")),
        ("rejected", Text(zh="异议不成立", en="rejected")),
        ("withdrawn", Text(zh="已撤回", en="withdrawn")),
    ),
    moves=(
        Move(msgid("uphold"), frozenset({"filed"}), "upheld"),
        Move(msgid("reject"), frozenset({"filed"}), "rejected"),
        Move(msgid("withdraw"), frozenset({"filed"}), "withdrawn"),
    ),
)
CANDIDATE = Lifecycle(
    states=(
        ("open", Text(zh="待核对", en="open")),
        ("merged", Text(zh="已归并", en="merged")),
        ("kept_apart", Text(zh="确认非同一人", en="kept apart")),
    ),
    moves=(
        Move(msgid("merge"), frozenset({"open", "kept_apart"}), "merged"),
        Move(msgid("keep apart"), frozenset({"open"}), "kept_apart"),
        Move(msgid("reopen"), frozenset({"merged"}), "open"),
    ),
)


def dispute_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in DISPUTE.states]


def candidate_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in CANDIDATE.states]
