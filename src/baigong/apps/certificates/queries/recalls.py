"""Recalls as offices, the body and holders see them; requests for a way back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from baigong.apps.certificates.models import Certificate, Defence, Recall, Recalled, Reinstatement
from baigong.apps.certificates.recall.hearing import silent
from baigong.apps.certificates.recall_states import RECALL, RECALLED, REINSTATEMENT
from baigong.apps.registry.joined import joined
from baigong.core.scope import Scope
from baigong.core.text import Text


@dataclass(frozen=True, slots=True)
class RecallLine:
    """`silent` are those who may still speak: holders by their certificates, and the body."""

    id: int
    region: str
    credit_code: str
    issuer_name: str
    batch: str
    session: str
    first: date | None
    last: date | None
    grounds: str
    document_name: str
    document_digest: str
    certificates: int
    state: str
    state_title: Text
    opened_at: datetime
    defence_until: date
    decided_at: datetime | None
    done_at: datetime | None
    reason: str
    listed: int
    void: int
    kept: int
    silent: int


@dataclass(frozen=True, slots=True)
class RecalledLine:
    """A certificate of a recall; `defences` are what its holder said, `back` how her request for a way back stands."""

    id: int
    recall: int
    certificate: int
    number: str
    person: int
    name: str | None
    occupation: str
    level: str
    issued_on: date
    place: str
    state: str
    state_title: Text
    kept_because: str
    defences: int
    back: str | None


@dataclass(frozen=True, slots=True)
class DefenceLine:
    id: int
    said_by: str
    number: str | None
    text: str
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class ReinstatementLine:
    id: int
    recalled: int
    recall: int
    number: str
    name: str | None
    region: str
    text: str
    asked_at: datetime
    state: str
    state_title: Text
    way: str
    answer: str
    settled_at: datetime | None
    replacement: int | None
    replacement_number: str | None


def recalls(scope: Scope, *, state: str = "", before: int | None = None, limit: int = 50) -> list[RecallLine]:
    """Newest first: of a region, and to a body those of its own certificates."""
    rows = _in(scope)
    rows = rows.filter(pk__lt=before) if before is not None else rows
    rows = rows.filter(state=state) if state else rows
    return [_line(row) for row in rows.order_by("-id")[:limit]]


def recall(scope: Scope, id: int) -> RecallLine | None:
    row = recall_to_act_on(scope, id)
    return _line(row) if row else None


def recall_to_act_on(scope: Scope, id: int) -> Recall | None:
    return _in(scope).filter(pk=id).first()


def recall_for(scope: Scope, id: int, number: str) -> Recall | None:
    """For whoever speaks against it: also a holder, by her certificate's number."""
    row = recall_to_act_on(scope, id)
    if row is not None or not number:
        return row
    hers = Recalled.objects.select_related("recall").filter(recall=id, certificate__number=number.strip().upper())
    one = hers.first()
    return one.recall if one and recalled_to_act_on(scope, one.pk) else None


def recall_document(scope: Scope, id: int) -> tuple[str, str] | None:
    """Where the sealed grounds lie, and their name."""
    row = recall_to_act_on(scope, id)
    return (row.document_path, row.document_name) if row and row.document_path else None


def recalled(scope: Scope, id: int, *, start: int = 0, limit: int = 50) -> list[RecalledLine]:
    """The certificates of a recall, in the order in which they were listed."""
    rows = Recalled.objects.filter(recall__in=_in(scope).filter(pk=id)).order_by("id")
    return _recalled_lines(rows[start : start + limit])


def recalled_after(scope: Scope, id: int, *, after: int = 0, limit: int = 50) -> list[RecalledLine]:
    """The same, going on after one that was seen."""
    rows = Recalled.objects.filter(recall__in=_in(scope).filter(pk=id), pk__gt=after).order_by("id")
    return _recalled_lines(rows[:limit])


def recalled_one(scope: Scope, id: int) -> RecalledLine | None:
    """To the region, to the body, and to its holder."""
    row = recalled_to_act_on(scope, id)
    return next(iter(_recalled_lines(Recalled.objects.filter(pk=row.pk))), None) if row else None


def recalled_to_act_on(scope: Scope, id: int) -> Recalled | None:
    row = Recalled.objects.select_related("recall", "certificate__holder").filter(pk=id).first()
    return row if row and is_seen(scope, row) else None


def is_seen(scope: Scope, row: Recalled) -> bool:
    is_hers = bool(scope.persons and row.bearer in joined(scope.persons))
    is_of_body = row.recall.credit_code in scope.organisations
    return is_hers or is_of_body or scope.holds_region(row.certificate.place) or scope.holds_region(row.region)


