"""Which certificates have their place in the public log, and since when witnesses have seen them there."""

from datetime import datetime

from django.db import connection
from django.db.models import Min

from baigong.apps.certificates.models import Logged
from baigong.apps.transparency.shards import Logs
from baigong.apps.transparency.witnessed import witnessed_sizes

PLACED = """
FROM certificates_signedcopy s JOIN transparency_entry e ON e.key = s.log_key
WHERE e.number IS NOT NULL AND NOT EXISTS (SELECT FROM certificates_logged l WHERE l.certificate_id = s.certificate_id)
"""
NOTED = f"""
INSERT INTO certificates_logged (certificate_id, shard, number, line)
SELECT s.certificate_id, e.shard, e.number, %s {PLACED} ON CONFLICT DO NOTHING
"""


def some_placed() -> bool:
    """Whether any certificate got its place since this was noted last."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT {PLACED})")
        return bool(cursor.fetchone()[0])


def note_places(line: int) -> int:
    """Within an act: how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(NOTED, [line])
        return int(cursor.rowcount)


def sightings(logs: Logs) -> list[tuple[int, int, datetime]]:
    """Year, size and instant of each checkpoint that covers certificates of which no witness was noted yet."""
    waiting = Logged.objects.filter(witnessed_at=None).values("shard").annotate(first=Min("number")).order_by("shard")
    return [
        (one["shard"], size, at)
        for one in waiting
        for size, at in witnessed_sizes(logs, one["shard"], above=one["first"])
    ]
