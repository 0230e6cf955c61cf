"""Lists for those who look after offices, accounts and approvals; `after` is the last key that was shown."""

from datetime import date
from functools import reduce
from operator import or_

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from baigong.apps.authority.models import Account, Approval, Chain, Invitation, Office, Posting, Proposal
from baigong.apps.authority.queries.told import (
    AccountTold,
    ChainTold,
    InvitationTold,
    OfficeTold,
    PostingTold,
    ProposalOpened,
    ProposalTold,
    StepTold,
)
from baigong.apps.authority.roles import TITLES, Role
from baigong.core.codes.region import region_level
from baigong.core.scope import NATION, Scope

LONGEST = 200


def within(scope: Scope, column: str = "region") -> Q:
    """Rows whose region lies in a scope, or whose organisation is one of it."""
    if scope.is_whole:
        return Q()
    return reduce(or_, (Q(**{f"{column}__startswith": prefix}) for prefix in scope.regions), Q(pk=None))


def offices(scope: Scope, *, after: int = 0, limit: int = 50) -> list[OfficeTold]:
    """Which offices there are is no secret: every scope sees all of them."""
    return [_office(one) for one in _page(Office.objects.all(), after, limit)]


def _office(office: Office) -> OfficeTold:
    level = "nation" if office.region == NATION else region_level(office.region.ljust(6, "0"))
    return OfficeTold(
        office.pk, office.name_zh, office.name_en, office.region, level, office.parent_id, office.closed_on
    )


def accounts(scope: Scope, *, after: int = 0, limit: int = 50) -> list[AccountTold]:
    """Accounts that are or were posted in a scope; without any posting they are the nation's."""
    posted = Posting.objects.filter(_posted(scope), account=OuterRef("pk"))
    mine = Account.objects.all() if scope.is_whole else Account.objects.filter(Exists(posted))
    factor = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=("totp", "webauthn"))
    return [
        AccountTold(one.pk, one.username, one.name, one.is_active, one.has_factor)
        for one in _page(mine.annotate(has_factor=Exists(factor)), after, limit)
    ]


def _posted(scope: Scope) -> Q:
    return within(scope) if scope.is_whole else within(scope) | Q(organisation__in=scope.organisations)


def postings(
    scope: Scope, on: date, *, account: int | None = None, after: int = 0, limit: int = 50
) -> list[PostingTold]:
    """Postings in a scope that have not ended on a day."""
    found = Posting.objects.filter(_posted(scope)).exclude(to_on__lt=on).select_related("office")
    return [posting_told(one) for one in _page(found.filter(account=account) if account else found, after, limit)]


def posting_told(posting: Posting) -> PostingTold:
    office = posting.office
    return PostingTold(
        id=posting.pk,
        account=posting.account_id,
        role=posting.role,
        title=TITLES[Role(posting.role)],
        office=office.name_zh if office else "",
        organisation=posting.organisation,
        region=office.region if office else posting.region,
        is_bound=posting.person is not None,
        from_on=posting.from_on,
        to_on=posting.to_on,
        is_delegated=posting.delegated_by_id is not None,
    )


def invitations(scope: Scope, *, after: int = 0, limit: int = 50) -> list[InvitationTold]:
    """Those that are neither accepted nor withdrawn."""
    waiting = Invitation.objects.filter(_posted(scope), accepted_at=None, withdrawn_at=None)
    return [
        InvitationTold(
            one.pk, one.username, one.name, one.role, one.region, one.organisation, one.made_at, one.expires_at
        )
        for one in _page(waiting, after, limit)
    ]


def chains(scope: Scope, *, after: int = 0, limit: int = 50) -> list[ChainTold]:
    """Chains of the scope's regions, and of those that these lie in: they hold there as well."""
    above = {prefix[:length] for prefix in scope.regions for length in range(len(prefix) + 1)}
    found = Chain.objects.filter(within(scope) | Q(prefix__in=above))
    return [ChainTold(one.pk, one.act, one.region, tuple(one.steps)) for one in _page(found, after, limit)]


def proposals(scope: Scope, *, state: str = "", after: int = 0, limit: int = 50) -> list[ProposalTold]:
    found = Proposal.objects.filter(within(scope), **({"state": state} if state else {}))
    return [proposal_told(one) for one in _page(found, after, limit)]


def proposal(scope: Scope, key: int) -> ProposalOpened | None:
    """What it would do, for whoever is to decide; never an identity number, which is sealed in it."""
    found = Proposal.objects.filter(within(scope), pk=key).first()
    if found is None:
        return None
    taken = Approval.objects.filter(proposal=found).order_by("step")
    return ProposalOpened(proposal_told(found), found.subjects, found.arguments, tuple(_step(one) for one in taken))


def proposal_told(one: Proposal) -> ProposalTold:
    is_open = one.state == "proposed" and one.step < len(one.steps)
    return ProposalTold(
        id=one.pk,
        act=one.act,
        region=one.region,
        state=one.state,
        steps=tuple(one.steps),
        step=one.step,
        waits_for=one.steps[one.step] if is_open else "",
        maker=one.maker,
        reason=one.reason,
        about=tuple(kept["row"] for kept in one.subjects if "row" in kept),
        proposed_at=one.proposed_at,
    )


def _step(one: Approval) -> StepTold:
    return StepTold(**{name: getattr(one, name) for name in StepTold.__dataclass_fields__})


def _page(found: QuerySet, after: int, limit: int) -> QuerySet:
    return found.filter(pk__gt=after).order_by("pk")[: min(limit, LONGEST + 1)]
