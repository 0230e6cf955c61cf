"""Batches as offices see them, and their notices as everybody does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from baigong.apps.authority.acts import named
from baigong.apps.certificates.models import Batch, Draft, Objection, SignedCopy
from baigong.apps.certificates.states import BATCH
from baigong.apps.journal.models import Line
from baigong.apps.registry.numbers import masked, number_of
from baigong.core.scope import Scope
from baigong.core.text import Text
from baigong.ground.vault.keyring import Keyring

# The acts that are steps of a batch's way, as the journal keeps them.
STEPS: tuple[tuple[str, Text], ...] = (
    ("certificates.open_batch", Text("建立批次", "opened")),
    ("certificates.enter_results", Text("录入成绩", "results entered")),
    ("certificates.audit_batch", Text("审核成绩", "audited")),
    ("certificates.send_back", Text("退回", "sent back")),
    ("certificates.announce_batch", Text("开始公示", "put under public notice")),
    ("certificates.close_notice", Text("公示结束", "notice closed")),
    ("certificates.issue_batch", Text("批准签发", "decided to be issued")),
    ("certificates.issue_drafts", Text("签发证书", "certificates signed")),
    ("certificates.withdraw_batch", Text("撤回", "withdrawn")),
    ("certificates.void_recalled", Text("批次撤销", "recalled")),
)
TITLES = dict(STEPS)


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """`results` are all that were entered; of them `to_issue` wait, `issued` have their certificate."""

    id: int
    key: str
    credit_code: str
    issuer_name: str
    filing: str
    body_number: str
    occupation: str
    occupation_name: str
    level: str
    region: str
    session: str
    held_on: date
    seats: int
    state: str
    state_title: Text
    notice_from: date | None
    notice_to: date | None
    notice_address: str
    issued_on: date | None
    signed_by: str
    audit: Document | None
    notice_document: Document | None
    results: int
    to_issue: int
    issued: int
    struck: int
    not_passed: int
    objections: int
    open_objections: int


@dataclass(frozen=True, slots=True)
class BatchesSought:
    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    id: int
    position: int
    name: str | None
    number: str | None  # masked
    theory: Decimal | None
    practical: Decimal | None
    review: Decimal | None
    passed: str
    state: str
    struck_because: str
    certificate: int | None
    certificate_number: str | None


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    id: int
    text: str
    masked: str
    has_contact: bool
    by_account: bool
    filed_at: datetime
    state: str
    answer: str
    settled_at: datetime | None
    struck: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """`count` is how many rows or certificates the line speaks of, where it says so."""

    act: str
    title: Text
    actor: str
    office: str
    at: datetime
    count: int | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What a public notice shows of one candidate: her place in the batch, name without its middle, number masked."""

    position: int
    name: str
    number: str | None


def batches(scope: Scope, sought: BatchesSought, *, before: int | None = None, limit: int = 500) -> list[BatchLine]:
    """Newest first; `before` goes on after a batch that was seen."""
    rows = _in(Batch.objects.all(), scope)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if sought.state:
        rows = rows.filter(state=sought.state)
    if sought.words:
        words = sought.words.strip()
        rows = rows.filter(Q(key__icontains=words) | Q(session__icontains=words) | Q(issuer_name__icontains=words))
    return _lines(rows.order_by("-id")[:limit])


def batch(scope: Scope, id: int) -> BatchLine | None:
    return next(iter(_lines(_in(Batch.objects.filter(pk=id), scope))), None)


def batch_keyed(scope: Scope, key: str) -> BatchLine | None:
    """By the number that people know it by."""
    return next(iter(_lines(_in(Batch.objects.filter(key=key.strip()), scope))), None)


def batch_to_act_on(scope: Scope, id: int) -> Batch | None:
    return _in(Batch.objects.filter(pk=id), scope).first()


def steps_of_batch(scope: Scope, id: int) -> list[Step]:
    """What was done to it, first things first; signing stands once, however many chunks it took."""
    row = batch_to_act_on(scope, id)
    if row is None:
        return []
    is_its = Q(subject=named(row)) | Q(act="certificates.void_recalled", facts__batches__contains=[row.pk])
    lines = Line.objects.filter(is_its, act__in=TITLES).order_by("id")
    steps: list[Step] = []
    for one in lines:
        count = one.facts.get("certificates") or one.facts.get("results")
        if steps and one.act == steps[-1].act == "certificates.issue_drafts":
            count, _ = (steps[-1].count or 0) + (count or 0), steps.pop()
        steps.append(Step(one.act, TITLES[one.act], one.actor, one.office, one.at, count))
    return steps


def drafts(scope: Scope, id: int, keyring: Keyring, *, start: int = 0, limit: int = 50) -> list[DraftLine]:
    """In the order of entry."""
    rows = Draft.objects.filter(batch__in=_in(Batch.objects.filter(pk=id), scope)).order_by("position", "id")
    found = list(rows.select_related("holder")[start : start + limit])
    signed = _signed(found)
    return [_draft(row, keyring, signed) for row in found]


def draft_to_act_on(scope: Scope, id: int) -> Draft | None:
    row = Draft.objects.select_related("batch").filter(pk=id).first()
    return row if row and scope.holds_region(row.batch.region) else None


