"""The cells of a reading, put together from its chain."""

from django.db import connection

from baigong.apps.progress.counting import NOTHING, Counts, Key
from baigong.apps.progress.models import Reading

# A cell was kept where it changed, so its last state up to the reading's number is the reading's own.
_CELLS = """
SELECT DISTINCT ON (c.grain, c.key) c.grain, c.key, c.events, c.holders, c.first, c.first_high, c.stock, c.stock_high
FROM progress_cell c JOIN progress_reading r ON r.id = c.reading_id
WHERE r.chain = %s AND r.number <= %s AND (%s = '' OR c.grain = %s)
ORDER BY c.grain, c.key, r.number DESC
"""


def cells_of(reading: Reading, grain: str = "") -> dict[Key, Counts]:
    """All that is not zero; of one breakdown, if it is named."""
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, [reading.chain, reading.number, grain, grain])
        rows = cursor.fetchall()
    return {(grain, key): tuple(counts) for grain, key, *counts in rows if tuple(counts) != NOTHING}
