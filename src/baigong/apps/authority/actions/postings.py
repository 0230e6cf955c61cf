"""Who is what, where, from when to when; for a time somebody else stands in."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.permissions import is_own_posting, may_end_posting, may_post
from baigong.apps.authority.places import Where, place_of, refuse_together
from baigong.apps.authority.roles import Role
from baigong.core.periods import Span, day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import of_region
from baigong.core.text import msgid


class BadTime(Refusal):
    code = "authority.bad_time"
    sentence = msgid("A posting ends on or after the day it begins and cannot end before today; correct its days.")


class PostedAlready(Refusal):
    code = "authority.posted_already"
    sentence = msgid(
        "This account has this role there at that time already; end that posting first, or choose other days."
    )


class PostingOver(Refusal):
    code = "authority.posting_over"
    sentence = msgid("This posting has ended; it cannot be ended again or delegated.")


class CannotDelegate(Refusal):
    code = "authority.cannot_delegate"
    sentence = msgid(
        "A post is delegated for days that lie within its own, to another active account, for its own place or part of "
        "it, and never a second time; correct what does not fit."
    )


@act(allowed=may_post)
def post_account(
    account: Account,
    *,
    where: Where,
    from_on: date,
    to_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Posting:
    place = place_of(where)
    if to_on and to_on < from_on:
        raise BadTime
    refuse_together(account, place.role, from_on=from_on, to_on=to_on)
    posting = Posting(
        account=account,
        role=place.role,
        office=place.office,
        organisation=place.organisation,
        region=place.region,
        from_on=from_on,
        to_on=to_on,
    )
    _refuse_twice(posting)
    return create(posting)


@act(allowed=may_end_posting)
def end_posting(posting: Posting, *, on: date, by: Actor, at: datetime) -> None:
    """`on` is its last day; what was delegated from it ends with it."""
    today = day_at(at)
    if posting.to_on and posting.to_on < today:
        raise PostingOver
    if on < today - timedelta(days=1):
        raise BadTime
    change(posting, to_on=on)
    for delegated in Posting.objects.filter(delegated_by=posting, to_on__gt=on):
        change(delegated, to_on=on)


@act(allowed=is_own_posting, is_of_one=True)
def delegate_posting(
    posting: Posting, *, to: int, days: Span, office: int | None = None, by: Actor, at: datetime
) -> Posting:
    """Somebody else has the post for a time, in its own office or one that lies within."""
    if posting.to_on and posting.to_on < day_at(at):
        raise PostingOver
    account = Account.objects.filter(pk=to, is_active=True).exclude(pk=posting.account_id).first()
    place = _narrower(posting, office)
    fits = Span(posting.from_on, posting.to_on or date.max).covers(days) and days.first <= days.last
    if account is None or not fits or posting.delegated_by_id or posting.person is not None:
        raise CannotDelegate
    refuse_together(account, Role(posting.role), from_on=days.first, to_on=days.last)
    delegated = Posting(
        account=account,
        role=posting.role,
        office=place,
        organisation=posting.organisation,
        region=place.region if place else posting.region,
        from_on=days.first,
        to_on=days.last,
        delegated_by=posting,
    )
    _refuse_twice(delegated)
    return create(delegated)


def _narrower(posting: Posting, office: int | None) -> Office | None:
    if office is None or office == posting.office_id:
        return posting.office
    found = Office.objects.filter(pk=office, closed_on=None).first()
    if found is None or posting.office is None or not of_region(posting.office.region).holds_region(found.region):
        raise CannotDelegate
    return found


def _refuse_twice(posting: Posting) -> None:
    meets = (Q(to_on=None) | Q(to_on__gte=posting.from_on)) & (Q(from_on__lte=posting.to_on) if posting.to_on else Q())
    same = Posting.objects.filter(
        meets, account=posting.account, role=posting.role, office=posting.office, organisation=posting.organisation
    )
    if same.exists():
        raise PostedAlready
