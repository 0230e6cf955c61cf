"""Locked days and loads: all that a load would change is held against the locks at once."""

from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from baigong.apps.authority.locks import locked_by
from baigong.apps.authority.models import Lock
from baigong.core.periods import day_at

SAME = ("occupation", "level", "channel", "region", "issued_on", "valid_until", "credit_code")
_IS_SAME = " AND ".join(f's."{name}" IS NOT DISTINCT FROM c."{name}"' for name in SAME)
# A revocation is felt from the day it ends on; everything else from the day of issue, where a certificate lies and lay.
_AMENDED = f"""
    UNION ALL
    SELECT unnest(ARRAY[s.place, c.place]),
           CASE WHEN c.ending IS NULL AND s.ending = 'revoked' AND {_IS_SAME}
                THEN s.ended_on ELSE s.issued_on END
    FROM {{staging}} s LEFT JOIN certificates_certificate c ON c.number = s.number
"""
_LOCKED = """
WITH changed AS (
    SELECT unnest(%s::text[]) AS place, unnest(%s::date[]) AS day {amended}
)
SELECT l.id FROM authority_lock l JOIN changed
    ON changed.day BETWEEN l.first AND l.last AND starts_with(changed.place, l.prefix)
WHERE l.lifted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM authority_lockexception e
    WHERE e.lock_id = l.id AND e.until >= %s AND starts_with(changed.place, e.prefix)
) ORDER BY l.id LIMIT 1
"""


def refuse_locked_rows(cursor: CursorWrapper, staging: str | None, *, new: pa.Table | None, at: datetime) -> None:
    """`staging` holds the certificates of a load that are amended; one of a locked day refuses it whole."""
    if not Lock.objects.filter(lifted_at=None).exists():
        return
    query = _LOCKED.format(amended=_AMENDED.format(staging=staging) if staging else "")
    places, days = ([], []) if new is None else _places_and_days(new)
    cursor.execute(query, [places, days, day_at(at)])
    found = cursor.fetchone()
    if found:
        raise locked_by(Lock.objects.get(pk=found[0]))


def _places_and_days(certificates: pa.Table) -> tuple[list[Any], list[Any]]:
    told = certificates.group_by(["place", "issued_on"]).aggregate([])
    return told["place"].to_pylist(), told["issued_on"].to_pylist()
