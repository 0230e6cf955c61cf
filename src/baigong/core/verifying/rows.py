"""A row of a list held against the credential that stands in it: a good credential beside another's name is a fraud."""

from collections.abc import Mapping
from dataclasses import replace

from baigong.core.refusal import Fault
from baigong.core.text import msgid, normalised
from baigong.core.verifying.answers import Answer, Check

NAMES: Mapping[str, str] = {
    "number": msgid("certificate number"),
    "name": msgid("holder's name"),
    "document": msgid("identity number"),
}
MATCHES = msgid("What the row says is what the certificate says.")
NOT_SHOWN = msgid("Neither says anything that could be compared.")
OTHER = msgid("In the row another %(cell)s stands than in the certificate.")
OTHER_ROW = msgid(
    "Another's certificate. It is genuine in itself, but the row gives another %(cell)s than the certificate. "
    "Ask whoever made the list."
)
HIDDEN = "*"


def held_against(answer: Answer, row: Mapping[str, str]) -> Answer:
    """With a check `row`. A mask in the certificate stands for any digit; spaces and letter case make no difference."""
    if not answer.known:
        return replace(answer, checks=(*answer.checks, Check("row", None, Fault("verify.row_not_shown", NOT_SHOWN))))
    both = {name: cell for name, cell in row.items() if name in answer.known}
    wrong = [name for name, cell in both.items() if not _is_same(cell, str(answer.known[name]))]
    if wrong:
        cell = NAMES[wrong[0]]
        check = Check("row", False, Fault("verify.row_other", OTHER, {"cell": cell}))
        sentence = Fault("verify.altered_row", OTHER_ROW, {"cell": cell})
        return replace(answer, verdict="altered", sentence=sentence, checks=(*answer.checks, check))
    fault = Fault("verify.row", MATCHES) if both else Fault("verify.row_not_shown", NOT_SHOWN)
    return replace(answer, checks=(*answer.checks, Check("row", True if both else None, fault)))


def _is_same(given: str, told: str) -> bool:
    ours, theirs = _plain(given), _plain(told)
    if HIDDEN in ours + theirs:
        return len(ours) == len(theirs) and all(
            one == other or HIDDEN in (one, other) for one, other in zip(ours, theirs, strict=True)
        )
    return ours == theirs


def _plain(text: str) -> str:
    return "".join(normalised(text).split()).lower()
