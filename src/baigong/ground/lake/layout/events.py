"""Certificates as events: the SQL that turns accepted rows into the narrow columns of a lake."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from baigong.core.codes.region import places_now
from baigong.ground.lake.layout.columns import (
    CHANNELS,
    FILED,
    LEVEL_RANKS,
    LOGGED,
    NAMES_A_PRIOR,
    NEVER,
    NOT_YET,
    PASSED,
    VOID,
)

BATCH = 500_000
Codes = Mapping[str, Sequence[str | None]]


def put_codes(connection: Any, before: Codes | None = None) -> dict[str, list[str | None]]:
    """Makes the tables of codes; place 0 is the empty cell. Returns the lists that the lake keeps.

    Codes that had a place before keep it.
    """
    kept: dict[str, list[str | None]] = {}
    for column in ("region", "occupation"):
        both = f'SELECT "{column}" AS code FROM certificates UNION SELECT "{column}" FROM certificates_earlier'
        found = connection.execute(f"SELECT code FROM ({both}) WHERE code IS NOT NULL ORDER BY code").fetchall()
        old = list(before[column]) if before else [None]
        here = set(old)
        kept[column] = [*old, *(code for (code,) in found if code not in here)]
        _put(connection, f"{column}_codes", kept[column], pa.int32())
    _put(connection, "channel_codes", list(CHANNELS), pa.int8())
    ranks = {"code": list(LEVEL_RANKS), "place": pa.array(LEVEL_RANKS.values(), pa.int8())}
    connection.register("level_codes", pa.table(ranks))
    return kept | {"region_today": [None, *places_now(code for code in kept["region"] if code)]}


def _put(connection: Any, name: str, codes: list[str | None], kind: pa.DataType) -> None:
    places = pa.array(range(1, len(codes)), kind)
    connection.register(name, pa.table({"code": pa.array(codes[1:], pa.string()), "place": places}))


_DAY = "86400000000"
_MIDNIGHT = "(epoch_us({day}::TIMESTAMP) - 28800000000)"  # 00:00 +08:00 of a day
_ENDED = f"coalesce(ended_on - DATE '1970-01-01', {NEVER})::INTEGER"
_VALID = f"coalesce(valid_until - DATE '1970-01-01', {NEVER})::INTEGER"
_IS_VOID = "coalesce(ending = 'void', false)"
# A certificate of channel `ability` gives no skilled status, whatever level it names.
_COLUMNS = f"""
    (issued_on - DATE '1970-01-01')::INTEGER AS issued,
    (CASE WHEN {_IS_VOID} OR ended_on IS NULL THEN {_VALID} ELSE least({_ENDED} - 1, {_VALID}) END)::INTEGER AS until,
    (CASE WHEN channel = 'ability' THEN 0 ELSE level_codes.place END)::TINYINT AS level,
    ({_IS_VOID}::INTEGER * {VOID} + (prior_number IS NOT NULL)::INTEGER * {NAMES_A_PRIOR}
     + {{filed}}::INTEGER * {FILED} + {{passed}}::INTEGER * {PASSED}
     + {{logged}}::INTEGER * {LOGGED})::TINYINT AS flags,
    coalesce(channel_codes.place, 0)::TINYINT AS channel,
    coalesce(region_codes.place, 0)::INTEGER AS region,
    coalesce(occupation_codes.place, 0)::INTEGER AS occupation,
    coalesce(epoch_us(recorded_at), {_MIDNIGHT.format(day="issued_on")})::BIGINT AS recorded,
    {_VALID} AS valid_until,
    {_ENDED} AS ended,
    coalesce(epoch_us(ending_recorded_at), {_MIDNIGHT.format(day="ended_on")}, {NOT_YET})::BIGINT AS ending_recorded,
    number,
    credit_code
"""
_JOINS = """
    JOIN people USING (id_number)
    LEFT JOIN level_codes ON level_codes.code = c.level
    LEFT JOIN channel_codes ON channel_codes.code = c.channel
    LEFT JOIN region_codes ON region_codes.code = c.region
    LEFT JOIN occupation_codes ON occupation_codes.code = c.occupation
"""
# A filing of the body, by its credit code or by the first 13 characters of the number.
_FILED = """EXISTS (
    SELECT 1 FROM filings AS f
    WHERE f.occupation = c.occupation AND list_contains(string_split(f.levels, ';'), c.level)
      AND f.from_on <= c.issued_on AND coalesce(f.to_on, DATE '9999-12-31') >= c.issued_on
      AND f.{by})"""
_PASSED = """EXISTS (
    SELECT 1 FROM results AS r
    WHERE r.session = c.session AND r.id_number = c.id_number AND r.passed = 'yes')"""

_LOGGED = "EXISTS (SELECT 1 FROM logged AS l WHERE l.number = c.number)"


def _selected(*, with_evidence: bool) -> str:
    if not with_evidence:
        return _COLUMNS.format(filed="0", passed="0", logged="0")
    by = ("credit_code = c.credit_code", "body_number = left(c.number, 13)")
    filed = " OR ".join(_FILED.format(by=one) for one in by)
    return _COLUMNS.format(filed=f"({filed})", passed=f"({_PASSED})", logged=f"({_LOGGED})")


def plain_events(connection: Any, *, bucket: str, with_evidence: bool) -> Iterator[pa.RecordBatch]:
    """Certificates of persons with neither merge nor amendment, by bucket, person, day and number."""
    columns = f'{_selected(with_evidence=with_evidence)}, person, key, sex, birth, "left", left_recorded, "groups"'
    query = f"SELECT {bucket} AS bucket, {columns} FROM certificates AS c {_JOINS} WHERE NOT is_touched"
    yield from connection.sql(f"{query} ORDER BY bucket, person, issued, number").to_arrow_reader(BATCH)


def touched_events(connection: Any, *, with_evidence: bool) -> pa.Table:
    """All versions of the certificates of the others."""
    columns = f"person, _order AS version, {_selected(with_evidence=with_evidence)}"
    parts = [f"SELECT {columns} FROM {name} AS c {_JOINS} WHERE is_touched" for name in _BOTH]
    return connection.sql(f"{' UNION ALL '.join(parts)} ORDER BY person, issued, number, version").to_arrow_table()


_BOTH = ("certificates", "certificates_earlier")


def touched_persons(connection: Any) -> pa.Table:
    query = 'SELECT version, person, key, sex, birth, "left", left_recorded, "groups" FROM people_versions'
    return connection.sql(f"{query} WHERE is_touched ORDER BY person, version").to_arrow_table()


def merges(connection: Any) -> pa.Table:
    query = f"""
    SELECT a.person, b.person AS "into", epoch_us(recorded_at) AS recorded,
           coalesce(epoch_us(undone_at), {NOT_YET}) AS undone
    FROM merges AS m JOIN people AS a ON a.id_number = m.id_number JOIN people AS b ON b.id_number = m."into"
    ORDER BY a.person"""
    return connection.sql(query).to_arrow_table()
