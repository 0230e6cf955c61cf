"""Proposals that wait for somebody, those that somebody waits for, and who the people in them are."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.models import Account, Approval, Proposal
from baigong.apps.authority.queries.lists import LONGEST, proposal_told, within
from baigong.apps.authority.queries.told import ProposalTold
from baigong.apps.authority.roles import Role
from baigong.core.scope import Scope

MOST_STEPS = 8  # that a chain can have (faces/api/authority/chains.py)


def proposals_waiting(scope: Scope, *, by: Actor) -> list[ProposalTold]:
    """Those whose next step is somebody's to take: in her role and region, and she took none of them before."""
    roles = [role.value for role in by.roles]
    is_next = reduce(or_, (Q(step=place, **{f"steps__{place}__in": roles}) for place in range(1, MOST_STEPS)))
    taken = Approval.objects.filter(proposal=OuterRef("pk"), actor=by.name)
    found = Proposal.objects.filter(within(scope), is_next, ~Exists(taken), state="proposed").order_by("pk")
    told = map(proposal_told, found[:LONGEST])
    return [one for one in told if by.may_as({Role(one.waits_for)}, region=one.region)]


def proposals_of(scope: Scope, *, by: Actor) -> list[ProposalTold]:
    """One's own that are not decided yet."""
    found = Proposal.objects.filter(within(scope), state="proposed", maker=by.name).order_by("pk")
    return [proposal_told(one) for one in found[:LONGEST]]


def proposals_about(scope: Scope, record: str) -> list[ProposalTold]:
    """Undecided ones about a record, named as the journal names it."""
    found = Proposal.objects.filter(within(scope), state="proposed", subjects__contains=[{"row": record}])
    return [proposal_told(one) for one in found.order_by("pk")[:LONGEST]]


def records_proposed(scope: Scope, act: str) -> frozenset[str]:
    """All records about which this act is proposed and undecided."""
    found = Proposal.objects.filter(within(scope), act=act, state="proposed").values_list("subjects", flat=True)
    return frozenset(kept["row"] for subjects in found for kept in subjects if "row" in kept)


def named_people(scope: Scope, actors: Iterable[str]) -> dict[str, str]:
    """What the accounts among actors are called; who sees no region sees no names."""
    keys = [int(key) for kind, _, key in (actor.partition("/") for actor in actors) if kind == "account"]
    if not scope.regions:
        return {}
    return {f"account/{key}": name for key, name in Account.objects.filter(pk__in=keys).values_list("pk", "name")}
