"""Every act of this app."""

from baigong.apps.certificates.actions.batches import (
    Session,
    audit_batch,
    enter_results,
    open_batch,
    send_back,
    strike_draft,
    withdraw_batch,
)
from baigong.apps.certificates.actions.contacts import drop_objector, show_objector
from baigong.apps.certificates.actions.forgetting import forget_person
from baigong.apps.certificates.actions.issuing import (
    correct_certificate,
    enter_certificate,
    revoke_certificate,
    void_certificate,
)
from baigong.apps.certificates.actions.keeping import reseal_copies
from baigong.apps.certificates.actions.keys import end_key, make_key, rotate_keys
from baigong.apps.certificates.actions.logged import note_logged
from baigong.apps.certificates.actions.notices import (
    Objecting,
    announce_batch,
    close_notice,
    file_objection,
    settle_objection,
)
from baigong.apps.certificates.actions.publishing import publish_status
from baigong.apps.certificates.actions.recalling import (
    decide_recall,
    open_recall,
    state_defence,
    void_recalled,
    withdraw_recall,
)
from baigong.apps.certificates.actions.reinstating import (
    ask_reinstatement,
    hear_reinstatement,
    name_replacement,
)
from baigong.apps.certificates.actions.signing import (
    countersign,
    issue_batch,
    issue_drafts,
    reprint,
    sign_on_record,
)
from baigong.apps.certificates.issuing.results import Result
from baigong.apps.certificates.recall.choosing import Chosen, Grounds

__all__ = [
    "Chosen",
    "Grounds",
    "Objecting",
    "Result",
    "Session",
    "announce_batch",
    "ask_reinstatement",
    "audit_batch",
    "close_notice",
    "correct_certificate",
    "countersign",
    "decide_recall",
    "drop_objector",
    "end_key",
    "enter_certificate",
    "enter_results",
    "file_objection",
    "forget_person",
    "hear_reinstatement",
    "issue_batch",
    "issue_drafts",
    "make_key",
    "name_replacement",
    "note_logged",
    "open_batch",
    "open_recall",
    "publish_status",
    "reprint",
    "reseal_copies",
    "revoke_certificate",
    "rotate_keys",
    "send_back",
    "settle_objection",
    "show_objector",
    "sign_on_record",
    "state_defence",
    "strike_draft",
    "void_certificate",
    "void_recalled",
    "withdraw_batch",
    "withdraw_recall",
]
