"""Passports: what a person shows, who asks her, who looked; and the certificates of an employer's staff."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority.roles import Role
from baigong.apps.passports import actions, queries
from baigong.apps.passports.actions.shares import Showing
from baigong.apps.passports.items import CHOSEN, Item
from baigong.apps.passports.links import digest_of, fresh_secret
from baigong.apps.passports.listing import LONGEST_NAME, LONGEST_NUMBER, MOST_ROWS, Row
from baigong.apps.passports.opening import link_of
from baigong.apps.passports.permissions import EMPLOYERS, looker
from baigong.apps.passports.seen import Seen
from baigong.apps.registry.permissions import READERS
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.fieldkinds import Day, Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import CreditCode, row, scope_of
from baigong.faces.here import node_here
from baigong.faces.meaning import person_meant

router = Router()
Kind = Literal["certificates", "employments", "insurance", "statuses"]
Cell = Literal["number", "name", "document", "region", "session"]
OF_CELLS = f"Beside occupation, level, issuer, day and state: any of {', '.join(CHOSEN)}"
Purpose = Field(min_length=2, max_length=200, description="What for, in a sentence without identity numbers")


class ItemShown(Answer):
    """A certificate that a share shows."""

    certificate: int = Field(description="Its number on this node")
    cells: list[str] = Field(description=OF_CELLS)


class ShareShown(Answer):
    """A share of yours; its link is shown once, when it is made."""

    id: int = Field(description="Its number on this node")
    person: int = Field(description="Whose it is")
    purpose: str = Field(description="What it is for")
    items: list[ItemShown] = Field(description="What it shows")
    made_at: datetime = Field(description="When it was made")
    ends_on: date = Field(description="To the end of which day it is open")
    withdrawn_at: datetime | None = Field(description="When it was withdrawn")
    is_open: bool = Field(description="Whether its link shows anything today")
    looks: int = Field(description="How often it was opened")


class ShareMade(Answer):
    """A new share."""

    id: int = Field(description="Its number on this node")
    link: str = Field(description="The link, this once: only a digest of it is kept")


class ItemEntry(BaseModel):
    """A certificate to show."""

    certificate: Number = Field(description="Its number on this node")
    cells: list[Cell] = Field(max_length=5, description=OF_CELLS)


class ShareEntry(BaseModel):
    """What to show, what for, until when."""

    person: Number = Field(description="Your own number on this node")
    items: list[ItemEntry] = Field(min_length=1, max_length=50, description="Certificates of yours, each once")
    purpose: str = Purpose
    ends_on: Day = Field(description="To the end of which day, a year at most")


class RequestShown(Answer):
    """A request to see somebody's records."""

    id: int = Field(description="Its number on this node")
    person: int = Field(description="Who is asked")
    organisation: str = Field(description="The organisation that asks; empty: an office")
    region: str = Field(description="The region whose office asks; empty: an organisation")
    asker: str = Field(description="The name of whoever asks")
    kinds: list[str] = Field(description="What is asked to be seen")
    purpose: str = Field(description="What for")
    to_on: date = Field(description="To which day")
    asked_at: datetime = Field(description="When it was asked")
    state: str = Field(description="`asked`, `granted`, `refused` or `withdrawn`")
    answered_at: datetime | None = Field(description="When she answered")
    consent: int | None = Field(description="The consent that she gave")


class RequestEntry(BaseModel):
    """Whom you ask, for what."""

    number: str = Field(min_length=1, max_length=LONGEST_NUMBER, description="A certificate's number")
    name: str = Field(min_length=1, max_length=LONGEST_NAME, description="The name on it; both say whom you mean")
    kinds: list[Kind] = Field(min_length=1, max_length=4, description="What you ask to see")
    purpose: str = Purpose
    to_on: Day = Field(description="To which day, a year at most")


class Made(Answer):
    """What was made."""

    id: int = Field(description="Its number on this node")


class AnswerEntry(BaseModel):
    """Your answer; a grant may be narrower than what was asked."""

    outcome: Literal["granted", "refused"] = Field(description="Whether they may see")
    kinds: list[Kind] | None = Field(None, max_length=4, description="Only these kinds; null: all that was asked")
    to_on: Day | None = Field(None, description="To an earlier day; null: as was asked")


class LookShown(Answer):
    """That somebody was shown something of yours."""

    id: int = Field(description="The line's number")
    kind: str = Field(description="`share`, `certificate`, `record` or `list`")
    certificate: int | None = Field(description="Which certificate, if it was one")
    number: str | None = Field(description="The certificate's number")
    share: int | None = Field(description="By which share")
    body: str = Field(description="The organisation or office; empty: none")
    name: str = Field(description="Who was signed in; empty: nobody was, or an office looked")
    purpose: str = Field(description="What for, if that was said")
    first_at: datetime = Field(description="The first time that day")
    last_at: datetime = Field(description="The last time")
    times: int = Field(description="How often")


class StandingShown(Answer):
    """Whether a certificate stands."""

    state: str = Field(description="`in_force`, `revoked`, `void`, `expired` or `not_here`")
    since: date | None = Field(description="The day it ended on")
    kind: str | None = Field(description="`issued_here`, `on_record`; null: nobody signed this record here")


class StaffShown(Answer):
    """A certificate of somebody on the staff."""

    number: str = Field(description="The certificate's number")
    name: str = Field(description="The holder's name, as your list has it, else as recorded")
    certificate: int | None = Field(description="Its number on this node; null: no such number and name together")
    occupation: str = Field(description="The occupation's code")
    level: str = Field(description="5, 4, 3, 2, 1, S, C, A or 0")
    issued_on: date | None = Field(description="The day of issue")
    valid_until: date | None = Field(description="To which day it is valid; null: without end")
    standing: StandingShown = Field(description="How it stands today")
    answer: str = Field(description="What its credential was judged when the list was sent; empty: none was sent")
    is_listed: bool = Field(description="Whether it is on your list")
    by_consent: bool = Field(description="Whether the worker lets you see it")