def objections(scope: Scope, id: int) -> list[ObjectionLine]:
    rows = Objection.objects.filter(batch__in=_in(Batch.objects.filter(pk=id), scope))
    return [_objection(row) for row in rows.select_related("draft").order_by("id")]


def objection_to_act_on(scope: Scope, id: int) -> Objection | None:
    return _in(Objection.objects.select_related("batch").filter(pk=id), scope).first()


def document_of(scope: Scope, id: int, which: str) -> Document | None:
    """`audit` or `notice`."""
    line = batch(scope, id)
    return None if line is None else (line.audit if which == "audit" else line.notice_document)


def noticed(on: date, *, limit: int = 200) -> list[BatchLine]:
    """Public: what stands under notice on a day."""
    rows = Batch.objects.filter(state="noticed", notice_from__lte=on, notice_to__gte=on)
    return _lines(rows.order_by("notice_to", "id")[:limit])


def notice(key: str, keyring: Keyring) -> tuple[BatchLine, list[NoticeLine]] | None:
    """Public, from the day it was announced on, whatever became of the batch: who passed, and nobody's marks."""
    row = notice_to_object_to(key)
    if row is None:
        return None
    passed = Draft.objects.filter(batch=row, passed="yes").exclude(state="struck").order_by("position", "id")
    told = [_noticed(one, keyring) for one in passed.select_related("holder")]
    return _lines([row])[0], told


def notice_to_object_to(key: str) -> Batch | None:
    return Batch.objects.filter(key=key, notice_from__isnull=False).exclude(state="withdrawn").first()


def _lines(rows: Iterable[Batch]) -> list[BatchLine]:
    found = list(rows)
    counts = {
        row["batch"]: row
        for row in Draft.objects.filter(batch__in=found)
        .values("batch")
        .annotate(
            results=Count("id"),
            to_issue=Count("id", filter=Q(state="draft", passed="yes")),
            issued=Count("id", filter=Q(state="issued")),
            struck=Count("id", filter=Q(state="struck")),
            not_passed=Count("id", filter=~Q(passed="yes") & ~Q(state="struck")),
        )
    }
    asked = Objection.objects.filter(batch__in=found).values("batch")
    told = {
        row["batch"]: row
        for row in asked.annotate(objections=Count("id"), open_objections=Count("id", filter=Q(state="filed")))
    }
    return [_line(row, counts.get(row.pk, {}), told.get(row.pk, {})) for row in found]


def _line(row: Batch, counted: dict[str, int], told: dict[str, int]) -> BatchLine:
    return BatchLine(
        id=row.pk,
        key=row.key,
        credit_code=row.credit_code,
        issuer_name=row.issuer_name,
        filing=row.filing,
        body_number=row.body_number,
        occupation=row.occupation,
        occupation_name=row.occupation_name,
        level=row.level,
        region=row.region,
        session=row.session,
        held_on=row.held_on,
        seats=row.seats,
        state=row.state,
        state_title=BATCH.title(row.state),
        notice_from=row.notice_from,
        notice_to=row.notice_to,
        notice_address=row.notice_address,
        issued_on=row.issued_on,
        signed_by=row.signed_by,
        audit=Document(row.audit_name, row.audit_digest, row.audit_path) if row.audit_path else None,
        notice_document=Document(row.notice_name, row.notice_digest, row.notice_path) if row.notice_path else None,
        results=counted.get("results", 0),
        to_issue=counted.get("to_issue", 0),
        issued=counted.get("issued", 0),
        struck=counted.get("struck", 0),
        not_passed=counted.get("not_passed", 0),
        objections=told.get("objections", 0),
        open_objections=told.get("open_objections", 0),
    )


def _draft(row: Draft, keyring: Keyring, signed: dict[int, tuple[int, str]]) -> DraftLine:
    number = masked(number_of(row.holder, keyring)) if row.holder.number else None
    certificate, certificate_number = signed.get(row.pk, (None, None))
    return DraftLine(
        row.pk,
        row.position,
        row.name,
        number,
        row.theory,
        row.practical,
        row.review,
        row.passed,
        row.state,
        row.struck_because,
        certificate,
        certificate_number,
    )


def _noticed(row: Draft, keyring: Keyring) -> NoticeLine:
    number = masked(number_of(row.holder, keyring)) if row.holder.number else None
    return NoticeLine(row.position, masked_name(row.name or ""), number)


def masked_name(name: str) -> str:
    """
    >>> masked_name("兰小燕"), masked_name("王敏"), masked_name("欧阳静怡"), masked_name("")
    ('兰*燕', '王*', '欧**怡', '*')
    """
    if len(name) < 3:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _signed(rows: list[Draft]) -> dict[int, tuple[int, str]]:
    copies = SignedCopy.objects.filter(draft__in=rows).values_list("draft", "certificate", "certificate__number")
    return {draft: (certificate, number) for draft, certificate, number in copies}


def _objection(row: Objection) -> ObjectionLine:
    struck = row.draft.name if row.draft else None
    told = (row.pk, row.text, row.masked, row.contact is not None, row.account is not None, row.filed_at)
    return ObjectionLine(*told, row.state, row.answer, row.settled_at, struck)


def _in(rows: QuerySet, scope: Scope) -> QuerySet:
    if scope.is_whole:
        return rows
    held = Q(pk__in=())
    for prefix in scope.regions:
        held |= Q(region__startswith=prefix)
    return rows.filter(held)
