"""What changed between two readings, and why: which records came late, were undone, amended or merged, by what line."""

from dataclasses import dataclass

from django.db import connection

from baigong.apps.progress.cells import cells_of
from baigong.apps.progress.counting import NOTHING, PROOFS, Counts, Key, labels_of
from baigong.apps.progress.models import Reading
from baigong.core.text import Text

REASONS: dict[str, Text] = {
    "issued": Text(zh="新颁发的证书", en="certificates issued since"),
    "late": Text(zh="迟报的证书", en="certificates of before, recorded late"),
    "recalled": Text(zh="批次撤销", en="certificates voided by a recall"),
    "void": Text(zh="证书撤销", en="certificates voided"),
    "revoked": Text(zh="证书注销", en="certificates revoked"),
    "amended": Text(zh="证书更正", en="certificates amended"),
    "left": Text(zh="人员退出", en="persons who left the labour force"),
    "returned": Text(zh="撤销退出登记", en="recorded leavings taken back"),
    "merged": Text(zh="人员归并", en="persons merged"),
    "parted": Text(zh="撤销归并", en="merges undone"),
    "expired": Text(zh="证书到期", en="certificates expired"),
}
MOST_LINES = 50
COUNTING = ("level", "channel", "occupation", "region", "issued_on", "valid_until", "prior_number")
_CELLS = ", ".join(f'"{name}"' for name in ("id", "line", "ending", "ended_on", *COUNTING))
_DIFFERS = " OR ".join(f'b."{name}" IS DISTINCT FROM a."{name}"' for name in COUNTING)
# Each certificate that was written in between, as it stood at both seals, and the line of its state at the later one.
_CERTIFICATES = f"""
WITH touched AS (
    SELECT c.id FROM certificates_certificate c JOIN journal_line l ON l.id = c.line
    WHERE l.seal > %(since)s OR l.seal IS NULL
),
versions AS (
    SELECT {_CELLS}, {2**62}::bigint AS "order" FROM certificates_certificate WHERE id IN (SELECT id FROM touched)
    UNION ALL
    SELECT {", ".join(f'c."{name}"' for name in ("id", "line", "ending", "ended_on", *COUNTING))}, e.id
    FROM registry_earlierstate e, jsonb_populate_record(NULL::certificates_certificate, e.cells) c
    WHERE e."table" = 'certificates' AND e."row" IN (SELECT id FROM touched)
),
sealed AS (SELECT v.*, l.seal, l.act FROM versions v JOIN journal_line l ON l.id = v.line WHERE l.seal <= %(seal)s),
a AS (SELECT DISTINCT ON (id) * FROM sealed WHERE seal <= %(since)s ORDER BY id, "order" DESC),
b AS (SELECT DISTINCT ON (id) * FROM sealed ORDER BY id, "order" DESC)
SELECT CASE
    WHEN a.id IS NULL AND b.issued_on <= %(on)s THEN 'late' WHEN a.id IS NULL THEN 'issued'
    WHEN b.ending = 'void' AND a.ending IS DISTINCT FROM 'void' AND b.act = 'certificates.void_recalled' THEN 'recalled'
    WHEN b.ending = 'void' AND a.ending IS DISTINCT FROM 'void' THEN 'void'
    WHEN b.ending = 'revoked' AND a.ending IS NULL THEN 'revoked'
    WHEN {_DIFFERS} OR b.ended_on IS DISTINCT FROM a.ended_on THEN 'amended' END AS reason, b.line, count(*)
FROM b LEFT JOIN a ON a.id = b.id WHERE b.seal > %(since)s GROUP BY 1, 2
"""
_OTHERS = """
SELECT CASE WHEN m.undone_at IS NULL THEN 'merged' ELSE 'parted' END, m.line, count(*)
FROM registry_merge m JOIN journal_line l ON l.id = m.line WHERE l.seal > %(since)s AND l.seal <= %(seal)s GROUP BY 1, 2
UNION ALL
SELECT 'left', p.line, count(*) FROM registry_person p JOIN journal_line l ON l.id = p.line
WHERE l.seal > %(since)s AND l.seal <= %(seal)s AND p.left_on IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM registry_earlierstate e
    WHERE e."table" = 'persons' AND e."row" = p.id AND e.cells ->> 'left_on' = p.left_on::text
) GROUP BY 1, 2
UNION ALL
SELECT 'returned', p.line, count(*) FROM registry_person p JOIN journal_line l ON l.id = p.line
WHERE l.seal > %(since)s AND l.seal <= %(seal)s AND p.left_on IS NULL AND p.left_recorded_at IS NOT NULL
AND NOT EXISTS (
    SELECT 1 FROM registry_earlierstate e
    WHERE e."table" = 'persons' AND e."row" = p.id AND e.cells ->> 'left_on' IS NULL
    AND (e.cells ->> 'left_recorded_at')::timestamptz = p.left_recorded_at
) GROUP BY 1, 2
UNION ALL
SELECT 'expired', NULL, count(*) FROM certificates_certificate
WHERE valid_until >= %(on)s AND valid_until < %(until)s AND ending IS NULL HAVING count(*) > 0
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """A line of the journal that caused some of a change: a load, or a single act."""

    line: int
    act: str
    subject: str
    count: int


@dataclass(frozen=True, slots=True)
class Cause:
    """How many records changed for one reason; the lines with the most of them. Expiring needs no line."""

    reason: str
    count: int
    lines: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that is not what it was."""

    grain: str
    labels: tuple[str | None, ...]
    before: Counts
    after: Counts


