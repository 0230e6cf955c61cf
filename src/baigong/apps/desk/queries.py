"""Enquiries as officials see them by their regions, and as whoever wrote one sees it by number and code."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet

from baigong.apps.authority.queries.holders import Holder, holders
from baigong.apps.desk.codes import opens
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.desk.permissions import KEEPERS
from baigong.apps.desk.refusals import NumberOrCode
from baigong.apps.desk.states import ENQUIRY, ENTRIES, KINDS, OPEN
from baigong.apps.registry.scoping import placed_in
from baigong.core.scope import WHOLE, Scope
from baigong.core.text import Text

Order = Literal["due", "received", "newest"]
TITLES = dict(ENQUIRY.states)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which enquiries: `state` may be `open`, or empty for all; `assigned_to` is an account."""

    state: str = "open"
    kind: str = ""
    assigned_to: int | None = None
    is_overdue: bool = False
    order: Order = "due"


@dataclass(frozen=True, slots=True)
class EnquiryShown:
    """One line of an office's list. `is_overdue`: not answered, and the promised day is over."""

    id: int
    number: str
    kind: str
    kind_title: Text
    subject: str
    region: str
    state: str
    state_title: Text
    received_at: datetime
    due_on: date
    is_overdue: bool
    is_extended: bool
    assigned_to: int | None
    assigned_name: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """`actor` is who wrote it, as the journal names it; empty for whoever may not see that."""

    kind: str
    kind_title: Text
    text: str
    is_by_office: bool
    office: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EnquiryOpened:
    """An enquiry with all that was said; `contact` is masked."""

    enquiry: EnquiryShown
    text: str
    contact: str
    extended_because: str
    promised_for: date | None
    closed_at: datetime | None
    verbs: tuple[str, ...]
    entries: tuple[EntryShown, ...] = field(default=())


def enquiries(
    scope: Scope, wanted: Wanted, *, on: date, after: tuple[Any, int] | None = None, start: int = 0, limit: int = 50
) -> list[EnquiryShown]:
    """Of the regions in scope; `after` is the key of the last row that was seen."""
    rows = _wanted(scope, wanted, on).select_related("assigned_to")
    column, id = ("due_on" if wanted.order == "due" else "received_at"), "id"
    sense = "lt" if wanted.order == "newest" else "gt"
    if after:
        beyond = Q(**{f"{column}__{sense}": after[0]}) | Q(**{column: after[0], f"{id}__{sense}": after[1]})
        rows = rows.filter(beyond)
    back = "-" if wanted.order == "newest" else ""
    return [_shown(row, on) for row in rows.order_by(f"{back}{column}", f"{back}{id}")[start : start + limit]]


def count(scope: Scope, wanted: Wanted, *, on: date) -> int:
    return _wanted(scope, wanted, on).count()


def key_of(shown: EnquiryShown, order: Order) -> tuple[str, int]:
    """What a list goes on after."""
    return (shown.due_on if order == "due" else shown.received_at).isoformat(), shown.id


def enquiry(scope: Scope, id: int, *, on: date) -> EnquiryOpened | None:
    row = Enquiry.objects.filter(placed_in(scope, "region"), pk=id).select_related("assigned_to").first()
    return _opened(row, on, is_official=True) if row else None


def enquiry_to_act_on(scope: Scope, id: int) -> Enquiry | None:
    """The row itself, for acts."""
    return Enquiry.objects.filter(placed_in(scope, "region"), pk=id).first()


def enquiry_of_writer(number: str, code: str) -> Enquiry:
    """The row that number and code open together; which of the two was wrong is not said."""
    row = Enquiry.objects.filter(number=number.strip()).first()
    if not opens(code, bytes(row.digest) if row else bytes(32)) or row is None:
        raise NumberOrCode
    return row


def enquiry_by_number(number: str) -> Enquiry | None:
    """For a browser that has shown its code before."""
    return Enquiry.objects.filter(number=number).first()


def own_enquiry(row: Enquiry, *, on: date) -> EnquiryOpened:
    """As whoever wrote it sees it: what the office said, not who in it."""
    return _opened(row, on, is_official=False)


def assignees(scope: Scope, region: str, *, on: date) -> list[Holder]:
    """To whom an enquiry of a region can be given, each account once."""
    found = {holder.account: holder for holder in reversed(holders(WHOLE, KEEPERS, region=region, on=on))}
    return [holder for holder in reversed(found.values()) if scope.holds_region(holder.region)]


def _wanted(scope: Scope, wanted: Wanted, on: date) -> QuerySet[Enquiry]:
    rows = Enquiry.objects.filter(placed_in(scope, "region"))
    if wanted.is_overdue:
        rows = rows.filter(state__in=OPEN, due_on__lt=on)
    if wanted.state:
        rows = rows.filter(state__in=OPEN if wanted.state == "open" else [wanted.state])
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.assigned_to is not None:
        rows = rows.filter(assigned_to=wanted.assigned_to)
    return rows


def _shown(row: Enquiry, on: date) -> EnquiryShown:
    return EnquiryShown(
        id=row.pk,
        number=row.number,
        kind=row.kind,
        kind_title=KINDS[row.kind],
        subject=row.subject,
        region=row.region,
        state=row.state,
        state_title=TITLES[row.state],
        received_at=row.received_at,
        due_on=row.due_on,
        is_overdue=row.state in OPEN and row.due_on < on,
        is_extended=bool(row.extended_because),
        assigned_to=row.assigned_to_id,
        assigned_name=row.assigned_to.name if row.assigned_to else "",
        answered_at=row.answered_at,
    )


def _opened(row: Enquiry, on: date, *, is_official: bool) -> EnquiryOpened:
    shown = _shown(row, on) if is_official else _without_people(row, on)
    entries = Entry.objects.filter(enquiry=row).order_by("id")
    return EnquiryOpened(
        enquiry=shown,
        text=row.text,
        contact=row.masked,
        extended_because=row.extended_because,
        promised_for=row.promised_for,
        closed_at=row.closed_at,
        verbs=ENQUIRY.verbs(row.state),
        entries=tuple(_entry(entry, is_official) for entry in entries),
    )


def _without_people(row: Enquiry, on: date) -> EnquiryShown:
    row.assigned_to = None  # in memory only: whoever wrote it deals with an office
    return _shown(row, on)


def _entry(entry: Entry, is_official: bool) -> EntryShown:
    return EntryShown(
        kind=entry.kind,
        kind_title=ENTRIES[entry.kind],
        text=entry.text,
        is_by_office=entry.kind not in ("added", "reopened"),
        office=entry.office,
        actor=entry.actor if is_official else "",
        at=entry.at,
    )
