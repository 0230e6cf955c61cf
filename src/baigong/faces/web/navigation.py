"""What stands in the masthead: pages for everybody, and the work of whoever signed in, by her roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from baigong.apps.authority.actor import NOBODY, Actor
from baigong.apps.authority.roles import OF_ORGANISATIONS, OFFICERS, WATCHERS, Role
from baigong.apps.desk.permissions import READERS as DESK_READERS
from baigong.apps.notices.queries import unread
from baigong.apps.transparency.permissions import READERS as LOG_READERS
from baigong.core.text import msgid
from baigong.faces.web.callers import caller
from baigong.faces.web.inbox.gathering import waiting_count
from baigong.faces.web.words import said


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    href: str
    is_here: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Navigation:
    public: tuple[Entry, ...]
    office: tuple[Entry, ...] = ()
    notices: Entry | None = None


PLAIN = Navigation(())
PUBLIC = (
    ("home", msgid("Scoreboard")),
    ("measures", msgid("Measures")),
    ("regions", msgid("Regions")),
    ("verify", msgid("Verify")),
    ("data", msgid("Open data")),
    ("desk", msgid("Complaints and questions")),
)
# Pages that belong to an entry, though their addresses do not begin with its own.
BELOW = {"/verify": ("/V",), "/office/batches/": ("/office/keys/", "/office/recalls/", "/office/oddities/")}
# Of single records, which the audit administrator does not read.
READERS = OFFICERS | OF_ORGANISATIONS | {Role.AUDITOR}
WORK: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("inbox", msgid("To do"), frozenset(Role) - {Role.WORKER}),
    ("uploads", msgid("Import"), OFFICERS | {Role.AUDITOR}),
    ("my_record", msgid("My record"), frozenset({Role.WORKER})),
    ("workforce", msgid("Staff certificates"), frozenset({Role.EMPLOYER})),
    ("asked", msgid("Requests to see records"), OF_ORGANISATIONS | {Role.HANDLER, Role.REVIEWER, Role.APPROVER}),
    ("persons", msgid("Persons"), READERS),
    ("batches", msgid("Batches"), OFFICERS | {Role.AUDITOR}),
    ("recalls", msgid("Recalls"), frozenset({Role.EVALUATION_BODY})),
    ("merges", msgid("Merging persons"), OFFICERS),
    ("disputes", msgid("Disputes"), READERS),
    ("organisations", msgid("Organisations"), READERS),
    ("readings", msgid("Statistics"), OFFICERS | WATCHERS),
    ("tasks", msgid("Tasks"), OFFICERS | WATCHERS),
    ("office_desk", msgid("Letters"), DESK_READERS),
    ("journal", msgid("Journal"), WATCHERS),
    ("office_log", msgid("Public log"), LOG_READERS),
    ("office_accounts", msgid("Accounts"), OF_ORGANISATIONS | {Role.SECURITY_ADMINISTRATOR, Role.HANDLER}),
    ("offices", msgid("Offices"), frozenset({Role.SYSTEM_ADMINISTRATOR})),
)


def navigation(request: HttpRequest) -> Navigation:
    actor = caller(request)
    return Navigation(
        tuple(_entry(request, name, title) for name, title in PUBLIC),
        tuple(_work(request, actor)) if actor is not NOBODY else (),
        _notices(request, actor) if actor is not NOBODY else None,
    )


def _notices(request: HttpRequest, actor: Actor) -> Entry:
    href = reverse("notices")
    return Entry(said(msgid("Notices")), href, is_here=_is_here(request.path, href), count=unread(actor))


def _work(request: HttpRequest, actor: Actor) -> Iterator[Entry]:
    for name, title, roles in WORK:
        if actor.roles & roles:
            yield _entry(request, name, title, count=waiting_count(request) if name == "inbox" else 0)


def _entry(request: HttpRequest, name: str, title: str, *, count: int = 0) -> Entry:
    href = reverse(name)
    return Entry(said(title), href, is_here=_is_here(request.path, href), count=count)


def _is_here(path: str, href: str) -> bool:
    """The first page of a kind stands for those below it; `/` and the inbox only for themselves."""
    if href == reverse("my_record"):  # what is one's own has tabs beside it, not pages below it
        return path.startswith("/my/")
    if href in ("/", "/office/"):
        return path == href
    return any(path.startswith(one) for one in (href, *BELOW.get(href, ())))
