"""Where an inbox looks: each source asks one app for what somebody may do there. A new one is a line in the table."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from baigong.apps.authority import queries as authority
from baigong.apps.authority.permissions import SECURITY
from baigong.apps.authority.queries.told import ProposalTold
from baigong.apps.authority.roles import OF_AN_OFFICE, OFFICERS, Role
from baigong.apps.catalogue import queries as catalogue
from baigong.apps.catalogue.permissions import KEEPERS as TASK_KEEPERS
from baigong.apps.catalogue.states import OPEN
from baigong.apps.desk import queries as desk
from baigong.apps.desk.permissions import KEEPERS as LETTER_KEEPERS
from baigong.apps.exchange import queries as exchange
from baigong.apps.exchange.permissions import CONFIRMERS
from baigong.apps.progress import queries as progress
from baigong.apps.progress.permissions import STATISTICIANS
from baigong.apps.registry import queries as registry
from baigong.apps.registry.permissions import KEEPERS
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.web.act_names import act_name
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.inbox.of_batches import batches
from baigong.faces.web.inbox.of_recalls import backdatings, recalls, recalls_of_body, ways_back
from baigong.faces.web.inbox.of_written import to_write
from baigong.faces.web.inbox.subjects import of_offices
from baigong.faces.web.inbox.waiting import Asking, Source, Waiting, way
from baigong.faces.web.uploads.shown import counted, sum_of
from baigong.faces.web.words import said, told

MOST = 200
AHEAD = timedelta(days=30)  # how far before it is due a task comes up
CONFIRM = (msgid("%(number)s row to load"), msgid("%(number)s rows to load"))
LEFT_OUT = msgid("%(rows)s, %(out)s left out")
DISPUTE = msgid("A record is disputed: %(says)s")
HERSELF = msgid("the worker herself")
PAIR = msgid("Two records may be one person (pair %(number)s)")
NODE, PUBLIC = msgid("found by the node"), msgid("somebody of the public")
DRAFT = msgid("Draft publication: %(period)s")
TO_ANSWER = (msgid("%(number)s finding to answer"), msgid("%(number)s findings to answer"))
REPORT = msgid("Report for %(first)s to %(last)s")
MEASURE = msgid("measure %(number)s")
INVITATION = msgid("%(name)s has not accepted the invitation")
LIMIT = 60


def proposals(asking: Asking) -> Iterator[Waiting]:
    scope = asking.by.scope_as(OF_AN_OFFICE)
    for one in authority.proposals_waiting(scope, by=asking.by):
        yield _proposal(one, one.maker, scope)


def _proposal(one: ProposalTold, who: str, scope: Scope) -> Waiting:
    more = " · ".join(filter(None, (of_offices(one.about, scope), one.reason)))
    return Waiting(act_name(one.act), who, one.proposed_at, None, way("proposal", one.id), more)


def uploads(asking: Asking) -> Iterator[Waiting]:
    for one in exchange.uploads_to_confirm(asking.by.scope_as(CONFIRMERS), account=asking.by.account):
        yield Waiting(one.name, one.sender, one.received_at, None, way("upload", one.id), _of_upload(one))


def _of_upload(one: exchange.UploadLine) -> str:
    total = sum_of(one.tables)
    rows = counted(total.written, CONFIRM)
    return said(LEFT_OUT, {"rows": rows, "out": f"{total.quarantined:,}"}) if total.quarantined else rows


def disputes(asking: Asking) -> Iterator[Waiting]:
    scope = asking.by.scope_as(KEEPERS)
    for one in registry.disputes(scope, on=asking.on, state="filed", limit=MOST):
        asked_by = one.organisation or said(HERSELF)
        what = said(DISPUTE, {"says": _short(one.says)})
        yield Waiting(what, asked_by, one.filed_at, one.due_on, way("dispute", one.id))


def candidates(asking: Asking) -> Iterator[Waiting]:
    for one in registry.candidates(asking.by.scope_as(KEEPERS), limit=MOST):
        what = said(PAIR, {"number": one.id})
        yield Waiting(what, said(NODE), one.found_at, None, way("merge", one.id))


def publications(asking: Asking) -> Iterator[Waiting]:
    """Once proposed, they wait as proposals."""
    for one in progress.publications(asking.by.scope_as(STATISTICIANS), limit=MOST):
        if one.state == "drafted":
            what, left = said(DRAFT, {"period": one.period}), one.findings - one.answered
            more = counted(left, TO_ANSWER) if left else ""
            yield Waiting(what, "", one.drafted_at, None, way("publication", one.id), more)


def periods(asking: Asking) -> Iterator[Waiting]:
    """Those whose time is over and whose report is not in; a wider region's bind as well."""
    for one in progress.periods(asking.by.scope_as(STATISTICIANS), on=asking.on, limit=MOST):
        if one.state == "open" and one.last < asking.on:
            what = said(REPORT, {"first": one.first, "last": one.last})
            since = one.last + timedelta(days=1)
            yield Waiting(what, region_named(one.region), since, one.due_on, way("period", one.id))


