"""Any act of the registry and of certificates, done by those who may do it."""

from typing import Any

from apps.registry.making import AT
from apps.registry.subjects import lan_as
from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import ACTS
from cast import Cast

BY_THE_NODE = frozenset({"registry.record_candidates", "registry.drop_expired"})
BY_A_WORKER = frozenset(
    {"registry.file_dispute", "registry.withdraw_dispute", "registry.give_consent", "registry.withdraw_consent"}
)


def doer(cast: Cast, name: str, subjects: tuple[Any, ...]) -> Any:
    """Who begins it."""
    if name in BY_THE_NODE:
        return operator("worker")
    return lan_as(cast, subjects[0]) if name in BY_A_WORKER else cast.wang


def performed(cast: Cast, name: str, subjects: tuple[Any, ...], arguments: dict[str, Any]) -> Any:
    """What the act gave back; where it takes two, Zhao approves what Wang proposed."""
    by = doer(cast, name, subjects)
    if not ACTS[name].chain:
        return ACTS[name].perform(*subjects, **arguments, by=by, at=AT)
    proposal = propose(name, subjects, arguments, by=by, at=AT)
    return approve(proposal, by=cast.zhao, at=AT).result
