"""A person shows some of her certificates by a link, and takes that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.passports.items import MOST_ITEMS, Item, are_hers
from baigong.apps.passports.models import Share
from baigong.apps.passports.permissions import is_herself, is_of_hers
from baigong.apps.passports.refusals import BadShare, ShareOver
from baigong.apps.registry.models import Person
from baigong.core.periods import day_at

LONGEST = timedelta(days=366)  # [assumption] docs/workers.md
LEAST_PURPOSE, LONGEST_PURPOSE = 2, 200


@dataclass(frozen=True, slots=True)
class Showing:
    """What a share shows, what for, to the end of which day."""

    items: Sequence[Item]
    purpose: str
    ends_on: date


@act(allowed=is_herself, is_of_one=True)
def make_share(person: Person, *, showing: Showing, digest: str, by: Actor, at: datetime) -> Share:
    """`digest` is the secret's SHA-256 in hexadecimal; the link is open to the end of `ends_on`."""
    on, why = day_at(at), showing.purpose.strip()
    is_timely = on <= showing.ends_on <= on + LONGEST
    if not (is_timely and LEAST_PURPOSE <= len(why) <= LONGEST_PURPOSE and are_hers(showing.items, person.pk)):
        raise BadShare(most=MOST_ITEMS)
    kept = [item.plain() for item in showing.items]
    told = {"items": kept, "purpose": why, "ends_on": showing.ends_on, "made_at": at}
    return create(Share(person=person, digest=bytes.fromhex(digest), **told))


@act(allowed=is_of_hers, is_of_one=True)
def withdraw_share(share: Share, *, by: Actor, at: datetime) -> None:
    """From now on its link says what a link says that never was."""
    if share.withdrawn_at:
        raise ShareOver
    change(share, withdrawn_at=at)