class StaffEntry(BaseModel):
    """A row of the list."""

    number: str = Field(min_length=1, max_length=LONGEST_NUMBER, description="The certificate's number")
    name: str = Field(min_length=1, max_length=LONGEST_NAME, description="The name on it")


class WorkforceEntry(BaseModel):
    """The whole list, in place of the one before."""

    rows: list[StaffEntry] = Field(min_length=1, max_length=MOST_ROWS, description="Its rows")


@router.get("/shares", response=Page[ShareShown])
def shares(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Your shares, the newest first."""
    scope, on = _own(request), today(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.shares(scope, on=on, after=after, limit=limit),
        of=ShareShown,
        key=lambda line: line.id,
    )


@router.post("/shares", response={201: ShareMade})
def make_share(request: HttpRequest, entry: ShareEntry) -> Status[ShareMade]:
    """Show some of your certificates by a link."""
    by, secret = caller(request), fresh_secret(node_here().random)
    items = [Item(one.certificate, tuple(dict.fromkeys(one.cells))) for one in entry.items]
    told = {"showing": Showing(items, entry.purpose, entry.ends_on), "digest": digest_of(secret).hex()}
    share = actions.make_share(row(by, "persons", entry.person), **told, by=by, at=instant(request))
    return Status(201, ShareMade(id=share.pk, link=link_of(secret)))


@router.post("/shares/{number}/withdraw", response={204: None})
def withdraw_share(request: HttpRequest, number: Number) -> Status[None]:
    """From now on its link shows nothing."""
    share = found(queries.share_to_act_on(_own(request), number))
    actions.withdraw_share(share, by=caller(request), at=instant(request))
    return Status(204, None)


@router.get("/requests", response=Page[RequestShown])
def requests(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Requests made to you, the newest first."""
    scope = _own(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.requests(scope, after=after, limit=limit),
        of=RequestShown,
        key=lambda line: line.id,
    )


@router.get("/requests/made", response=Page[RequestShown])
def requests_by(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Requests that your organisation or office made, the newest first."""
    scope = caller(request).scope_as(READERS - {Role.WORKER})
    return page(
        request,
        paging,
        lambda after, limit: queries.requests_by(scope, after=after, limit=limit),
        of=RequestShown,
        key=lambda line: line.id,
    )


@router.post("/requests", response={201: Made})
def ask_consent(request: HttpRequest, entry: RequestEntry) -> Status[Made]:
    """Ask somebody to let your organisation or office see records of hers."""
    by = caller(request)
    person = person_meant(request, by, entry.number, entry.name)
    told = entry.model_dump(include={"kinds", "purpose", "to_on"})
    return Status(201, Made(id=actions.ask_consent(person, **told, by=by, at=instant(request)).pk))


@router.post("/requests/{number}/answer", response={204: None})
def answer_request(request: HttpRequest, number: Number, entry: AnswerEntry) -> Status[None]:
    """Grant what is asked of you, or less of it, or refuse it."""
    asked = found(queries.request_to_act_on(_own(request), number))
    actions.answer_request(asked, **entry.model_dump(), by=caller(request), at=instant(request))
    return Status(204, None)


@router.post("/requests/{number}/withdraw", response={204: None})
def withdraw_request(request: HttpRequest, number: Number) -> Status[None]:
    """Take back what you asked."""
    by = caller(request)
    asked = found(queries.request_to_act_on(by.scope_as(READERS - {Role.WORKER}), number))
    actions.withdraw_request(asked, by=by, at=instant(request))
    return Status(204, None)


@router.get("/looks", response=Page[LookShown])
def looks(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Who looked at something of yours, the newest first."""
    scope = _own(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.looks(scope, after=after, limit=limit),
        of=LookShown,
        key=lambda line: line.id,
    )


@router.get("/workforce/{credit_code}", response=list[StaffShown])
def staff(request: HttpRequest, credit_code: CreditCode) -> list[StaffShown]:
    """The certificates of your staff as they stand today. Each worker reads that you looked."""
    by = caller(request)
    lines = queries.staff(by.scope_as(EMPLOYERS), credit_code, node_here().keyring, on=today(request))
    seen = [Seen("list", person=one.person, certificate=one.certificate) for one in lines if one.person is not None]
    if seen:
        actions.looked(seen, by=looker(by), at=instant(request))
    return [StaffShown.model_validate(line) for line in lines]


@router.put("/workforce/{credit_code}", response={204: None})
def keep_workforce(request: HttpRequest, credit_code: CreditCode, entry: WorkforceEntry) -> Status[None]:
    """Keep a list of your staff's certificates, in place of the one before; it is sealed for you alone."""
    rows = [Row(one.number, one.name) for one in entry.rows]
    told = {"organisation": credit_code, "random": node_here().random}
    actions.keep_workforce(rows, **told, by=caller(request), at=instant(request))
    return Status(204, None)


@router.delete("/workforce/{credit_code}", response={204: None})
def drop_workforce(request: HttpRequest, credit_code: CreditCode) -> Status[None]:
    """Delete the list."""
    by = caller(request)
    kept = found(queries.workforce_to_act_on(by.scope_as(EMPLOYERS), credit_code))
    actions.drop_workforce(kept, by=by, at=instant(request))
    return Status(204, None)


def _own(request: HttpRequest) -> Scope:
    """A worker's own: what a colleague is shown in another post of hers is not it."""
    return Scope(persons=scope_of(caller(request)).persons)
