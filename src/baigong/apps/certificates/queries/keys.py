"""Issuing keys and status lists: published, so every scope may see them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from baigong.apps.certificates.models import IssuingKey, StatusList
from baigong.core.credentials.dids import document
from baigong.core.credentials.signing import Key
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class KeyLine:
    id: int
    kid: str
    kind: str
    region: str
    office_name: str
    public: str
    since: date
    until: date | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """`content` is as it was signed last."""

    address: str
    content: bytes
    at: datetime
    until: datetime


def keys(scope: Scope) -> list[KeyLine]:
    """Those of the scope's regions, the newest first."""
    rows = IssuingKey.objects.order_by("region", "kind", "-since", "-id")
    return [_line(row) for row in rows if scope.holds_region(row.region)]


def key_to_act_on(scope: Scope, id: int) -> IssuingKey | None:
    row = IssuingKey.objects.filter(pk=id).first()
    return row if row and scope.holds_region(row.region) else None


def did_document(region: str, *, kind: str) -> bytes | None:
    rows = list(IssuingKey.objects.filter(region=region, kind=kind).order_by("id"))
    return _document(rows[-1].did, [row for row in rows if row.did == rows[-1].did]) if rows else None


def published_list(year: int, number: int, *, is_void: bool) -> ListLine | None:
    row = StatusList.objects.filter(year=year, number=number).exclude(published_at=None).first()
    return _list(row, is_void=is_void) if row else None


def _list(row: StatusList, *, is_void: bool) -> ListLine:
    assert row.published_at is not None and row.published_until is not None
    address, content = (f"{row.address}/void", row.voided) if is_void else (row.address, row.listed)
    return ListLine(address, content.encode(), row.published_at, row.published_until)


def _document(did: str, rows: Iterable[IssuingKey]) -> bytes:
    told = document(did, [Key(row.kid, bytes(row.public)) for row in rows])
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _line(row: IssuingKey) -> KeyLine:
    told = (row.pk, row.kid, row.kind, row.region, row.office_name, bytes(row.public).hex())
    return KeyLine(*told, row.since, row.until, row.ended_because)
