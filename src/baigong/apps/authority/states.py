"""The life of a proposal."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

PROPOSAL = Lifecycle(
    states=(
        ("proposed", Text(zh="待审批", en="proposed")),
        ("approved", Text(zh="已批准", en="approved")),
        ("rejected", Text(zh="已驳回", en="rejected")),
        ("withdrawn", Text(zh="已撤回", en="withdrawn")),
    ),
    moves=(
        Move(msgid("pass on"), frozenset({"proposed"}), "proposed"),
        Move(msgid("approve"), frozenset({"proposed"}), "approved"),
        Move(msgid("reject"), frozenset({"proposed"}), "rejected"),
        Move(msgid("withdraw"), frozenset({"proposed"}), "withdrawn"),
    ),
)


def proposal_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in PROPOSAL.states]
