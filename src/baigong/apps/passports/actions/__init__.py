"""Every act of this app."""

from baigong.apps.passports.actions.keeping import drop_forgotten, drop_old, reseal_workforces
from baigong.apps.passports.actions.looks import looked
from baigong.apps.passports.actions.requests import answer_request, ask_consent, withdraw_request
from baigong.apps.passports.actions.shares import make_share, withdraw_share
from baigong.apps.passports.actions.workforce import drop_workforce, keep_workforce, match_workforce

__all__ = [
    "answer_request",
    "ask_consent",
    "drop_forgotten",
    "drop_old",
    "drop_workforce",
    "keep_workforce",
    "looked",
    "make_share",
    "match_workforce",
    "reseal_workforces",
    "withdraw_request",
    "withdraw_share",
]
