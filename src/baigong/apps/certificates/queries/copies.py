"""Signed copies: what there is of a certificate, and its forms for whoever may have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from baigong.apps.authority.acts import named
from baigong.apps.certificates.issuing.signing import Forms, opened_forms
from baigong.apps.certificates.models import Certificate, SignedCopy
from baigong.apps.certificates.queries.certificates import concerns, to_act_on
from baigong.apps.certificates.standing import Standing, standing
from baigong.apps.journal.models import Line
from baigong.apps.transparency.models import Entry
from baigong.core.credentials.certificate import Certificate as Said
from baigong.core.credentials.cose import opened
from baigong.core.credentials.signing import Key
from baigong.core.scope import Scope
from baigong.ground.vault.keyring import Keyring


@dataclass(frozen=True, slots=True)
class CopyLine:
    """`log_year` and `log_number` are its entry's place in the public log, once it has one."""

    id: int
    certificate: int
    number: str
    name: str | None
    kind: str
    kid: str
    office_name: str
    signed_at: datetime
    status_list: str
    status_index: int
    reprints: int
    reprinted_at: datetime | None
    is_forgotten: bool
    log_year: int | None
    log_number: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Copies:
    """The forms, and what they say."""

    said: Said
    forms: Forms
    kind: str
    office_name: str


def copy_of(scope: Scope, certificate: int, *, on: date) -> CopyLine | None:
    """For whoever may see the certificate."""
    row = to_act_on(scope, certificate)
    copy = _copy(row) if row else None
    return None if copy is None else _line(copy, on)


def copy_to_act_on(scope: Scope, certificate: int) -> SignedCopy | None:
    row = to_act_on(scope, certificate)
    return _copy(row) if row else None


def copies_of_batch(scope: Scope, key: str, *, on: date, start: int = 0, limit: int = 50) -> list[CopyLine]:
    rows = SignedCopy.objects.filter(certificate__batch=key).select_related("certificate", "key", "status_list")
    found = rows.order_by("certificate__number")[start : start + limit]
    return [_line(row, on) for row in found if scope.holds_region(row.certificate.place)]


def forms_of(scope: Scope, certificate: int, keyring: Keyring) -> Copies | None:
    """None where nothing was signed, where the holder was forgotten, or for whom it does not concern."""
    row = to_act_on(scope, certificate)
    copy = _copy(row) if row else None
    if copy is None or copy.content is None:
        return None
    forms = opened_forms(bytes(copy.content), bytes(copy.printed), keyring)
    key = Key(copy.key.kid, bytes(copy.key.public))
    return Copies(opened(forms.printed, {key.kid: key}), forms, copy.kind, copy.key.office_name)


def kinds_of_copies(scope: Scope, certificates: Sequence[int]) -> dict[int, str]:
    """Of those that were signed here, and concern the reader; the others are records only."""
    rows = SignedCopy.objects.filter(certificate__in=list(certificates)).select_related("certificate__holder")
    return {row.certificate_id: row.kind for row in rows if concerns(scope, row.certificate)}


def _copy(row: Certificate) -> SignedCopy | None:
    found = SignedCopy.objects.filter(certificate=row)
    return found.select_related("certificate", "key", "status_list").first()


def _line(row: SignedCopy, on: date) -> CopyLine:
    placed = Entry.objects.filter(key=row.log_key).values_list("shard", "number").first()
    year, number = placed or (None, None)
    return CopyLine(
        id=row.pk,
        certificate=row.certificate_id,
        number=row.certificate.number,
        name=row.certificate.name,
        kind=row.kind,
        kid=row.key.kid,
        office_name=row.key.office_name,
        signed_at=row.signed_at,
        status_list=row.status_list.address,
        status_index=row.status_index,
        reprints=row.reprints,
        reprinted_at=_reprinted_at(row) if row.reprints else None,
        is_forgotten=row.content is None,
        log_year=year,
        log_number=number,
        standing=standing(row.certificate, on=on),
    )


def _reprinted_at(row: SignedCopy) -> datetime | None:
    """The last time, as the journal has it."""
    lines = Line.objects.filter(subject=named(row), act="certificates.reprint").order_by("-id")
    return lines.values_list("at", flat=True).first()
