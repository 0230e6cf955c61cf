"""The life of a task."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

TASK = Lifecycle(
    states=(
        ("planned", Text(zh="未开始", en="planned")),
        ("under_way", Text(zh="进行中", en="under way")),
        ("done", Text(zh="已完成", en="done")),
        ("dropped", Text(zh="已取消", en="dropped")),
    ),
    moves=(
        Move(msgid("start"), frozenset({"planned"}), "under_way"),
        Move(msgid("complete"), frozenset({"under_way"}), "done"),
        Move(msgid("drop"), frozenset({"planned", "under_way"}), "dropped"),
    ),
)
OPEN = ("planned", "under_way")


def task_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in TASK.states]
