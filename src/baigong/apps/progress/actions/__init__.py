"""Every act of this app."""

from baigong.apps.progress.actions.observing import correct_observation, enter_observation, withdraw_observation
from baigong.apps.progress.actions.periods import grant_exception, lift_lock, lock_period, open_period
from baigong.apps.progress.actions.publishing import (
    answer_finding,
    draft_publication,
    propose_publication,
    publish_reading,
    withdraw_publication,
)
from baigong.apps.progress.actions.reading import take_reading

__all__ = [
    "answer_finding",
    "correct_observation",
    "draft_publication",
    "enter_observation",
    "grant_exception",
    "lift_lock",
    "lock_period",
    "open_period",
    "propose_publication",
    "publish_reading",
    "take_reading",
    "withdraw_observation",
    "withdraw_publication",
]
