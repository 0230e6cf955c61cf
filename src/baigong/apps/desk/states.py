"""What an enquiry can be about, its life, and what stands in its history."""

from collections.abc import Mapping

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

KINDS: Mapping[str, Text] = {
    "complaint": Text(zh="投诉", en="complaint"),
    "question": Text(zh="咨询", en="question"),
    "suggestion": Text(zh="建议", en="suggestion"),
}
ENQUIRY = Lifecycle(
    states=(
        ("received", Text(zh="已收到", en="received")),
        ("assigned", Text(zh="办理中", en="being dealt with")),
        ("answered", Text(zh="已答复", en="answered")),
        ("closed", Text(zh="已办结", en="closed")),
        ("reopened", Text(zh="重新办理", en="reopened")),
    ),
    moves=(
        Move(msgid("assign"), frozenset({"received", "assigned", "reopened"}), "assigned"),
        Move(msgid("transfer"), frozenset({"received", "assigned", "reopened"}), "received"),
        Move(msgid("answer"), frozenset({"assigned", "reopened"}), "answered"),
        Move(msgid("close"), frozenset({"answered"}), "closed"),
        Move(msgid("open again"), frozenset({"answered", "closed"}), "reopened"),
    ),
)
OPEN = frozenset({"received", "assigned", "reopened"})  # the promised time is running
ENTRIES: Mapping[str, Text] = {
    "added": Text(zh="补充说明", en="Added by whoever wrote it"),
    "transferred": Text(zh="转办", en="Passed to another office"),
    "extended": Text(zh="延期", en="Given more time"),
    "answered": Text(zh="答复", en="Answered"),
    "reopened": Text(zh="申请重新办理", en="Reopened by whoever wrote it"),
}


def enquiry_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in ENQUIRY.states]


def enquiry_kinds() -> list[tuple[str, str]]:
    return [(kind, title.en) for kind, title in KINDS.items()]


def entry_kinds() -> list[tuple[str, str]]:
    return [(kind, title.en) for kind, title in ENTRIES.items()]
