"""Who looked, as she reads it; and whom an ending concerns because they verified."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baigong.apps.journal.models import Line
from baigong.apps.passports.models import Look
from baigong.apps.registry.models import Identifier, Organisation
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class LookLine:
    """`body` is the organisation or office; `name` is whoever was signed in; officials are named by their office alone.

    Neither: somebody who was not signed in.
    """

    id: int
    kind: str
    certificate: int | None
    number: str | None
    share: int | None
    body: str
    name: str
    purpose: str
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class NumberShown:
    """An official had one of her numbers shown whole; the reason stands in the journal."""

    id: int
    office: str
    at: datetime
    reason: str


def looks(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[LookLine]:
    """The newest first."""
    rows = Look.objects.filter(person__in=scope.persons)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return _lines(rows.order_by("-id")[:limit])


def looks_of_share(scope: Scope, share: int, *, limit: int = 200) -> list[LookLine]:
    return _lines(Look.objects.filter(person__in=scope.persons, share=share).order_by("-id")[:limit])


def numbers_shown(scope: Scope, *, limit: int = 200) -> list[NumberShown]:
    """From the journal, where each time stands already."""
    borne = Identifier.objects.filter(person__in=scope.persons).values_list("pk", flat=True)
    subjects = [f"registry.identifier/{key}" for key in borne]
    found = Line.objects.filter(act="registry.show_number", subject__in=subjects).order_by("-id")[:limit]
    return [NumberShown(line.pk, line.office, line.at, str(line.facts.get("reason", ""))) for line in found]


def verified_by(scope: Scope, certificates: Collection[int]) -> dict[int, frozenset[int]]:
    """Accounts that verified or were shown each certificate, for whoever ends it and has to tell them."""
    found = Look.objects.filter(certificate__in=certificates).exclude(account=None)
    told: dict[int, set[int]] = {}
    for certificate, place, account in found.values_list("certificate", "certificate__place", "account"):
        if scope.holds_region(place):
            told.setdefault(certificate, set()).add(account)
    return {certificate: frozenset(accounts) for certificate, accounts in told.items()}


def _lines(rows: Any) -> list[LookLine]:
    found = list(rows.select_related("certificate", "account"))
    names = _bodies({row.organisation for row in found if row.organisation})
    return [_line(row, names) for row in found]


def _line(row: Look, names: dict[str, str]) -> LookLine:
    body = row.office or names.get(row.organisation, row.organisation)
    return LookLine(
        id=row.pk,
        kind=row.kind,
        certificate=row.certificate_id,
        number=row.certificate.number if row.certificate else None,
        share=row.share_id,
        body=body,
        name=row.account.name if row.account and not row.office else "",
        purpose=row.purpose,
        first_at=row.first_at,
        last_at=row.last_at,
        times=row.times,
    )


def _bodies(codes: set[str]) -> dict[str, str]:
    found = Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", "name")
    return {code: name for code, name in found if name}
