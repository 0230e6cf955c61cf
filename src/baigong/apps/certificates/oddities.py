"""Days that do not fit: a certificate's against the witnesses', its session, its filing, its seats, its number.

Findings for an official to look into, not verdicts: only the first one is a backdating that everybody can check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from baigong.apps.registry.scoping import AFTER_DIGITS
from baigong.core.scope import Scope
from baigong.core.text import Text

LATE_DAYS = 3  # as trust packs say by default (`backdating_days`)
KINDS: Mapping[str, Text] = {
    "witnessed_late": Text(
        zh="证书日期%(day)s，见证方首次见到是%(other)s",
        en="It says %(day)s, but witnesses saw it first on %(other)s",
    ),
    "before_session": Text(
        zh="签发日期%(day)s早于认定日期%(other)s", en="It says %(day)s, before the day of its session, %(other)s"
    ),
    "outside_filing": Text(
        zh="签发日期%(day)s不在该机构任何备案有效期内（最近一次：%(other)s）",
        en="On %(day)s no filing of the body covered its occupation and level (the nearest: %(other)s)",
    ),
    "over_seats": Text(
        zh="本场次第%(place)s本证书，场次名额为%(other)s",
        en="It is certificate %(place)s of a session of %(other)s seats",
    ),
    "number_order": Text(
        zh="编号顺序与日期不符：签发日期%(day)s，编号更小的证书签发于%(other)s",
        en="Its number does not follow its day: it says %(day)s, and a lower number says %(other)s",
    ),
    "number_year": Text(
        zh="编号中的年份%(other)s与签发日期%(day)s不符", en="Its number is of year %(other)s, but it says %(day)s"
    ),
}
OF_LEVEL = "c.number ~ '^[YS][0-9]{21}$'"
# What is only countersigned as on record is older than its signature by its nature.
WITNESSED_LATE = """
SELECT c.id, 'witnessed_late', c.issued_on, (l.witnessed_at AT TIME ZONE 'Asia/Shanghai')::date::text, NULL::bigint
FROM seen c JOIN certificates_logged l ON l.certificate_id = c.id
JOIN certificates_signedcopy s ON s.certificate_id = c.id AND s.kind = 'issued_here'
WHERE (l.witnessed_at AT TIME ZONE 'Asia/Shanghai')::date - c.issued_on > %(late)s
"""
BEFORE_SESSION = """
SELECT c.id, 'before_session', c.issued_on, b.held_on::text, NULL
FROM seen c JOIN certificates_batch b ON b.credit_code = c.credit_code AND b.session = c.session
WHERE b.state <> 'withdrawn' AND c.issued_on < b.held_on
"""
OUTSIDE_FILING = """
SELECT c.id, 'outside_filing', c.issued_on, f.from_on || coalesce('/' || f.to_on, '/'), NULL
FROM (SELECT * FROM seen WHERE credit_code IN (SELECT credit_code FROM registry_filing)) c CROSS JOIN LATERAL (
    SELECT from_on, to_on, from_on <= c.issued_on AND coalesce(to_on, 'infinity') >= c.issued_on AS covers
    FROM registry_filing f WHERE f.credit_code = c.credit_code AND f.occupation = c.occupation
      AND c.level = ANY(string_to_array(replace(f.levels, chr(65307), ';'), ';'))
    ORDER BY 3 DESC, abs(f.from_on - c.issued_on), f.id LIMIT 1
) f WHERE NOT f.covers
"""
OVER_SEATS = """
SELECT c.id, 'over_seats', c.issued_on, b.seats::text, o.place
FROM seen c JOIN certificates_batch b ON b.credit_code = c.credit_code AND b.session = c.session
CROSS JOIN LATERAL (
    SELECT count(*) AS place FROM certificates_certificate o
    WHERE o.credit_code = c.credit_code AND o.session = c.session AND o.ending IS DISTINCT FROM 'void'
      AND o.number <= c.number
) o
WHERE b.state <> 'withdrawn' AND o.place > b.seats
"""
# Of many: one pass in the order of the numbers. Of one: the range of lower serials beside it.
NUMBER_ORDER = f"""
SELECT id, 'number_order', issued_on, latest::text, NULL FROM (
    SELECT c.id, c.issued_on, max(c.issued_on) OVER (
        PARTITION BY left(c.number, 16) COLLATE "C" ORDER BY c.number COLLATE "C"
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
    FROM seen c WHERE {OF_LEVEL}
) c WHERE latest > issued_on
"""
ORDER_OF_ONE = f"""
SELECT c.id, 'number_order', c.issued_on, max(o.issued_on)::text, NULL::bigint
FROM seen c JOIN certificates_certificate o ON o.number >= left(c.number, 16) || '000000' AND o.number < c.number
WHERE {OF_LEVEL} AND length(o.number) = 22 GROUP BY c.id, c.issued_on HAVING max(o.issued_on) > c.issued_on
"""
NUMBER_YEAR = f"""
SELECT c.id, 'number_year', c.issued_on, substr(c.number, 14, 2), NULL FROM seen c
WHERE {OF_LEVEL} AND substr(c.number, 14, 2) <> to_char(c.issued_on, 'YY')
"""
PARTS: Mapping[str, str] = {
    "witnessed_late": WITNESSED_LATE,
    "before_session": BEFORE_SESSION,
    "outside_filing": OUTSIDE_FILING,
    "over_seats": OVER_SEATS,
    "number_order": NUMBER_ORDER,
    "number_year": NUMBER_YEAR,
}
SEEN = ", ".join(
    f"c.{name}"
    for name in ("id", "number", "credit_code", "issuer_name", "place", "occupation", "level", "session", "issued_on")
)
FOUND = """
WITH seen AS MATERIALIZED (SELECT {columns} FROM certificates_certificate c WHERE {condition}),
found (id, kind, day, other, place) AS ({parts})
SELECT c.id, c.number, c.credit_code, c.issuer_name, c.place, f.kind, f.day, f.other, f.place
FROM found f JOIN seen c ON c.id = f.id
WHERE (f.id, f.kind) > (%(after)s, %(after_kind)s) ORDER BY f.id, f.kind LIMIT %(limit)s
"""

BACKDATED = """
SELECT c.credit_code, min(c.issuer_name), coalesce(c.batch, ''), count(*), min(l.witnessed_at)
FROM certificates_logged l JOIN certificates_certificate c ON c.id = l.certificate_id
JOIN certificates_signedcopy s ON s.certificate_id = c.id AND s.kind = 'issued_here'
WHERE (l.witnessed_at AT TIME ZONE 'Asia/Shanghai')::date - c.issued_on > %(late)s AND {condition}
AND NOT EXISTS (SELECT FROM certificates_recalled r WHERE r.certificate_id = c.id AND r.state <> 'released')
GROUP BY 1, 3 ORDER BY 5 LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Backdated:
    """A batch that the witnesses contradict, and how many of its certificates."""

    credit_code: str
    issuer_name: str | None
    batch: str
    certificates: int
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Oddity:
    """One finding about one certificate; `told` are the words that its kind's sentence takes."""

    certificate: int
    number: str
    credit_code: str | None
    issuer_name: str | None
    place: str
    kind: str
    told: Mapping[str, str]

    @property
    def sentence(self) -> Text:
        kind = KINDS[self.kind]
        return Text(zh=kind.zh % self.told, en=kind.en % self.told)


def oddities(
    scope: Scope, *, kind: str = "", credit_code: str = "", after: tuple[int, str] = (0, ""), limit: int = 50
) -> list[Oddity]:
    """Of the certificates that a region keeps and that are not void, in the order of their keys and kinds."""
    condition, words = _seen(scope)
    if credit_code:
        condition, words = f"{condition} AND c.credit_code = %(body)s", {**words, "body": credit_code.upper()}
    parts = [PARTS[kind]] if kind in PARTS else list(PARTS.values())
    return _found(condition, parts, {**words, "after": after[0], "after_kind": after[1], "limit": limit})


def oddities_of(scope: Scope, certificate: int) -> list[Oddity]:
    """Of one certificate, whatever became of it."""
    condition, words = _seen(scope, is_void_too=True)
    parts = [ORDER_OF_ONE if name == "number_order" else part for name, part in PARTS.items()]
    told = {**words, "id": certificate, "after": 0, "after_kind": "", "limit": 20}
    return _found(f"{condition} AND c.id = %(id)s", parts, told)


def backdated(scope: Scope, *, limit: int = 50) -> list[Backdated]:
    """Batches of a region that nobody has begun to recall, the oldest finding first; for an inbox."""
    condition, words = _seen(scope)
    with connection.cursor() as cursor:
        cursor.execute(BACKDATED.format(condition=condition), {**words, "late": LATE_DAYS, "limit": limit})
        return [Backdated(*row) for row in cursor.fetchall()]


def _found(condition: str, parts: list[str], words: dict[str, Any]) -> list[Oddity]:
    with connection.cursor() as cursor:
        query = FOUND.format(columns=SEEN, condition=condition, parts=" UNION ALL ".join(parts))
        cursor.execute(query, {**words, "late": LATE_DAYS})
        return [_oddity(row) for row in cursor.fetchall()]


def _oddity(row: tuple[Any, ...]) -> Oddity:
    id, number, credit_code, issuer_name, region, kind, day, other, place = row
    told = {"day": str(day), "other": str(other), "place": str(place)}
    return Oddity(id, number, credit_code, issuer_name, region, kind, told)


def _seen(scope: Scope, *, is_void_too: bool = False) -> tuple[str, dict[str, Any]]:
    words: dict[str, Any] = {}
    parts = ["true"] if scope.is_whole else ["false"]
    for place, prefix in enumerate(sorted(() if scope.is_whole else scope.regions)):
        parts.append(f"(c.place >= %(from{place})s AND c.place < %(to{place})s)")
        words |= {f"from{place}": prefix, f"to{place}": prefix + AFTER_DIGITS}
    stands = "true" if is_void_too else "c.ending IS DISTINCT FROM 'void'"
    return f"({' OR '.join(parts)}) AND {stands}", words
