"""Certificates as they are seen: by the region that keeps them, the body that issued them, their holder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from baigong.apps.certificates.models import Certificate
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import EarlierState, Identifier
from baigong.apps.registry.numbers import masked, number_of
from baigong.apps.registry.queries import RowStates, row_states, who_lets_region_see
from baigong.apps.registry.scoping import AFTER_DIGITS
from baigong.core.scope import Scope
from baigong.ground.lake.schema.tables import CERTIFICATES
from baigong.ground.vault.keyring import Keyring

LINE = """
SELECT c.id, c.number, h.person_id, coalesce(c.name, p.name), c.occupation, c.occupation_name, c.level, c.channel,
       c.credit_code, c.issuer_name, c.place, c.issued_on, c.valid_until, c.ended_on, c.ending, c.recorded_at,
       c.ending_recorded_at
FROM (SELECT * FROM certificates_certificate c WHERE {condition} AND ({seen}) ORDER BY c.id LIMIT %(limit)s) c
JOIN registry_identifier h ON h.id = c.holder_id JOIN registry_person p ON p.id = h.person_id ORDER BY c.id
"""
HELD = "c.holder_id = ANY(ARRAY(SELECT id FROM registry_identifier WHERE person_id = {whose}))"
ISSUED = """
SELECT extract(year FROM c.issued_on)::int, c.level, count(*) FILTER (WHERE c.ending IS DISTINCT FROM 'void'),
       count(*) FILTER (WHERE c.ending = 'void')
FROM certificates_certificate c WHERE c.credit_code = %(credit_code)s AND ({seen}) GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC
"""
CONSENTED = """
ANY(ARRAY(SELECT person_id FROM registry_consent WHERE organisation = ANY(%(bodies)s) AND withdrawn_at IS NULL
          AND kinds @> '"certificates"' AND from_on <= %(on)s AND (to_on IS NULL OR to_on >= %(on)s)))
"""
# What of a certificate's earlier states is told: not the holder's name, not the line.
TOLD = tuple(column.name for column in CERTIFICATES.columns if column.name not in ("id_number", "name"))


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """`person` is the holder's own key; `name` as written on it, else as recorded of the person."""

    id: int
    number: str
    person: int
    name: str | None
    occupation: str
    occupation_name: str | None
    level: str
    channel: str
    credit_code: str | None
    issuer_name: str | None
    place: str
    issued_on: date
    valid_until: date | None
    ended_on: date | None
    ending: str | None
    recorded_at: datetime | None
    ending_recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """What a certificate said until a line of the journal superseded it; the last one has no end."""

    until: datetime | None
    line: int | None
    cells: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class CertificateDetail:
    line: CertificateLine
    holder_number: str | None
    batch: str | None
    session: str | None
    competition: str | None
    prior_number: str | None
    trade: str | None
    region: str | None
    versions: tuple[Version, ...]


def certificates(
    scope: Scope,
    *,
    on: date,
    person: int | None = None,
    credit_code: str = "",
    after: int | None = None,
    limit: int = 50,
) -> list[CertificateLine]:
    """In the order of their keys."""
    words: dict[str, Any] = {"after": after or 0, "person": person, "credit_code": credit_code.upper(), "limit": limit}
    conditions = ["c.id > %(after)s"]
    if person is not None:
        conditions.append(HELD.format(whose="%(person)s"))
    if credit_code:
        conditions.append("c.credit_code = %(credit_code)s")
    return list(_lines(scope, on, " AND ".join(conditions), words))


def certificate_numbered(scope: Scope, number: str, *, on: date) -> CertificateLine | None:
    words = {"number": number.strip().upper(), "limit": 1}
    return next(_lines(scope, on, "c.number = %(number)s", words), None)


def certificates_numbered(scope: Scope, numbers: Sequence[str], *, on: date) -> list[CertificateLine]:
    """Those of the numbers that the scope holds, in the order of the numbers."""
    words = {"numbers": list(numbers), "limit": len(numbers)}
    found = {line.number: line for line in _lines(scope, on, "c.number = ANY(%(numbers)s)", words)}
    return [found[number] for number in numbers if number in found]