def tasks(asking: Asking) -> Iterator[Waiting]:
    """Of one's own offices, under way or due before long."""
    scope = asking.by.scope_as(TASK_KEEPERS)
    offices = {post.office for post in asking.by.posts if post.role in TASK_KEEPERS}
    found = (catalogue.tasks(scope, on=asking.on, state=state, limit=MOST) for state in OPEN)
    for one in chain.from_iterable(found):
        is_near = one.due_on is not None and one.due_on <= asking.on + AHEAD
        if one.office_name in offices and (is_near or one.state == "under_way"):
            more = said(MEASURE, {"number": one.measure})
            yield Waiting(told(one.title), one.office_name, None, one.due_on, way("task", one.id), more)


def letters(asking: Asking) -> Iterator[Waiting]:
    """Assigned to her, or to nobody yet."""
    scope = asking.by.scope_as(LETTER_KEEPERS)
    for one in desk.enquiries(scope, desk.Wanted(state="open"), on=asking.on, limit=MOST):
        if one.assigned_to in (None, asking.by.account):
            href = way("office_letter", one.id)
            more = f"{told(one.kind_title)} · {one.number}"
            yield Waiting(one.subject, said(PUBLIC), one.received_at, one.due_on, href, more)


def invitations(asking: Asking) -> Iterator[Waiting]:
    for one in authority.invitations(asking.by.scope_as(SECURITY), limit=MOST):
        what = said(INVITATION, {"name": one.name or one.username})
        yield Waiting(what, "", one.made_at, one.expires_at.date(), way("office_account"), one.username)


def own_proposals(asking: Asking) -> Iterator[Waiting]:
    scope = asking.by.scope_as(OF_AN_OFFICE)
    for one in authority.proposals_of(scope, by=asking.by):
        yield _proposal(one, one.waits_for, scope)


def own_uploads(asking: Asking) -> Iterator[Waiting]:
    scope = asking.by.scope_as(OFFICERS)
    for one in exchange.uploads_under_way(scope, account=asking.by.account):
        waits_for = "confirmers" if one.state == "checked" else "node"
        yield Waiting(one.name, waits_for, one.received_at, None, way("upload", one.id))


def own_exports(asking: Asking) -> Iterator[Waiting]:
    scope = asking.by.scope_as(OFFICERS)
    for one in exchange.exports_under_way(scope, account=asking.by.account):
        yield Waiting(region_named(one.region), "node", one.ordered_at, None, way("exports"))


def _short(text: str) -> str:
    return text if len(text) <= LIMIT else f"{text[:LIMIT]}…"


SOURCES = (
    Source("proposals", msgid("Proposals to decide"), OF_AN_OFFICE, proposals),
    Source("uploads", msgid("Uploads to load"), CONFIRMERS, uploads),
    Source("batches", msgid("Batches in progress"), KEEPERS, batches),
    Source("recalls", msgid("Recalls to decide"), KEEPERS, recalls),
    Source("recalls_of_body", msgid("Recalls to speak on"), frozenset({Role.EVALUATION_BODY}), recalls_of_body),
    Source("ways_back", msgid("Requests for a way back"), KEEPERS, ways_back),
    Source("backdatings", msgid("Backdated certificates"), KEEPERS, backdatings),
    Source("written", msgid("Holders to tell in writing"), KEEPERS, to_write),
    Source("disputes", msgid("Disputes to answer"), KEEPERS, disputes),
    Source("letters", msgid("Letters to answer"), LETTER_KEEPERS, letters),
    Source("periods", msgid("Reports due"), STATISTICIANS, periods),
    Source("publications", msgid("Publications to finish"), STATISTICIANS, publications),
    Source("tasks", msgid("Tasks of measures"), TASK_KEEPERS, tasks),
    Source("merges", msgid("Records to compare"), KEEPERS, candidates),
    Source("invitations", msgid("Invitations not accepted"), SECURITY, invitations),
)
OWN = (
    Source("proposals", msgid("Proposals"), OF_AN_OFFICE, own_proposals),
    Source("uploads", msgid("Uploads"), OFFICERS, own_uploads),
    Source("exports", msgid("Exports"), OFFICERS, own_exports),
)
