"""Published figures as records: one enters or corrects them with their source, another looks and confirms."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, note
from baigong.apps.authority.roles import Role
from baigong.apps.progress.models import Observation
from baigong.apps.progress.permissions import may_correct, may_enter
from baigong.apps.progress.reasons import refuse_without
from baigong.apps.progress.tables import OBSERVATIONS
from baigong.apps.registry.judging import Cells
from baigong.apps.registry.rows import amend_row, enter_row
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

MAKER_AND_CHECKER = (Role.STATISTICIAN, Role.REVIEWER)


class WithdrawnAlready(Refusal):
    code = "progress.observation_withdrawn"
    sentence = msgid("This figure was withdrawn on %(day)s; enter it anew under its new source.")


class NoValue(Refusal):
    code = "progress.observation_without_value"
    sentence = msgid("A published figure needs its value, unit, definition and the day it was published.")


NEEDED = ("value", "unit", "definition", "published_on")


@act(allowed=may_enter, chain=MAKER_AND_CHECKER)
def enter_observation(*, region: str, cells: Cells, by: Actor, at: datetime) -> Observation:
    """`cells` are those of the package's table, as a form has them; the region is told beside them."""
    if any(not cells.get(name) for name in NEEDED):
        raise NoValue
    observation: Observation = enter_row(OBSERVATIONS, cells, at=at, region=region, fixed={"region": region})
    return observation


@act(allowed=may_correct, chain=MAKER_AND_CHECKER)
def correct_observation(observation: Observation, *, cells: Cells, by: Actor, at: datetime) -> None:
    """What it said before is kept, and judged by where a day before is asked about."""
    _refuse_withdrawn(observation)
    if any(name in cells and cells[name] is None for name in NEEDED):
        raise NoValue
    amend_row(OBSERVATIONS, observation, cells, at=at)


@act(allowed=may_correct, chain=MAKER_AND_CHECKER)
def withdraw_observation(observation: Observation, *, reason: str, by: Actor, at: datetime) -> None:
    """It stays on record and is used no more."""
    _refuse_withdrawn(observation)
    refuse_without(reason)
    note(reason=reason)
    change(observation, withdrawn_at=at, withdrawn_because=reason)


def _refuse_withdrawn(observation: Observation) -> None:
    if observation.withdrawn_at:
        raise WithdrawnAlready(day=observation.withdrawn_at.date())