@dataclass(frozen=True, slots=True)
class Changes:
    reading: int
    previous: int
    cells: tuple[Moved, ...]
    causes: tuple[Cause, ...]


def changes_between(reading: Reading, previous: Reading) -> Changes:
    before, after = cells_of(previous), cells_of(reading)
    return Changes(reading.number, previous.number, tuple(_moved(before, after)), tuple(_causes(reading, previous)))


def _moved(before: dict[Key, Counts], after: dict[Key, Counts]) -> list[Moved]:
    counted = (key for key in before.keys() | after.keys() if key[0] not in PROOFS)
    keys = sorted(key for key in counted if before.get(key, NOTHING) != after.get(key, NOTHING))
    return [
        Moved(grain, labels_of(key), before.get((grain, key), NOTHING), after.get((grain, key), NOTHING))
        for grain, key in keys
    ]


def _causes(reading: Reading, previous: Reading) -> list[Cause]:
    asked = {"since": previous.seal, "seal": reading.seal, "on": previous.on, "until": reading.on}
    found: dict[str, dict[int | None, int]] = {}
    with connection.cursor() as cursor:
        for query in (_CERTIFICATES, _OTHERS):
            cursor.execute(query, asked)
            for reason, line, count in cursor.fetchall():
                if reason:
                    found.setdefault(reason, {})[line] = count
        told = _told(cursor, {line for lines in found.values() for line in lines if line is not None})
    return [_cause(reason, found[reason], told) for reason in REASONS if reason in found]


def _told(cursor: object, lines: set[int]) -> dict[int, tuple[str, str]]:
    cursor.execute("SELECT id, act, subject FROM journal_line WHERE id = ANY(%s)", [sorted(lines)])  # type: ignore[attr-defined]
    return {line: (act, subject) for line, act, subject in cursor.fetchall()}  # type: ignore[attr-defined]


def _cause(reason: str, counts: dict[int | None, int], told: dict[int, tuple[str, str]]) -> Cause:
    most = sorted(((count, line) for line, count in counts.items() if line is not None), reverse=True)[:MOST_LINES]
    lines = tuple(Behind(line, *told[line], count) for count, line in most)
    return Cause(reason, sum(counts.values()), lines)
