"""The life of a request for consent, and the kinds of looks."""

from collections.abc import Mapping

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

REQUEST = Lifecycle(
    states=(
        ("asked", Text(zh="待答复", en="waits for an answer")),
        ("granted", Text(zh="已同意", en="granted")),
        ("refused", Text(zh="已拒绝", en="refused")),
        ("withdrawn", Text(zh="已撤回", en="withdrawn")),
    ),
    moves=(
        Move(msgid("grant"), frozenset({"asked"}), "granted"),
        Move(msgid("refuse"), frozenset({"asked"}), "refused"),
        Move(msgid("withdraw"), frozenset({"asked"}), "withdrawn"),
    ),
)
LOOKS: Mapping[str, Text] = {
    "share": Text(zh="打开了您的分享链接", en="opened a share of yours"),
    "certificate": Text(zh="核验了您的证书", en="verified a certificate of yours"),
    "record": Text(zh="查看了您的档案", en="read your record"),
    "list": Text(zh="在员工证书清单中核对", en="checked a list of its staff"),
}


def request_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in REQUEST.states]


def look_kinds() -> list[tuple[str, str]]:
    return [(kind, title.en) for kind, title in LOOKS.items()]
