"""For the matrix: how each act of this app is given something to act on, in a region."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from apps.authority.told import AT, digest_of
from apps.catalogue.subjects import office_in, settled_task
from baigong.apps.authority.actions import Grant, Invitee, Where
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.models import Account, Chain, Invitation, Posting, Proposal, Token
from baigong.apps.authority.proposals import kept_subjects
from baigong.apps.authority.roles import Role
from baigong.core.periods import Span
from baigong.core.scope import bare
from cast import Cast, settled

Made = tuple[tuple[Any, ...], dict[str, Any]]
SERIALS = count(1)
SOON = date(2026, 1, 1)


def account(region: str) -> Account:
    """Of a handler in the region who is nobody of the cast."""
    actor: Actor = settled(f"somebody{next(SERIALS)}", Role.HANDLER, office=office_in(region))
    return Account.objects.get(pk=actor.account)


def posting(region: str) -> Posting:
    return Posting.objects.get(account=account(region))


def _where(region: str) -> Where:
    return Where("reviewer", office=office_in(region).pk)


def invitation(region: str) -> Invitation:
    return Invitation.objects.create(
        username=f"invited{next(SERIALS)}",
        name="某人",
        role="handler",
        office=office_in(region),
        region=region,
        digest=digest_of_next(),
        made_at=AT,
        expires_at=AT + timedelta(days=7),
        line=0,
    )


def digest_of_next() -> bytes:
    return bytes.fromhex(digest_of(str(next(SERIALS))))


def token(region: str) -> Token:
    return Token.objects.create(
        account=account(region), name="某程序", digest=digest_of_next(), made_at=AT, expires_at=AT, line=0
    )


def chain(region: str) -> Chain:
    """Starting a task takes a handler and a reviewer there."""
    return Chain.objects.get_or_create(
        act="catalogue.start_task",
        prefix=bare(region),
        defaults={"region": region, "steps": ["handler", "reviewer"], "line": 0},
    )[0]


def proposal(region: str) -> Proposal:
    """A handler has proposed to start a task; a reviewer is to decide."""
    chain(region)
    return Proposal.objects.create(
        act="catalogue.start_task",
        subjects=kept_subjects([settled_task(region)]),
        arguments={},
        region=region,
        prefix=bare(region),
        steps=["handler", "reviewer"],
        maker="account/0",
        proposed_at=AT,
        line=0,
    )


def _proposing(cast: Cast, region: str) -> Made:
    chain(region)
    return ("catalogue.start_task", [settled_task(region)], {}), {}


def _inviting(cast: Cast, region: str) -> Made:
    invitee = Invitee(f"invited{next(SERIALS)}", "某人")
    return (), {"where": _where(region), "invitee": invitee, "digest": digest_of(str(next(SERIALS)))}


def _token(cast: Cast, region: str) -> Made:
    grant = Grant("某程序", ("read",), AT + timedelta(days=1))
    return (account(region),), {"grant": grant, "digest": digest_of(str(next(SERIALS)))}


def _keeping(cast: Cast, region: str) -> Made:
    return ({"told": 1},), {}


def _keeping_by_two(cast: Cast, region: str) -> Made:
    return ({"told": 1},), {"second": None}


SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    "authority.open_office": lambda cast, region: ((), {"name_zh": f"第{next(SERIALS)}局", "region": region}),
    "authority.rename_office": lambda cast, region: ((office_in(region),), {"name_zh": "更名局"}),
    "authority.close_office": lambda cast, region: ((office_in(region),), {}),
    "authority.invite_account": _inviting,
    "authority.accept_invitation": lambda cast, region: ((invitation(region),), {"password": "a long password"}),
    "authority.withdraw_invitation": lambda cast, region: ((invitation(region),), {}),
    "authority.renew_access": lambda cast, region: ((account(region),), {"digest": digest_of(str(next(SERIALS)))}),
    "authority.suspend_account": lambda cast, region: ((account(region),), {"reason": "离职"}),
    "authority.reinstate_account": lambda cast, region: ((account(region),), {}),
    "authority.reset_second_factor": lambda cast, region: ((account(region),), {"reason": "遗失"}),
    "authority.change_password": lambda cast, region: ((account(region),), {"password": "a long password"}),
    "authority.choose_language": lambda cast, region: ((account(region),), {"language": "en"}),
    "authority.bind_account": lambda cast, region: ((account(region),), {"answer": "1-0"}),
    "authority.post_account": lambda cast, region: ((account(region),), {"where": _where(region), "from_on": SOON}),
    "authority.end_posting": lambda cast, region: ((posting(region),), {"on": SOON}),
    "authority.delegate_posting": lambda cast, region: (
        (posting(region),),
        {"to": cast.nobody.account, "days": Span(SOON, SOON)},
    ),
    "authority.make_token": _token,
    "authority.withdraw_token": lambda cast, region: ((token(region),), {}),
    "authority.propose": _proposing,
    "authority.fetch_attachment": lambda cast, region: ((proposal(region),), {"step": 1}),
    "authority.approve": lambda cast, region: ((proposal(region),), {}),
    "authority.reject": lambda cast, region: ((proposal(region),), {"remark": "不符"}),
    "authority.withdraw_proposal": lambda cast, region: ((proposal(region),), {}),
    "authority.configure_chain": lambda cast, region: (
        ("catalogue.start_task",),
        {"region": region, "steps": ["handler", "reviewer"]},
    ),
    "authority.drop_chain": lambda cast, region: ((chain(region),), {}),
    "authority.read_journal": lambda cast, region: ((), {"region": region}),
    "authority.back_up": _keeping,
    "authority.export_keys": _keeping,
    "authority.import_keys": _keeping,
    "authority.upgrade": _keeping,
    "authority.restore": _keeping_by_two,
    "authority.rotate_keys": _keeping_by_two,
    # Rotating the keys rewrites rows of other rooms; it takes two keepers there as here.
    "registry.reseal_numbers": lambda cast, region: ((None,), {"after": 0, "second": None}),
    "progress.drop_forgotten_rows": lambda cast, region: ((None,), {}),
    "progress.rekey_records": lambda cast, region: ((None, None), {"index": 2, "second": None}),
}
