"""Naming the witnesses; having the log run now; telling the log of a key."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.roles import Role
from baigong.apps.transparency.models import Witnesses
from baigong.apps.transparency.outbox import ToLog, log_entry
from baigong.apps.transparency.permissions import is_node, may_name, may_run
from baigong.apps.transparency.refusals import NoWitness
from baigong.core.tlog.entries import KeyTold
from baigong.core.tlog.policy import policy_of

LONGEST = 20_000


@act(allowed=may_name, chain=(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR))
def name_witnesses(lines: str, *, region: str, by: Actor, at: datetime) -> Witnesses:
    """`lines` are those of a trust policy without its logs: witnesses with their addresses, groups, the quorum."""
    policy = policy_of(lines.encode())
    if policy.logs or len(lines) > LONGEST:
        raise NoWitness
    note(witnesses=list(policy.witnesses), quorum=policy.quorum)
    return create(Witnesses(lines=lines.strip() + "\n", region=region, named_at=at))


@act(allowed=may_run, is_of_one=True)
def run_log(*, region: str, by: Actor, at: datetime) -> None:
    """What waits is taken into the log as soon as the worker comes to it, which follows this act."""


@act(allowed=is_node, is_of_one=True)
def tell_key(told: KeyTold, *, by: Actor, at: datetime) -> None:
    """A key that the node signs with, when it is made; told again, with its last day, when it ends."""
    log_entry(ToLog(f"key/{told.key.decode()}/{told.until or ''}", told), at=at)
