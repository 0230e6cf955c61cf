"""States move by a lifecycle's verbs only, one mover at a time."""

from typing import Any

from django.db import models

from baigong.apps.authority.acts import change, line
from baigong.core.lifecycle import Lifecycle
from baigong.core.lifecycle import move as moved
from baigong.core.refusal import Fault, Refusal


class WrongState(Refusal):
    """What a lifecycle says when a verb does not lead on."""

    def __init__(self, fault: Fault) -> None:
        self.told = fault
        Exception.__init__(self, fault.sentence)

    @property
    def fault(self) -> Fault:
        return self.told


def move(row: models.Model, lifecycle: Lifecycle, verb: str, **cells: object) -> None:
    """The row's next state, with other cells that change in the same step; the second of two movers is told."""
    state = row.state
    following = moved(lifecycle, state, verb=verb)
    if isinstance(following, Fault):
        raise WrongState(following)
    change(row, state=following, **cells)


def move_all(rows: models.QuerySet[Any], lifecycle: Lifecycle, verb: str, **cells: object) -> int:
    """Many rows by the same verb in one step, by the act under way; how many. Those in another state stay there."""
    moves = [one for one in lifecycle.moves if one.verb == verb]
    sources = {source for one in moves for source in one.sources}
    return rows.filter(state__in=sources).update(state=moves[0].target, line=line(), **cells)