def certificate(scope: Scope, id: int, *, on: date, keyring: Keyring) -> CertificateDetail | None:
    """With its holder's number masked, and all that it said before."""
    line = next(_lines(scope, on, "c.id = %(id)s", {"id": id, "limit": 1}), None)
    if line is None:
        return None
    row = Certificate.objects.select_related("holder").get(pk=id)
    sees_number = scope.holds_region(line.place) or line.person in scope.persons
    number = _masked(row.holder, keyring) if sees_number else None
    told = (row.batch, row.session, row.competition, row.prior_number, row.trade, row.region)
    return CertificateDetail(line, number, *told, tuple(_versions(row)))


def states_of(scope: Scope, person: int, *, on: date) -> list[RowStates]:
    """All that a person's certificates said, as far as one may see them."""
    seen = [line.id for line in certificates(scope, on=on, person=person, limit=10_000)]
    return row_states(CERTIFICATES, Certificate.objects.filter(pk__in=seen).order_by("id"))


@dataclass(frozen=True, slots=True)
class Issued:
    """How many certificates of a level a body issued in a year; those declared void stand apart."""

    year: int
    level: str
    count: int
    void: int


def issued_by(scope: Scope, credit_code: str, *, on: date) -> list[Issued]:
    """By year and level, newest first."""
    seen, told = _seen(scope, on)
    with connection.cursor() as cursor:
        cursor.execute(ISSUED.format(seen=seen), {**told, "credit_code": credit_code, "on": on})
        return [Issued(*row) for row in cursor.fetchall()]


def to_act_on(scope: Scope, id: int) -> Certificate | None:
    """The row, for whom it concerns."""
    row = Certificate.objects.select_related("holder").filter(pk=id).first()
    return row if row is not None and concerns(scope, row) else None


def concerns(scope: Scope, row: Certificate) -> bool:
    """Whether it is kept where the reader serves, or hers, or her organisation issued it."""
    return (
        scope.holds_region(row.place)
        or row.bearer in scope.persons
        or bool(row.credit_code and row.credit_code in scope.organisations)
    )


def _lines(scope: Scope, on: date, condition: str, words: dict[str, Any]) -> Iterator[CertificateLine]:
    seen, told = _seen(scope, on)
    with connection.cursor() as cursor:
        cursor.execute(LINE.format(condition=condition, seen=seen), {**words, **told, "on": on})
        return iter([CertificateLine(*row) for row in cursor.fetchall()])


def _seen(scope: Scope, on: date) -> tuple[str, dict[str, Any]]:
    if scope.is_whole:
        return "true", {}
    words: dict[str, Any] = {}
    parts = ["false"]
    for place, prefix in enumerate(sorted(scope.regions)):
        parts.append(f"(c.place >= %(from{place})s AND c.place < %(to{place})s)")
        words |= {f"from{place}": prefix, f"to{place}": prefix + AFTER_DIGITS}
    own = [*scope.persons, *who_lets_region_see(scope, "certificates", on=on)]
    if own:
        parts.append(HELD.format(whose="ANY(%(own)s)"))
        words["own"] = own
    if scope.organisations:
        parts += ["c.credit_code = ANY(%(bodies)s)", HELD.format(whose=CONSENTED)]
        words["bodies"] = list(scope.organisations)
    return " OR ".join(parts), words


def _masked(holder: Identifier, keyring: Keyring) -> str | None:
    return masked(number_of(holder, keyring)) if holder.number else None


def _versions(row: Certificate) -> Iterator[Version]:
    earlier = list(EarlierState.objects.filter(table="certificates", row=row.pk).order_by("id"))
    instants = dict(Line.objects.filter(pk__in=[one.until for one in earlier]).values_list("id", "at"))
    for one in earlier:
        yield Version(instants.get(one.until), one.until, {name: one.cells.get(name) for name in TOLD})
    yield Version(None, None, {name: plain_text(getattr(row, name)) for name in TOLD})


def plain_text(cell: Any) -> str | None:
    """As the database writes it into an earlier state."""
    if cell is None:
        return None
    return cell.isoformat() if isinstance(cell, date) else str(cell)
