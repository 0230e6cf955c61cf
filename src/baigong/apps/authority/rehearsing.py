"""What a proposal would write: done as if it had been approved, looked at, and undone at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.authority.acts import ACTS, approving, named, plain
from baigong.apps.authority.models import Approval, Proposal
from baigong.apps.authority.proposals import arguments_of, may_perform, subjects_of
from baigong.apps.authority.queries.lists import within
from baigong.apps.journal.models import Line
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import Scope

NODE = operator("rehearsal")
NEAR = 1_000  # numbers after the last approval's line, among which is the line of what it did


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is on record and as it would be; before: None where there was none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """`refusal`: why it could not be done as things stand now."""

    cells: tuple[Cell, ...]
    refusal: Fault | None = None


def rehearsed(scope: Scope, key: int, *, by: Actor, at: datetime) -> Rehearsed:
    """Of one that is decided, what was written when it was."""
    proposal = Proposal.objects.filter(within(scope), pk=key).first()
    if proposal is None:
        return Rehearsed(())
    if proposal.state != "proposed":
        return Rehearsed(_cells(_line_of(proposal)))
    try:
        return Rehearsed(_asked(proposal, _cells(_tried(proposal, by=by, at=at))))
    except Refusal as refusal:
        return Rehearsed(_as_asked(proposal), refusal.fault)


def _tried(proposal: Proposal, *, by: Actor, at: datetime) -> Line | None:
    """Whoever only looks on may not do it; then it is the node that tries."""
    doer = by if may_perform(proposal, by) else NODE
    with transaction.atomic():
        last = Line.objects.aggregate(last=Max("id"))["last"] or 0
        with approving(proposal.act, named(proposal)):
            ACTS[proposal.act].perform(*subjects_of(proposal), **arguments_of(proposal), by=doer, at=at)
        line = _written(proposal, after=last)
        transaction.set_rollback(True)
    return line


def _line_of(proposal: Proposal) -> Line | None:
    approved = Approval.objects.filter(proposal=proposal, verdict="approved").order_by("-step").first()
    return _written(proposal, after=approved.line) if approved and proposal.state == "approved" else None


def _written(proposal: Proposal, *, after: int) -> Line | None:
    near = Line.objects.filter(id__gt=after, id__lte=after + NEAR, act=proposal.act)
    return near.filter(facts__proposal=named(proposal)).order_by("id").first()


def _cells(line: Line | None) -> tuple[Cell, ...]:
    if line is None:
        return ()
    return tuple(Cell(name, line.before.get(name), value) for name, value in _flat(line.after).items())


def _flat(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Other rows of the same act stand under their names and are left to the journal."""
    return {name: value for name, value in cells.items() if not isinstance(value, Mapping) and name != "line"}


def _asked(proposal: Proposal, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The journal keeps back what is personal; whoever decides sees what was asked for beside what is on record."""
    asked = {cell.name: cell for cell in _as_asked(proposal)}
    told = tuple(asked.pop(cell.name, cell) for cell in cells)
    return (*told, *asked.values())


def _as_asked(proposal: Proposal) -> tuple[Cell, ...]:
    """The cells that the proposal names. A number of a person is sealed in it and stays so."""
    row = _row(proposal)
    asked = proposal.arguments.get("cells") or {}
    return tuple(Cell(name, plain({"": getattr(row, name, None)})[""], value) for name, value in asked.items())


def _row(proposal: Proposal) -> Any:
    try:
        return next((one for one in subjects_of(proposal) if hasattr(one, "_meta")), None)
    except Refusal:
        return None
