"""What may be seen of uploads, exports and subscriptions; a scope sees what was sent for its regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from baigong.apps.exchange.models import Export, Origin, Subscription, Upload
from baigong.apps.exchange.report import fault_of, unpacked
from baigong.apps.exchange.signatures import KeyLine, SignatureLine, key_line, signature_line
from baigong.apps.progress.models import Reading
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.notes import key_of

MOST = 200
COUNTS = ("rows", "accepted", "amended", "unchanged", "quarantined")


class NoSuchUpload(Refusal):
    code = "exchange.upload.not_found"
    sentence = msgid("There is no upload %(number)s among those you may see; look at the list.")


class NoSuchExport(Refusal):
    code = "exchange.export.not_found"
    sentence = msgid("There is no export %(number)s among those you may see; look at the list.")


class NoSuchSubscription(Refusal):
    code = "exchange.subscription.not_found"
    sentence = msgid("You have no subscription “%(name)s”; make one first, or check the name.")


@dataclass(frozen=True, slots=True)
class UploadLine:
    """An upload in a list: what it is, who sent and confirmed it, what became of it."""

    id: int
    name: str
    region: str
    state: str
    bytes: int
    digest: str
    sent_by: str
    confirmed_by: str
    received_at: datetime
    ended_at: datetime | None
    expires_at: datetime
    synthetic: bool
    tables: Mapping[str, Mapping[str, int]]
    has_faulty_rows: bool
    sender: str = ""  # what the account is called


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding of one table: how often, in which rows first, and what it says."""

    table: str
    code: str
    quarantined: bool
    count: int
    rows: tuple[int, ...]
    faults: tuple[Fault, ...]
    first: tuple["Located", ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where it is."""

    table: str
    row: int
    column: str | None
    fault: Fault
    quarantined: bool


@dataclass(frozen=True, slots=True)
class UploadTold:
    """An upload with its report, or why it was refused."""

    line: UploadLine
    declared: Mapping[str, str]
    refusal: Fault | None
    refused: Mapping[str, Fault]
    findings_total: int
    kinds: tuple[Kind, ...]
    findings: tuple[Located, ...]
    signature: SignatureLine | None = None  # where it was a package that was signed


@dataclass(frozen=True, slots=True)
class ExportLine:
    id: int
    sequence: int | None
    since: int | None
    region: str
    identity: str
    state: str
    reason: str
    ordered_by: str
    ordered_at: datetime
    digest: str | None
    rows: Mapping[str, int]
    refusal: Fault | None
    is_here: bool
    expires_at: datetime
    signed_by: str
    key: KeyLine | None
    log: str
    size: int | None
    orderer: str = ""  # what the account is called


@dataclass(frozen=True, slots=True)
class SubscriptionLine:
    name: str
    cursor: str


def uploads(scope: Scope, *, after: int | None = None, limit: int = 50, state: str | None = None) -> list[UploadLine]:
    """The history, newest first; `after` is the last that was seen."""
    rows = seen(Upload.objects.select_related("account", "confirmed_by"), scope).order_by("-id")
    rows = rows.filter(id__lt=after) if after is not None else rows
    rows = rows.filter(state=state) if state else rows
    return [_upload_line(row, unpacked(row.report)) for row in rows[: min(limit, MOST)]]


def uploads_to_confirm(scope: Scope, *, account: int | None) -> list[UploadLine]:
    """Those that wait for somebody else than who sent them, the oldest first."""
    rows = seen(Upload.objects.select_related("account", "confirmed_by"), scope).filter(state="checked")
    return [_upload_line(row, unpacked(row.report)) for row in rows.exclude(account=account).order_by("id")[:MOST]]


def uploads_under_way(scope: Scope, *, account: int | None) -> list[UploadLine]:
    """One's own that are not through yet."""
    rows = seen(Upload.objects.select_related("account", "confirmed_by"), scope).filter(account=account)
    rows = rows.filter(state__in=("received", "checked", "confirmed")).order_by("id")
    return [_upload_line(row, unpacked(row.report)) for row in rows[:MOST]]


def reading_after(scope: Scope, number: int) -> int | None:
    """The number of the first reading that counts what an upload brought; none where it is not taken yet."""
    origin = Origin.objects.filter(upload=_upload(scope, number)).first()
    after = Reading.objects.filter(load__gte=origin.line).order_by("number").first() if origin else None
    return after.number if after else None


def upload(scope: Scope, number: int) -> UploadTold:
    row = _upload(scope, number)
    report = unpacked(row.report)
    faults = [fault_of(told) for told in report.get("faults", ())]
    return UploadTold(
        line=_upload_line(row, report),
        declared=row.declared,
        refusal=fault_of(row.refusal) if row.refusal else None,
        refused={name: fault_of(t["refused"]) for name, t in report.get("tables", {}).items() if "refused" in t},
        findings_total=report.get("findings_total", 0),
        kinds=tuple(_kind(told, faults) for told in report.get("kinds", ())),
        findings=tuple(_located(told, faults) for told in report.get("findings", ())),
        signature=signature_line(report.get("signature") or {}),
    )


def upload_row(scope: Scope, number: int) -> Upload:
    """The row itself, for acts upon it."""
    return _upload(scope, number)


def exports_under_way(scope: Scope, *, account: int | None) -> list[ExportLine]:
    """One's own that are ordered and not made yet."""
    rows = seen(Export.objects.select_related("account"), scope).filter(account=account, state="ordered")
    return [_export_line(row) for row in rows.order_by("id")[:MOST]]


def exports(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[ExportLine]:
    """Newest first."""
    rows = seen(Export.objects.select_related("account"), scope).order_by("-id")
    rows = rows.filter(id__lt=after) if after is not None else rows
    return [_export_line(row) for row in rows[: min(limit, MOST)]]


def export(scope: Scope, number: int) -> ExportLine:
    return _export_line(export_row(scope, number))


def export_row(scope: Scope, number: int) -> Export:
    """The row itself, for acts upon it."""
    found = seen(Export.objects.select_related("account"), scope).filter(id=number).first()
    if found is None:
        raise NoSuchExport(number=number)
    return found


def subscriptions(scope: Scope, *, account: int) -> list[SubscriptionLine]:
    """Whoever follows something sees her own only."""
    rows = Subscription.objects.filter(account_id=account, is_open=True).order_by("name")
    return [SubscriptionLine(row.name, row.cursor) for row in rows]


def subscription_row(scope: Scope, name: str, *, account: int | None) -> Subscription:
    """The row itself, for acts upon it."""
    found = Subscription.objects.filter(account_id=account, name=name, is_open=True).first()
    if found is None or account is None:
        raise NoSuchSubscription(name=name)
    return found


def _upload(scope: Scope, number: int) -> Upload:
    found = seen(Upload.objects.select_related("account", "confirmed_by"), scope).filter(id=number).first()
    if found is None:
        raise NoSuchUpload(number=number)
    return found


def seen(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """Those rows whose region lies in the scope."""
    if scope.is_whole:
        return rows
    if not scope.regions:
        return rows.none()
    return rows.filter(reduce(or_, (Q(region__startswith=region) for region in sorted(scope.regions))))


def _upload_line(row: Upload, report: Mapping[str, Any]) -> UploadLine:
    tables = {name: {count: told[count] for count in COUNTS} for name, told in report.get("tables", {}).items()}
    return UploadLine(
        id=row.pk,
        name=row.name,
        region=row.region,
        state=row.state,
        bytes=row.bytes,
        digest=row.digest,
        sent_by=row.account.username if row.account else "",
        confirmed_by=row.confirmed_by.username if row.confirmed_by else "",
        received_at=row.received_at,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
        synthetic=bool(report.get("synthetic")),
        tables=tables,
        has_faulty_rows=bool(row.faulty),
        sender=row.account.name if row.account else "",
    )


def _kind(told: Mapping[str, Any], faults: list[Fault]) -> Kind:
    return Kind(
        told["table"],
        told["code"],
        told["quarantined"],
        told["count"],
        tuple(told["rows"]),
        tuple(faults[place] for place in told["faults"]),
        tuple(
            Located(told["table"], row, column, faults[place], told["quarantined"])
            for row, column, place in told.get("first", ())
        ),
    )


def _located(told: list[Any], faults: list[Fault]) -> Located:
    table, row, column, fault, quarantined = told
    return Located(table, row, column, faults[fault], quarantined)


def _export_line(row: Export) -> ExportLine:
    log = checkpoint_of(row.checkpoint) if row.checkpoint else None
    return ExportLine(
        id=row.pk,
        sequence=row.sequence,
        since=row.since,
        region=row.region,
        identity=row.identity,
        state=row.state,
        reason=row.reason,
        ordered_by=row.account.username if row.account else "",
        ordered_at=row.ordered_at,
        digest=row.digest,
        rows=row.rows,
        refusal=fault_of(row.refusal) if row.refusal else None,
        is_here=bool(row.sealed_as),
        expires_at=row.expires_at,
        signed_by=row.signed_by,
        key=key_line(key_of(row.signed_by)) if row.signed_by else None,
        log=log.origin if log else "",
        size=log.size if log else None,
        orderer=row.account.name if row.account else "",
    )
