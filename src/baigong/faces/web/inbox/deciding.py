"""What a proposal's page shows: the change, the chain step by step, and who may take the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.queries import named_people
from baigong.apps.authority.queries.told import ProposalOpened, StepTold
from baigong.apps.authority.rehearsing import rehearsed
from baigong.apps.authority.roles import OF_AN_OFFICE, TITLES, Role
from baigong.apps.authority.states import PROPOSAL
from baigong.apps.certificates.effects import FigureEffect, effect_of_merging
from baigong.apps.certificates.queries.recalls import recall_to_act_on
from baigong.apps.certificates.recall.effects import effect_of_recall
from baigong.core.periods import Span, day_at
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.act_names import act_name
from baigong.faces.web.inbox.cells import cells_shown
from baigong.faces.web.inbox.subjects import facts_of, named
from baigong.faces.web.words import said, told

VERDICTS: Mapping[str, str] = {
    "proposed": msgid("proposed"),
    "approved": msgid("approved"),
    "rejected": msgid("refused"),
}
GLYPHS: Mapping[str, str] = {"proposed": "holds", "approved": "holds", "rejected": "fails"}
# What an act does that shows in no cell.
EXPLAINED: Mapping[str, str] = {
    "registry.merge_persons": msgid("From now on the two records are one person's. The merge can be undone."),
    "registry.undo_merge": msgid("From now on the two records are two persons' again."),
    "exchange.confirm_upload": msgid("The rows that were accepted are loaded; all of them become visible at once."),
    "exchange.export_records": msgid("A package of records is made, which those who send can then fetch."),
    "progress.publish_reading": msgid("The reading and its tables become public."),
    "certificates.issue_batch": msgid("Everybody in it who passed gets a signed certificate, dated today."),
    "certificates.decide_recall": msgid("All of its certificates but those that are kept become void, for good."),
    "certificates.countersign": msgid("The record is signed as “on record”, which is never “issued here”."),
    "transparency.name_witnesses": msgid("From now on these witnesses must see a checkpoint before it is public."),
}
STANDS = msgid("%(number)s stands")
# Arguments beside the cells that say something to people.
SAYABLE: Mapping[str, str] = {
    "reason": msgid("reason"),
    "document": msgid("document"),
    "left_on": msgid("left on"),
    "cause": msgid("cause"),
    "ended_on": msgid("ended on"),
    "from_on": msgid("from"),
    "until": msgid("until"),
    "ground": msgid("ground"),
    "answer": msgid("answer"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the chain, taken or to come."""

    role: str
    glyph: str
    who: str = ""
    verdict: str = ""
    told: StepTold | None = None


def page_of(found: ProposalOpened, *, by: Actor, at: datetime) -> dict[str, Any]:
    one, scope = found.proposal, by.scope_as(OF_AN_OFFICE)
    tried = rehearsed(scope, one.id, by=by, at=at)
    is_next = bool(one.waits_for) and by.may_as({Role(one.waits_for)}, region=one.region)
    has_taken = any(step.actor == by.name for step in found.taken)
    return {
        "proposal": one,
        "title": act_name(one.act),
        "state": told(PROPOSAL.title(one.state)),
        "subjects": [named(record, scope) for record in one.about],
        "facts": facts_of(one.about, scope),
        "arguments": _arguments(found.arguments),
        "cells": cells_shown(tried.cells, one.about),
        "explained": said(EXPLAINED[one.act]) if one.act in EXPLAINED else "",
        "refusal": said(tried.refusal.sentence, tried.refusal.facts) if tried.refusal else "",
        "effects": _effects(found, at),
        "steps": _steps(found, named_people(scope, {step.actor for step in found.taken})),
        "may_decide": is_next and not has_taken,
        "has_taken": has_taken and is_next,
        "waits_for": told(TITLES[Role(one.waits_for)]) if one.waits_for else "",
        "may_withdraw": one.state == "proposed" and one.maker == by.name,
    }


def _arguments(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Beside the cells, which stand in their own table; a sealed number stays sealed."""
    plain = [
        (said(title), str(given[name])) for name, title in SAYABLE.items() if isinstance(given.get(name), (str, int))
    ]
    kept = given.get("kept")
    return plain + [(said(STANDS, {"number": number}), str(why)) for number, why in (kept or {}).items()]


def _steps(found: ProposalOpened, names: Mapping[str, str]) -> list[Step]:
    steps = []
    for place, role in enumerate(found.proposal.steps, start=1):
        taken = next((step for step in found.taken if step.step == place), None)
        title = told(TITLES[Role(role)])
        if taken is None:
            steps.append(Step(title, "not_done"))
        else:
            who, verdict = names.get(taken.actor, taken.actor), said(VERDICTS.get(taken.verdict, taken.verdict))
            steps.append(Step(title, GLYPHS.get(taken.verdict, "not_done"), who, verdict, taken))
    return steps


def _of_recall(found: ProposalOpened, at: datetime) -> list[FigureEffect] | None:
    """Whoever sees the proposal sees what it would do, wherever the holders live."""
    row = recall_to_act_on(WHOLE, int(found.proposal.about[0].rpartition("/")[2]))
    if row is None:
        return None
    on, kept = day_at(at), found.arguments.get("kept") or {}
    told = effect_of_recall(row, span=Span(node_here().plan.first_day, on), on=on, at=at, kept=list(kept))
    return [FigureEffect(one.series, one.region, one.before, one.after) for one in told if one.before != one.after]


def _effects(found: ProposalOpened, at: datetime) -> list[FigureEffect] | None:
    """Of a merge or a recall it can be counted beforehand; None: of this act it cannot."""
    one = found.proposal
    if one.act == "certificates.decide_recall" and one.state == "proposed":
        return _of_recall(found, at)
    if one.act != "registry.merge_persons" or one.state != "proposed" or len(one.about) != 2:
        return None
    person, into = (int(record.rpartition("/")[2]) for record in one.about)
    on = day_at(at)
    effects = effect_of_merging(person, into, span=Span(node_here().plan.first_day, on), on=on, at=at)
    return [effect for effect in effects if effect.apart != effect.merged]