def defences(scope: Scope, id: int, *, item: int | None = None) -> list[DefenceLine]:
    """What was said, first things first; to a holder only her own words."""
    row = recalled_to_act_on(scope, item) if item is not None else None
    rows = Defence.objects.filter(recalled=row) if row else Defence.objects.filter(recall__in=_in(scope).filter(pk=id))
    found = rows.select_related("recalled__certificate").order_by("id")
    return [
        DefenceLine(
            one.pk, one.said_by, one.recalled.certificate.number if one.recalled else None, one.text, one.stated_at
        )
        for one in found
    ]


def reinstatements(
    scope: Scope, *, state: str = "", before: int | None = None, limit: int = 50
) -> list[ReinstatementLine]:
    """Newest first, of the places of a region."""
    rows = Reinstatement.objects.filter(_regions(scope, "region"))
    rows = rows.filter(pk__lt=before) if before is not None else rows
    rows = rows.filter(state=state) if state else rows
    return [_reinstatement(row) for row in rows.select_related(*BESIDE).order_by("-id")[:limit]]


def reinstatement_of(scope: Scope, recalled: int) -> ReinstatementLine | None:
    """The last that was asked about one certificate of a recall, by whoever may see it."""
    if recalled_to_act_on(scope, recalled) is None:
        return None
    row = Reinstatement.objects.select_related(*BESIDE).filter(recalled=recalled).order_by("-id").first()
    return _reinstatement(row) if row else None


def reinstatement_to_act_on(scope: Scope, id: int) -> Reinstatement | None:
    row = Reinstatement.objects.select_related(*BESIDE).filter(pk=id).first()
    return row if row and scope.holds_region(row.region) else None


def certificate_to_name(scope: Scope, number: str) -> Certificate | None:
    """By which certificate a void one is replaced."""
    row = Certificate.objects.select_related("holder").filter(number=number.strip().upper()).first()
    return row if row and scope.holds_region(row.place) else None


BESIDE = ("recalled__certificate__holder", "recalled__recall", "replacement")


def _in(scope: Scope) -> QuerySet[Recall]:
    if scope.is_whole:
        return Recall.objects.all()
    return Recall.objects.filter(_regions(scope, "region") | Q(credit_code__in=scope.organisations))


def _regions(scope: Scope, column: str) -> Q:
    if scope.is_whole:
        return Q()
    held = Q(pk__in=())
    for prefix in scope.regions:
        held |= Q(**{f"{column}__startswith": prefix})
    return held


def _line(row: Recall) -> RecallLine:
    counts = dict(Recalled.objects.filter(recall=row).values_list("state").annotate(count=Count("id")).order_by())
    return RecallLine(
        id=row.pk,
        region=row.region,
        credit_code=row.credit_code,
        issuer_name=row.issuer_name,
        batch=row.batch,
        session=row.session,
        first=row.first,
        last=row.last,
        grounds=row.grounds,
        document_name=row.document_name,
        document_digest=row.document_digest,
        certificates=row.certificates,
        state=row.state,
        state_title=RECALL.title(row.state),
        opened_at=row.opened_at,
        defence_until=row.defence_until,
        decided_at=row.decided_at,
        done_at=row.done_at,
        reason=row.reason,
        listed=counts.get("listed", 0) + counts.get("condemned", 0),
        void=counts.get("void", 0) + counts.get("ended", 0),
        kept=counts.get("kept", 0) + counts.get("released", 0),
        silent=silent(row),
    )


def _recalled_lines(rows: QuerySet[Recalled]) -> list[RecalledLine]:
    found = list(rows.select_related("certificate__holder"))
    keys = [row.pk for row in found]
    said = dict(
        Defence.objects.filter(recalled__in=keys).values_list("recalled").annotate(count=Count("id")).order_by()
    )
    back = dict(Reinstatement.objects.filter(recalled__in=keys).order_by("id").values_list("recalled", "state"))
    return [_recalled_line(row, said.get(row.pk, 0), back.get(row.pk)) for row in found]


def _recalled_line(row: Recalled, said: int, back: str | None) -> RecalledLine:
    one = row.certificate
    return RecalledLine(
        id=row.pk,
        recall=row.recall_id,
        certificate=one.pk,
        number=one.number,
        person=one.bearer,
        name=one.name,
        occupation=one.occupation,
        level=one.level,
        issued_on=one.issued_on,
        place=one.place,
        state=row.state,
        state_title=RECALLED.title(row.state),
        kept_because=row.kept_because,
        defences=said,
        back=back,
    )


def _reinstatement(row: Reinstatement) -> ReinstatementLine:
    one = row.recalled.certificate
    return ReinstatementLine(
        id=row.pk,
        recalled=row.recalled_id,
        recall=row.recalled.recall_id,
        number=one.number,
        name=one.name,
        region=row.region,
        text=row.text,
        asked_at=row.asked_at,
        state=row.state,
        state_title=REINSTATEMENT.title(row.state),
        way=row.way,
        answer=row.answer,
        settled_at=row.settled_at,
        replacement=row.replacement_id,
        replacement_number=row.replacement.number if row.replacement else None,
    )
