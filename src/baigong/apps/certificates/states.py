"""The lives of a batch, of what is to be a certificate, of an objection; kinds of signed copies."""

from collections.abc import Mapping

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

BATCH = Lifecycle(
    states=(
        ("draft", Text("编制中", "being prepared")),
        ("audited", Text("已审核", "audited")),
        ("noticed", Text("公示中", "under public notice")),
        ("closed", Text("公示结束", "notice closed")),
        ("issuing", Text("签发中", "being issued")),
        ("issued", Text("已签发", "issued")),
        ("withdrawn", Text("已撤回", "withdrawn")),
        ("recalled", Text("已批次撤销", "recalled")),
    ),
    moves=(
        Move(msgid("enter results"), frozenset({"draft"}), "draft"),
        Move(msgid("audit"), frozenset({"draft"}), "audited"),
        Move(msgid("send back"), frozenset({"audited"}), "draft"),
        Move(msgid("announce"), frozenset({"audited"}), "noticed"),
        Move(msgid("close the notice"), frozenset({"noticed"}), "closed"),
        Move(msgid("issue"), frozenset({"closed"}), "issuing"),
        Move(msgid("finish"), frozenset({"issuing"}), "issued"),
        Move(msgid("withdraw"), frozenset({"draft", "audited", "noticed", "closed"}), "withdrawn"),
        Move(msgid("recall"), frozenset({"issued"}), "recalled"),
    ),
)
DRAFT = Lifecycle(
    states=(
        ("draft", Text("待签发", "to be issued")),
        ("issued", Text("已签发", "issued")),
        ("struck", Text("已剔除", "struck")),
    ),
    moves=(
        Move(msgid("issue"), frozenset({"draft"}), "issued"),
        Move(msgid("strike"), frozenset({"draft"}), "struck"),
    ),
)
OBJECTION = Lifecycle(
    states=(
        ("filed", Text("待处理", "filed")),
        ("upheld", Text("异议成立", "upheld")),
        ("dismissed", Text("异议不成立", "dismissed")),
    ),
    moves=(
        Move(msgid("uphold"), frozenset({"filed"}), "upheld"),
        Move(msgid("dismiss"), frozenset({"filed"}), "dismissed"),
    ),
)
ISSUED_HERE, ON_RECORD = "issued_here", "on_record"
COPY_KINDS: Mapping[str, Text] = {
    ISSUED_HERE: Text("本机构签发", "issued here"),
    ON_RECORD: Text("在案", "on record"),
}
PASSED: Mapping[str, Text] = {
    "yes": Text("合格", "passed"),
    "no": Text("不合格", "not passed"),
    "absent": Text("缺考", "absent"),
}
KEY_ENDINGS: Mapping[str, Text] = {
    "rotated": Text("到期更换", "rotated"),
    "lost": Text("遗失", "lost"),
    "leaked": Text("泄露", "leaked"),
}


def batch_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in BATCH.states]


def draft_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in DRAFT.states]


def objection_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in OBJECTION.states]


def copy_kinds() -> list[tuple[str, str]]:
    return [(kind, title.en) for kind, title in COPY_KINDS.items()]
