"""Who is to be told of what: by each act of the table below, and by each day.

Rows are read as they are when the job runs, so what has been decided meanwhile is not announced as waiting.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from baigong.apps.authority.models import Approval, Invitation, Proposal
from baigong.apps.authority.queries.holders import holders, nearest
from baigong.apps.authority.roles import TITLES, Role
from baigong.apps.catalogue.models import Task
from baigong.apps.catalogue.queries import working_days_after
from baigong.apps.catalogue.states import OPEN as TASK_OPEN
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.states import KINDS as ENQUIRY_KINDS
from baigong.apps.desk.states import OPEN
from baigong.apps.exchange.models import Upload
from baigong.apps.exchange.permissions import CONFIRMERS
from baigong.apps.journal.models import Line
from baigong.apps.notices.of_certificates import of_ending, of_objection, of_signing
from baigong.apps.notices.of_passports import of_expiry, of_matching, of_request, of_staff
from baigong.apps.notices.of_recalls import of_asking_back, of_defence, of_keeping, of_opening, of_voiding
from baigong.apps.notices.wanted import Wanted
from baigong.apps.progress.models import Publication
from baigong.apps.registry.models import Dispute
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE

TASKS_AHEAD = timedelta(days=7)  # [assumption] docs/notices.md


def of_proposal(line: Line, on: date) -> Iterator[Wanted]:
    """Whoever is next, or whoever proposed it."""
    proposal = Proposal.objects.get(pk=_number(line.subject))
    about, facts = f"authority.proposal/{proposal.pk}", {"number": proposal.pk}
    if proposal.state == "proposed":
        role = Role(proposal.steps[proposal.step])
        taken = set(Approval.objects.filter(proposal=proposal).values_list("actor", flat=True))
        people = _near({role}, proposal.region, on, without=taken)
        kind = "publication_waits" if proposal.act == "progress.publish_reading" else "proposal_waits"
        told = {**facts, "role": _both(TITLES[role])}
        yield Wanted(kind, people, about, proposal.region, f"step {proposal.step}", told)
    elif proposal.state in ("approved", "rejected"):
        kind = "proposal_approved" if proposal.state == "approved" else "proposal_refused"
        yield Wanted(kind, _accounts([proposal.maker]), about, proposal.region, facts=facts)


def of_upload(line: Line, on: date) -> Iterator[Wanted]:
    upload = Upload.objects.get(pk=_number(line.subject))
    kind = UPLOADS.get(upload.state)
    if kind is None or upload.account_id is None:  # the operator reads on her own screen what became of it
        return
    if kind == "upload_ready":
        people = _near(CONFIRMERS, upload.region, on, without={f"account/{upload.account_id}"})
    else:
        people = frozenset(
            {upload.account_id, upload.confirmed_by_id} if kind == "upload_loaded" else {upload.account_id}
        )
    facts = {"number": upload.pk, "day": day_at(upload.received_at).isoformat()}
    yield Wanted(kind, people - {None}, line.subject, upload.region, facts=facts)


UPLOADS = {"checked": "upload_ready", "loaded": "upload_loaded", "refused": "upload_failed"}


def of_publication(line: Line, on: date) -> Iterator[Wanted]:
    """Whoever took a step of its way, and the statisticians."""
    publication = Publication.objects.get(pk=_number(line.subject))
    proposal = _number(line.facts.get("proposal", "/0"))
    takers = Approval.objects.filter(proposal=proposal).values_list("actor", flat=True)
    people = _accounts(takers) | _near({Role.STATISTICIAN}, publication.region, on)
    yield Wanted("publication_out", people, line.subject, publication.region, facts={"period": publication.period})


def of_dispute(line: Line, on: date) -> Iterator[Wanted]:
    dispute = Dispute.objects.get(pk=_number(line.subject))
    facts = {"number": dispute.pk, "due": (dispute.due_on or on).isoformat()}
    if dispute.state == "filed":
        people = _near({Role.HANDLER}, dispute.place, on)
        yield Wanted("dispute_filed", people, line.subject, dispute.place, facts=facts)
    elif dispute.state in ("upheld", "rejected") and dispute.account:
        yield Wanted("dispute_answered", frozenset({dispute.account}), line.subject, dispute.place, facts=facts)


def of_enquiry(line: Line, on: date) -> Iterator[Wanted]:
    """It came, or came back, or came from another office."""
    enquiry = Enquiry.objects.get(pk=_number(line.subject))
    if enquiry.state == ("reopened" if line.act == "desk.reopen_enquiry" else "received"):
        people = _at_the_desk(enquiry, on)
        yield Wanted("enquiry_received", people, line.subject, enquiry.region, str(line.pk), _of_enquiry(enquiry))


def of_assignment(line: Line, on: date) -> Iterator[Wanted]:
    """Not to whoever took it herself."""
    enquiry = Enquiry.objects.get(pk=_number(line.subject))
    if enquiry.state == "assigned" and line.actor != f"account/{enquiry.assigned_to_id}":
        people, facts = frozenset({enquiry.assigned_to_id}), _of_enquiry(enquiry)
        yield Wanted("enquiry_given", people, line.subject, enquiry.region, str(line.pk), facts)


def of_invitation(line: Line, on: date) -> Iterator[Wanted]:
    """To an address only: whoever is invited has no account, or cannot get into hers."""
    found = Invitation.objects.filter(line=line.pk).first()
    if found is not None:
        facts = {"due": day_at(found.expires_at).isoformat()}
        yield Wanted("invitation", frozenset({None}), f"authority.invitation/{found.pk}", found.region, facts=facts)


OF_ACTS: Mapping[str, Callable[[Line, date], Iterable[Wanted]]] = {
    "authority.propose": of_proposal,
    "authority.approve": of_proposal,
    "authority.reject": of_proposal,
    "authority.invite_account": of_invitation,
    "authority.renew_access": of_invitation,
    "registry.file_dispute": of_dispute,
    "registry.answer_dispute": of_dispute,
    "progress.publish_reading": of_publication,
    "desk.receive_enquiry": of_enquiry,
    "desk.transfer_enquiry": of_enquiry,
    "desk.reopen_enquiry": of_enquiry,
    "desk.assign_enquiry": of_assignment,
    "exchange.check_upload": of_upload,
    "exchange.finish_load": of_upload,
    "exchange.refuse_upload": of_upload,
    "certificates.issue_drafts": of_signing,
    "certificates.sign_on_record": of_signing,
    "certificates.void_certificate": lambda line, on: (*of_ending(line, on), *of_staff(line, on)),
    "certificates.revoke_certificate": lambda line, on: (*of_ending(line, on), *of_staff(line, on)),
    "passports.ask_consent": of_request,
    "passports.answer_request": of_request,
    "passports.match_workforce": of_matching,
    "certificates.open_recall": of_opening,
    "certificates.state_defence": of_defence,
    "certificates.decide_recall": of_keeping,
    "certificates.withdraw_recall": of_keeping,
    "certificates.void_recalled": of_voiding,
    "certificates.ask_reinstatement": of_asking_back,
    "certificates.hear_reinstatement": of_asking_back,
    "certificates.name_replacement": of_asking_back,
    "certificates.file_objection": of_objection,
    "certificates.settle_objection": of_objection,
}


def of_day(at: datetime) -> Iterator[Wanted]:
    """What is due on the next working day, what is overdue, which tasks are due within a week; what ends by itself."""
    on = day_at(at)
    soon = working_days_after(WHOLE, on, 1)
    waiting = Enquiry.objects.filter(state__in=OPEN).order_by("id")
    for enquiry in waiting.filter(due_on__gt=on, due_on__lte=soon):
        yield _of_day("enquiry_due", enquiry, _dealing_with(enquiry, on))
    for enquiry in waiting.filter(due_on__lt=on):
        people = _dealing_with(enquiry, on) | _near({Role.APPROVER}, enquiry.region, on)
        yield _of_day("enquiry_overdue", enquiry, people)
    due = Task.objects.filter(state__in=TASK_OPEN, due_on__gte=on, due_on__lte=on + TASKS_AHEAD)
    for task in due.select_related("office").order_by("id"):
        yield _of_task(task, on)
    yield from of_expiry(on)


def _of_day(kind: str, enquiry: Enquiry, people: frozenset[int | None]) -> Wanted:
    about = f"desk.enquiry/{enquiry.pk}"
    return Wanted(kind, people, about, enquiry.region, enquiry.due_on.isoformat(), _of_enquiry(enquiry))


def _of_task(task: Task, on: date) -> Wanted:
    found = holders(WHOLE, {Role.HANDLER}, region=task.office.region, on=on)
    own = [holder for holder in found if holder.office == task.office_id]
    facts = {"number": task.pk, "measure": task.measure, "due": task.due_on.isoformat()}
    people = frozenset(holder.account for holder in own or nearest(found))
    return Wanted("task_due", people, f"catalogue.task/{task.pk}", task.region, task.due_on.isoformat(), facts)


def _of_enquiry(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "number": enquiry.number,
        "about": _both(ENQUIRY_KINDS[enquiry.kind]),
        "due": enquiry.due_on.isoformat(),
    }


def _dealing_with(enquiry: Enquiry, on: date) -> frozenset[int | None]:
    return frozenset({enquiry.assigned_to_id}) if enquiry.assigned_to_id else _at_the_desk(enquiry, on)


def _at_the_desk(enquiry: Enquiry, on: date) -> frozenset[int | None]:
    return _near({Role.HANDLER}, enquiry.region, on)


def _near(roles: Iterable[Role], region: str, on: date, *, without: Iterable[str] = ()) -> frozenset[int | None]:
    """Of the nearest office that has somebody for it."""
    left = set(without)
    found = [one for one in holders(WHOLE, roles, region=region, on=on) if f"account/{one.account}" not in left]
    return frozenset(holder.account for holder in nearest(found)) if found else frozenset()


def _accounts(actors: Iterable[str]) -> frozenset[int | None]:
    """Those of the journal's names that are accounts."""
    return frozenset(_number(name) for name in actors if name.startswith("account/"))


def _both(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _number(named: str) -> int:
    return int(named.rpartition("/")[2])
