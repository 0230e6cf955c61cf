"""What the public does: write an enquiry, add to it, reopen it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, line
from baigong.apps.authority.moving import move
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.desk.permissions import is_writer, may_write
from baigong.apps.desk.promised import REOPEN_DAYS, due_day
from baigong.apps.desk.refusals import ClosedAlready, TooLateToReopen, UnknownKind, UnknownRegion
from baigong.apps.desk.saying import entered, refuse_silence
from baigong.apps.desk.states import ENQUIRY, KINDS
from baigong.core.codes.region import is_today
from baigong.core.periods import day_at
from baigong.core.scope import NATION


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote; `contact` is sealed already, `masked` is what may be shown of it."""

    kind: str
    subject: str
    text: str
    contact: bytes | None = None
    masked: str = ""


@act(allowed=may_write, is_of_one=True)
def receive_enquiry(letter: Letter, *, region: str, digest: bytes, by: Actor, at: datetime) -> Enquiry:
    """`digest` is of the secret code, which is shown once and kept nowhere."""
    if letter.kind not in KINDS:
        raise UnknownKind(kinds=list(KINDS.values()))
    if region != NATION and not (len(region) == 6 and is_today(region)):
        raise UnknownRegion(region=region[:12])
    refuse_silence(letter.subject, letter.text)
    return create(
        Enquiry(
            number=f"{region}-{day_at(at):%Y}-{line():06d}",
            digest=digest,
            kind=letter.kind,
            subject=letter.subject.strip(),
            text=letter.text.strip(),
            contact=letter.contact,
            masked=letter.masked,
            region=region,
            received_at=at,
            due_on=due_day(letter.kind, region=region, on=day_at(at)),
        )
    )


@act(allowed=is_writer, is_of_one=True)
def add_to_enquiry(enquiry: Enquiry, *, text: str, by: Actor, at: datetime) -> Entry:
    """Until it is closed; the promised day stays as it is."""
    if enquiry.state == "closed":
        raise ClosedAlready
    return entered(enquiry, "added", text, by=by, at=at)


@act(allowed=is_writer, is_of_one=True)
def reopen_enquiry(enquiry: Enquiry, *, text: str, by: Actor, at: datetime) -> Entry:
    """The answer does not do: the same time is promised anew."""
    if enquiry.told_at and at > enquiry.told_at + timedelta(days=REOPEN_DAYS):
        raise TooLateToReopen(days=REOPEN_DAYS)
    due_on = due_day(enquiry.kind, region=enquiry.region, on=day_at(at))
    move(enquiry, ENQUIRY, "open again", due_on=due_on, closed_at=None)
    return entered(enquiry, "reopened", text, by=by, at=at)
