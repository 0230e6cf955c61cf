"""The lives of a reporting period and of a publication."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

PERIOD = Lifecycle(
    states=(
        ("open", Text(zh="填报中", en="open")),
        ("locked", Text(zh="已锁定", en="locked")),
    ),
    moves=(
        Move(msgid("lock"), frozenset({"open"}), "locked"),
        Move(msgid("lift the lock"), frozenset({"locked"}), "open"),
    ),
)
PUBLICATION = Lifecycle(
    states=(
        ("drafted", Text(zh="草稿", en="drafted")),
        ("proposed", Text(zh="待审批", en="proposed")),
        ("published", Text(zh="已发布", en="published")),
        ("withdrawn", Text(zh="已撤回", en="withdrawn")),
    ),
    moves=(
        Move(msgid("propose"), frozenset({"drafted"}), "proposed"),
        Move(msgid("publish"), frozenset({"proposed"}), "published"),
        Move(msgid("withdraw"), frozenset({"drafted", "proposed", "published"}), "withdrawn"),
    ),
)
KINDS: dict[str, Text] = {
    "year": Text(zh="年度", en="year"),
    "quarter": Text(zh="季度", en="quarter"),
    "month": Text(zh="月度", en="month"),
    "other": Text(zh="其他", en="other"),
}


def period_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in PERIOD.states]


def publication_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in PUBLICATION.states]


def period_kinds() -> list[tuple[str, str]]:
    return [(kind, title.en) for kind, title in KINDS.items()]
