"""Why: some acts ask for it, and the journal keeps it."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NeedsReason(Refusal):
    code = "progress.needs_reason"
    sentence = msgid("Say why, in a sentence that the journal can keep.")


def refuse_without(reason: str) -> None:
    if not reason.strip():
        raise NeedsReason
