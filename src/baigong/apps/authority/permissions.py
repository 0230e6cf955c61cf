"""Who may give rights, propose and approve."""

from collections.abc import Mapping, Sequence
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import is_allowed, region_of, steps_of
from baigong.apps.authority.models import Account, Chain, Invitation, Office, Posting, Proposal, Token
from baigong.apps.authority.places import Where, place_of
from baigong.apps.authority.proposals import act_named, may_perform
from baigong.apps.authority.roles import OF_AN_OFFICE, OF_ORGANISATIONS, WATCHERS, Role

SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})


def may_propose(act: str, subjects: Sequence[Any], arguments: Mapping[str, Any], *, by: Actor, **_: object) -> bool:
    """Whoever has the role of the first step where the act happens, and may do the act itself."""
    told = {**arguments, "by": by}
    region = region_of(tuple(subjects), told)
    steps = steps_of(act_named(act), region)
    first_role = not steps or by.may_as(steps[:1], region=region)
    return first_role and is_allowed(act_named(act), tuple(subjects), told)


def may_approve(proposal: Proposal, *, by: Actor, **_: object) -> bool:
    """Whoever has the role of the next step where the act happens, and may do the act itself.

    Of one that is decided, nothing is asked of its rows any more: the lifecycle says so.
    """
    return may_decide(proposal, by=by) and (proposal.state != "proposed" or may_perform(proposal, by))


def may_decide(proposal: Proposal, *, by: Actor, **_: object) -> bool:
    """One who may only say no need not be able to do the act."""
    following = proposal.steps[proposal.step : proposal.step + 1] or proposal.steps[-1:]
    return by.may_as({Role(role) for role in following}, region=proposal.region)


def may_fetch_attachment(proposal: Proposal, *, by: Actor, **_: object) -> bool:
    """Whoever may read the proposal."""
    return by.may_as(OF_AN_OFFICE, region=proposal.region)


def may_withdraw(proposal: Proposal, *, by: Actor, **_: object) -> bool:
    return by.name == proposal.maker


def may_configure(act: str, *, by: Actor, region: str, **_: object) -> bool:
    return by.may_as(SECURITY, region=region)


def may_drop(chain: Chain, *, by: Actor, **_: object) -> bool:
    return by.may_as(SECURITY, region=chain.region)


def may_open_office(*, by: Actor, region: str, **_: object) -> bool:
    return by.may_as(SYSTEM, region=region)


def may_keep_office(office: Office, *, by: Actor, **_: object) -> bool:
    return by.may_as(SYSTEM, region=office.region)


def may_invite(*, by: Actor, where: Where, **_: object) -> bool:
    """The security administrator of the place; an organisation its own staff; whoever meets workers, workers."""
    place = place_of(where)
    if place.role in OF_ORGANISATIONS and by.may_as({place.role}, organisation=place.organisation):
        return True
    if place.role == Role.WORKER and (by.may_as({Role.HANDLER}, region=place.region) or by.may_as(OF_ORGANISATIONS)):
        return True
    return by.may_as(SECURITY, region=place.region)


def may_withdraw_invitation(invitation: Invitation, *, by: Actor, **_: object) -> bool:
    own = invitation.organisation
    return by.may_as(SECURITY, region=invitation.region) or bool(own and by.may_as(OF_ORGANISATIONS, organisation=own))


def invited(invitation: Invitation) -> Actor:
    """Who holds an invitation's secret is nobody yet, and may only accept it."""
    return Actor(f"invitation/{invitation.pk}", allows=frozenset({"authority.accept_invitation"}))


def is_invited(invitation: Invitation, *, by: Actor, **_: object) -> bool:
    return by.name == invited(invitation).name


def may_post(account: Account, *, by: Actor, where: Where, **_: object) -> bool:
    """Nobody posts herself."""
    return account.pk != by.account and may_invite(by=by, where=where)


def may_end_posting(posting: Posting, *, by: Actor, **_: object) -> bool:
    """Whoever watches over it, or who delegated it."""
    original = posting.delegated_by
    return by.may_as(SECURITY, region=posting.region) or (
        original is not None and by.account is not None and original.account_id == by.account
    )


def is_own_posting(posting: Posting, *, by: Actor, **_: object) -> bool:
    return by.account is not None and posting.account_id == by.account


def watches(account: Account, *, by: Actor, **_: object) -> bool:
    """The security administrator of all the places where the account has posts; never over oneself."""
    if account.pk == by.account:
        return False
    posts = Posting.objects.filter(account=account)
    regions = set((posts.filter(to_on=None) or posts).values_list("region", flat=True))
    return all(by.may_as(SECURITY, region=region or "00") for region in regions or {"00"})


def is_oneself(account: Account, *, by: Actor, **_: object) -> bool:
    return by.account is not None and account.pk == by.account


def may_make_token(account: Account, *, by: Actor, **_: object) -> bool:
    """A program does not make itself another key."""
    return is_oneself(account, by=by) and by.allows is None


def may_withdraw_token(token: Token, *, by: Actor, **_: object) -> bool:
    return by.account == token.account_id or watches(token.account, by=by)


def may_read_journal(*, by: Actor, region: str, **_: object) -> bool:
    return by.may_read and by.may_as(WATCHERS, region=region)
