"""An act that takes several people is proposed, then approved step by step; the last approval performs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import ACTS, act, approving, change, create, named, note, region_of, steps_of
from baigong.apps.authority.models import Approval, Chain, Proposal
from baigong.apps.authority.moving import move
from baigong.apps.authority.permissions import (
    may_approve,
    may_configure,
    may_decide,
    may_drop,
    may_fetch_attachment,
    may_propose,
    may_withdraw,
)
from baigong.apps.authority.proposals import (
    act_named,
    arguments_of,
    kept_subjects,
    plain_value,
    refuse_open_numbers,
    subjects_of,
)
from baigong.apps.authority.roles import OF_AN_OFFICE, Role
from baigong.apps.authority.states import PROPOSAL
from baigong.core.codes.region import is_today
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION, bare
from baigong.core.text import msgid

# A chain over these would bite its own tail.
NEVER_CHAINED = frozenset({"authority.propose", "authority.approve", "authority.reject", "authority.withdraw_proposal"})


class NoChain(Refusal):
    code = "authority.no_chain"
    sentence = msgid("This (%(act)s) takes one person only here; do it directly instead of proposing it.")


class SamePerson(Refusal):
    code = "authority.same_person"
    sentence = msgid(
        "Each step takes another person, and you have already taken one of this proposal; somebody else must decide."
    )


class BadChain(Refusal):
    code = "authority.bad_chain"
    sentence = msgid(
        "A chain names a region of today and at least two roles of offices, and none can be set on proposing and "
        "approving themselves; name the proposer's role first, then those who approve."
    )


class AlwaysAlone(Refusal):
    code = "authority.always_alone"
    sentence = msgid(
        "%(act)s is somebody's own affair or the node's, or gives something to who asks for it, so no chain can be set "
        "for it; say by postings who may do it."
    )


class NoAttachment(Refusal):
    code = "authority.attachment.not_found"
    sentence = msgid("No file went with step %(step)s of this proposal; its steps say which have one.")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document beside an approval; `path` is where its sealed bytes lie under the node's home."""

    name: str
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken; `result` is what the act gave back, once the last step has performed it."""

    proposal: Proposal
    is_performed: bool
    result: Any = None


@act(allowed=may_propose)
def propose(
    act: str, subjects: Sequence[Any], arguments: Mapping[str, Any], *, reason: str = "", by: Actor, at: datetime
) -> Proposal:
    """Arguments are plain JSON without identity numbers: those come sealed."""
    told = {name: plain_value(value) for name, value in arguments.items()}
    refuse_open_numbers([told, [subject for subject in subjects if isinstance(subject, (str, dict, list))]])
    region = region_of(tuple(subjects), {**arguments, "by": by})
    steps = steps_of(act_named(act), region)
    if not steps:
        raise NoChain(act=act)
    proposal = create(
        Proposal(
            act=act,
            subjects=kept_subjects(subjects),
            arguments=told,
            region=region,
            prefix=bare(region),
            steps=[step.value for step in steps],
            maker=by.name,
            reason=reason,
            proposed_at=at,
        )
    )
    create(Approval(proposal=proposal, step=1, role=steps[0], actor=by.name, at=at, verdict="proposed", remark=reason))
    note(act=act, about=[kept.get("row") for kept in proposal.subjects])
    _rehearse(proposal, by=by, at=at)
    return proposal


def _rehearse(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """Done and undone at once: what could not be done is refused to who proposes it, not to who approves it."""
    with transaction.atomic():
        with approving(proposal.act, named(proposal)):
            ACTS[proposal.act].perform(*subjects_of(proposal), **arguments_of(proposal), by=by, at=at)
        transaction.set_rollback(True)


@act(allowed=may_approve)
def approve(
    proposal: Proposal,
    *,
    remark: str = "",
    document_number: str = "",
    attachment: Attachment | None = None,
    by: Actor,
    at: datetime,
) -> Taken:
    """The row moves first: of two who approve at once, the second waits here and is told."""
    is_last = proposal.step + 1 >= len(proposal.steps)
    said = {"remark": remark, "document_number": document_number, **_filed(attachment)}
    _take(proposal, "approve" if is_last else "pass on", said, by=by, at=at)
    if not is_last:
        return Taken(proposal, False)
    with approving(proposal.act, named(proposal)):
        result = ACTS[proposal.act].perform(*subjects_of(proposal), **arguments_of(proposal), by=by, at=at)
    return Taken(proposal, True, result)


@act(allowed=may_decide)
def reject(proposal: Proposal, *, remark: str, by: Actor, at: datetime) -> None:
    _take(proposal, "reject", {"remark": remark}, by=by, at=at)


@act(allowed=may_withdraw)
def withdraw_proposal(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    move(proposal, PROPOSAL, "withdraw")
    note(act=proposal.act)


def _take(proposal: Proposal, verb: str, said: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    role = proposal.steps[min(proposal.step, len(proposal.steps) - 1)]
    verdict = "rejected" if verb == "reject" else "approved"
    move(proposal, PROPOSAL, verb, step=proposal.step + 1)
    if Approval.objects.filter(proposal=proposal, actor=by.name).exists():
        raise SamePerson
    create(Approval(proposal=proposal, step=proposal.step, role=role, actor=by.name, at=at, verdict=verdict, **said))
    note(act=proposal.act)


@act(allowed=may_fetch_attachment, is_of_one=True)
def fetch_attachment(proposal: Proposal, *, step: int, by: Actor, at: datetime) -> Attachment:
    """What went with a step, and where its sealed bytes lie; the journal says who took it away."""
    taken = Approval.objects.filter(proposal=proposal, step=step).exclude(path="").first()
    if taken is None:
        raise NoAttachment(step=step)
    note(step=step, digest=taken.digest)
    return Attachment(taken.attachment, taken.digest, taken.path)


def _filed(attachment: Attachment | None) -> dict[str, str]:
    if attachment is None:
        return {}
    return {"attachment": attachment.name, "digest": attachment.digest, "path": attachment.path}


@act(allowed=may_configure)
def configure_chain(act: str, *, region: str, steps: Sequence[str], by: Actor, at: datetime) -> Chain:
    """Sets who must approve an act in a region; a chain there already is changed."""
    roles = _checked(act, region, steps)
    kept = Chain.objects.filter(act=act, prefix=bare(region)).first()
    if kept is None:
        return create(Chain(act=act, region=region, prefix=bare(region), steps=roles))
    change(kept, steps=roles)
    return kept


def _checked(name: str, region: str, steps: Sequence[str]) -> list[str]:
    known = {role.value for role in OF_AN_OFFICE}
    is_place = region == NATION or is_today(region)
    if act_named(name).name in NEVER_CHAINED or len(steps) < 2 or not set(steps) <= known or not is_place:
        raise BadChain
    if act_named(name).is_of_one:
        raise AlwaysAlone(act=name)
    return [Role(step).value for step in steps]


@act(allowed=may_drop)
def drop_chain(chain: Chain, *, by: Actor, at: datetime) -> None:
    """What the act itself says holds again."""
    note(act=chain.act, region=chain.region, steps=chain.steps)
    Chain.objects.filter(pk=chain.pk).delete()
