"""Somebody asks a person to be let see kinds of her records; she grants it, or less of it, or refuses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from django.db import IntegrityError, transaction

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create
from baigong.apps.authority.moving import move
from baigong.apps.passports.models import ConsentRequest
from baigong.apps.passports.permissions import asked_it, is_of_hers, may_ask
from baigong.apps.passports.refusals import AskedAlready, BadGrant, BadRequest
from baigong.apps.passports.states import REQUEST
from baigong.apps.registry.actions import give_consent
from baigong.apps.registry.actions.consents import SHOWN
from baigong.apps.registry.models import Person
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS
from baigong.core.periods import day_at

LONGEST = timedelta(days=366)  # [assumption] docs/employers.md
LEAST_PURPOSE, LONGEST_PURPOSE = 2, 200


@act(allowed=may_ask, is_of_one=True)
def ask_consent(
    person: Person, *, kinds: Sequence[str], purpose: str, to_on: date, by: Actor, at: datetime
) -> ConsentRequest:
    """In the name of the organisation or office that whoever asks is posted in."""
    on, why = day_at(at), purpose.strip()
    is_sound = bool(kinds) and set(kinds) <= set(SHOWN) and on <= to_on <= on + LONGEST
    if not (is_sound and LEAST_PURPOSE <= len(why) <= LONGEST_PURPOSE):
        raise BadRequest(kinds=list(SHOWN))
    told = {"kinds": sorted(set(kinds)), "purpose": why, "to_on": to_on, "asked_at": at, "account": by.account}
    try:
        with transaction.atomic():
            return create(ConsentRequest(person=person, **_asker(by), **told))
    except IntegrityError:
        raise AskedAlready from None


@act(allowed=is_of_hers, is_of_one=True)
def answer_request(
    request: ConsentRequest,
    *,
    outcome: Literal["granted", "refused"],
    kinds: Sequence[str] | None = None,
    to_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Granted as it was asked, or narrower: fewer kinds, an earlier day."""
    if outcome == "refused":
        return move(request, REQUEST, "refuse", answered_at=at)
    chosen, until = set(request.kinds if kinds is None else kinds), to_on or request.to_on
    if not chosen or not chosen <= set(request.kinds) or not day_at(at) <= until <= request.to_on:
        raise BadGrant
    move(request, REQUEST, "grant", answered_at=at, consent_id=_consented(request, chosen, until, by=by, at=at))


@act(allowed=asked_it, is_of_one=True)
def withdraw_request(request: ConsentRequest, *, by: Actor, at: datetime) -> None:
    move(request, REQUEST, "withdraw")


def _consented(request: ConsentRequest, kinds: set[str], to_on: date, *, by: Actor, at: datetime) -> int:
    """The registry keeps who may see what; here stands only how it came about."""
    to = request.organisation or request.region
    return int(give_consent(request.person, organisation=to, kinds=sorted(kinds), to_on=to_on, by=by, at=at).pk)


def _asker(by: Actor) -> dict[str, str]:
    post = next(post for post in by.posts if post.role in OF_ORGANISATIONS | KEEPERS)
    organisation = next(iter(post.scope.organisations), "")
    return {"organisation": organisation, "region": post.region, "office": post.office}
