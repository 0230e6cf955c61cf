"""What an office does with an enquiry: give it to somebody, pass it on, take more time, answer, close."""

from datetime import datetime

from baigong.apps.authority.actor import Actor, actor_of
from baigong.apps.authority.acts import act, change, note
from baigong.apps.authority.models import Account
from baigong.apps.authority.moving import move
from baigong.apps.catalogue.queries import working_days_after
from baigong.apps.desk.contacts import opened_contact
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.permissions import KEEPERS, may_close, may_keep
from baigong.apps.desk.promised import promise_of
from baigong.apps.desk.refusals import (
    DueAlready,
    ExtendedAlready,
    NeedsReason,
    NoContact,
    NotOfThisOffice,
    NotOpen,
    SameRegion,
    TooLongAnExtension,
    UnknownRegion,
)
from baigong.apps.desk.saying import entered
from baigong.apps.desk.states import ENQUIRY, OPEN
from baigong.apps.registry.numbers import keyring_here
from baigong.core.codes.region import is_today
from baigong.core.periods import day_at
from baigong.core.scope import NATION, WHOLE


@act(allowed=may_keep)
def assign_enquiry(enquiry: Enquiry, *, account: int, by: Actor, at: datetime) -> None:
    """To somebody of an office that answers here; often to oneself."""
    found = Account.objects.filter(pk=account).first()
    if found is None or not actor_of(found, on=day_at(at)).may_as(KEEPERS, region=enquiry.region):
        raise NotOfThisOffice
    move(enquiry, ENQUIRY, "assign", assigned_to_id=account)


@act(allowed=may_keep)
def transfer_enquiry(enquiry: Enquiry, *, to: str, reason: str, by: Actor, at: datetime) -> None:
    """To another region's office. What was promised to whoever wrote it stays promised."""
    _refuse_without(reason)
    if to != NATION and not (len(to) == 6 and is_today(to)):
        raise UnknownRegion(region=to[:12])
    if to == enquiry.region:
        raise SameRegion
    note(before=enquiry.region)
    move(enquiry, ENQUIRY, "transfer", region=to, assigned_to_id=None)
    entered(enquiry, "transferred", reason, by=by, at=at)


@act(allowed=may_keep)
def extend_enquiry(enquiry: Enquiry, *, working_days: int, reason: str, by: Actor, at: datetime) -> None:
    """Once, before the promised day is over, and for no longer than was promised at first."""
    _refuse_without(reason)
    most = promise_of(enquiry.kind, region=enquiry.region, on=day_at(enquiry.received_at)).working_days
    if enquiry.state not in OPEN:
        raise NotOpen
    if enquiry.extended_because:
        raise ExtendedAlready
    if enquiry.due_on < day_at(at):
        raise DueAlready(due=enquiry.due_on)
    if not 1 <= working_days <= most:
        raise TooLongAnExtension(most=most)
    due_on = working_days_after(WHOLE, enquiry.due_on, working_days)
    change(enquiry, due_on=due_on, extended_because=reason.strip())
    entered(enquiry, "extended", reason, by=by, at=at)


@act(allowed=may_keep)
def answer_enquiry(enquiry: Enquiry, *, text: str, by: Actor, at: datetime) -> None:
    """The first answer is the one by which the promise is judged."""
    first = {} if enquiry.answered_at else {"answered_at": at, "promised_for": enquiry.due_on}
    move(enquiry, ENQUIRY, "answer", told_at=at, **first)
    entered(enquiry, "answered", text, by=by, at=at)


@act(allowed=may_close, is_of_one=True)
def close_enquiry(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Whoever wrote it is content, or has said nothing more for its days."""
    move(enquiry, ENQUIRY, "close", closed_at=at)


@act(allowed=may_keep, is_of_one=True)
def show_contact(enquiry: Enquiry, *, reason: str, by: Actor, at: datetime) -> str:
    """In clear, once, for a reason that the journal keeps."""
    _refuse_without(reason)
    if enquiry.contact is None:
        raise NoContact
    note(reason=reason.strip())
    return opened_contact(bytes(enquiry.contact), bytes(enquiry.digest), keyring_here())


def _refuse_without(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise NeedsReason
