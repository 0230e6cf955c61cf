"""The lives of an upload and of an export."""

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

UPLOAD = Lifecycle(
    states=(
        ("received", Text(zh="已接收", en="received")),
        ("checked", Text(zh="已试读", en="checked")),
        ("refused", Text(zh="未受理", en="refused")),
        ("confirmed", Text(zh="已确认", en="confirmed")),
        ("loaded", Text(zh="已入库", en="loaded")),
        ("withdrawn", Text(zh="已撤回", en="withdrawn")),
    ),
    moves=(
        Move(msgid("check"), frozenset({"received"}), "checked"),
        Move(msgid("refuse"), frozenset({"received", "checked", "confirmed"}), "refused"),
        Move(msgid("confirm"), frozenset({"checked"}), "confirmed"),
        Move(msgid("finish"), frozenset({"confirmed"}), "loaded"),
        Move(msgid("withdraw"), frozenset({"received", "checked"}), "withdrawn"),
    ),
)
EXPORT = Lifecycle(
    states=(
        ("ordered", Text(zh="已申请", en="ordered")),
        ("made", Text(zh="已生成", en="made")),
        ("failed", Text(zh="未能生成", en="failed")),
    ),
    moves=(
        Move(msgid("finish"), frozenset({"ordered"}), "made"),
        Move(msgid("fail"), frozenset({"ordered"}), "failed"),
    ),
)


def upload_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in UPLOAD.states]


def export_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in EXPORT.states]
