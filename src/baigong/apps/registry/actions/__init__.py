"""Every act of this app."""

from baigong.apps.registry.actions.bodies import (
    correct_fact,
    correct_filing,
    correct_licence,
    correct_organisation,
    enter_fact,
    enter_filing,
    enter_licence,
    enter_organisation,
    withdraw_filing,
)
from baigong.apps.registry.actions.consents import drop_expired, give_consent, withdraw_consent
from baigong.apps.registry.actions.disputes import answer_dispute, file_dispute, withdraw_dispute
from baigong.apps.registry.actions.merges import keep_apart, merge_persons, record_candidates, undo_merge
from baigong.apps.registry.actions.persons import (
    correct_identifier,
    correct_person,
    enter_identifier,
    enter_person,
    record_death,
    replace_identifier,
    show_number,
    withdraw_death,
)

__all__ = [
    "answer_dispute",
    "correct_fact",
    "correct_filing",
    "correct_identifier",
    "correct_licence",
    "correct_organisation",
    "correct_person",
    "drop_expired",
    "enter_fact",
    "enter_filing",
    "enter_identifier",
    "enter_licence",
    "enter_organisation",
    "enter_person",
    "file_dispute",
    "give_consent",
    "keep_apart",
    "merge_persons",
    "record_candidates",
    "record_death",
    "replace_identifier",
    "show_number",
    "undo_merge",
    "withdraw_consent",
    "withdraw_death",
    "withdraw_dispute",
    "withdraw_filing",
]
