"""The life of a delivery by a channel; a notice itself is there or not, read or not."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

DELIVERY = Lifecycle(
    states=(
        ("due", Text(zh="待发送", en="to be sent")),
        ("sent", Text(zh="已发送", en="sent")),
        ("failed", Text(zh="未能送达", en="not delivered")),
        ("dropped", Text(zh="不再发送", en="no longer wanted")),
    ),
    moves=(
        Move(msgid("send"), frozenset({"due"}), "sent"),
        Move(msgid("give up"), frozenset({"due"}), "failed"),
        Move(msgid("drop"), frozenset({"due"}), "dropped"),
    ),
)


def delivery_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in DELIVERY.states]
