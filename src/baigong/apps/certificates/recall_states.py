"""The lives of a recall, of each certificate in it, and of a holder's request for a way back."""

from collections.abc import Mapping

from baigong.core.lifecycle import Lifecycle, Move
from baigong.core.text import Text, msgid

RECALL = Lifecycle(
    states=(
        ("open", Text("告知和申辩中", "open for defence")),
        ("decided", Text("已决定，执行中", "decided, being carried out")),
        ("done", Text("已执行", "carried out")),
        ("withdrawn", Text("已撤回", "withdrawn")),
    ),
    moves=(
        Move(msgid("decide"), frozenset({"open"}), "decided"),
        Move(msgid("carry out"), frozenset({"decided"}), "done"),
        Move(msgid("withdraw"), frozenset({"open"}), "withdrawn"),
    ),
)
RECALLED = Lifecycle(
    states=(
        ("listed", Text("拟撤销", "listed")),
        ("condemned", Text("已决定撤销", "to be voided")),
        ("void", Text("已撤销", "void")),
        ("kept", Text("予以保留", "kept")),
        ("ended", Text("此前已撤销", "void already")),
        ("released", Text("撤回批次撤销", "released")),
    ),
    moves=(
        Move(msgid("condemn"), frozenset({"listed"}), "condemned"),
        Move(msgid("keep"), frozenset({"listed"}), "kept"),
        Move(msgid("void"), frozenset({"condemned"}), "void"),
        Move(msgid("pass over"), frozenset({"condemned"}), "ended"),
        Move(msgid("release"), frozenset({"listed"}), "released"),
    ),
)
REINSTATEMENT = Lifecycle(
    states=(
        ("asked", Text("待处理", "waiting for an answer")),
        ("granted", Text("已同意", "granted")),
        ("refused", Text("未同意", "refused")),
        ("replaced", Text("已另发新证", "replaced by a new certificate")),
    ),
    moves=(
        Move(msgid("grant"), frozenset({"asked"}), "granted"),
        Move(msgid("refuse"), frozenset({"asked"}), "refused"),
        Move(msgid("replace"), frozenset({"granted"}), "replaced"),
    ),
)
ASSESS, CORRECT = "assess", "correct"
# A void certificate never counts again; either way leads to another certificate under another number.
WAYS: Mapping[str, Text] = {
    ASSESS: Text("重新评价后另发新证", "a new assessment, then a new certificate"),
    CORRECT: Text("决定有误，另发新证", "the decision was wrong: a new certificate under a new number"),
}
BODY, HOLDER = "body", "holder"
SAID_BY: Mapping[str, Text] = {BODY: Text("评价机构", "the body"), HOLDER: Text("持证人", "a holder")}


def recall_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in RECALL.states]


def recalled_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in RECALLED.states]


def reinstatement_states() -> list[tuple[str, str]]:
    return [(state, title.en) for state, title in REINSTATEMENT.states]
