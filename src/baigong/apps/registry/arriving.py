"""Persons of a load: whoever is new gets a row and an identifier; whoever is described says so of the same row."""

from django.db.backends.utils import CursorWrapper

from baigong.apps.authority.acts import ChangedMeanwhile

CELLS = ("name", "document", "sex", "born_on", "region", "left_on", "left_reason", "left_recorded_at", "groups")
OWN = ", ".join(f'"{name}"' for name in CELLS)


def arrive(cursor: CursorWrapper, *, bearers: str | None, described: str | None, line: int) -> None:
    """`bearers` stages the numbers that are new on the node; `described` the rows of persons, new or amended.

    Whoever was here already is described first, so that rows that arrive whole need no second write.
    """
    if described:
        _describe(cursor, described, line)
    if bearers:
        _settle(cursor, bearers, described, line)
    if described:
        _keep_passed(cursor, described, line)


def _settle(cursor: CursorWrapper, bearers: str, described: str | None, line: int) -> None:
    told = f"LEFT JOIN {described} s ON s.id_number = b.key AND NOT s.is_passed" if described else ""
    cells = ", ".join(f's."{name}"' for name in CELLS) if described else ", ".join("NULL" for _ in CELLS)
    is_described = "s.id_number IS NOT NULL" if described else "false"
    place = "coalesce(s.place, b.place)" if described else "b.place"
    types = "" if described else _typed_nulls()
    cursor.execute(
        f"""
        INSERT INTO registry_person (id, {OWN}, place, is_described, line)
        SELECT b.person_id, {types or cells}, {place}, {is_described}, %s FROM {bearers} b {told} ORDER BY b.person_id
        """,
        [line],
    )
    cursor.execute(
        f"""
        INSERT INTO registry_identifier (person_id, key, number, sex, born_on, line)
        SELECT person_id, key, number, sex, born_on, %s FROM {bearers} ORDER BY person_id
        """,
        [line],
    )


def _typed_nulls() -> str:
    kinds = {"born_on": "date", "left_on": "date", "left_recorded_at": "timestamptz"}
    return ", ".join(f"NULL::{kinds.get(name, 'text')}" for name in CELLS)


def _here(described: str) -> str:
    joined = "JOIN registry_identifier i ON i.key = s.id_number JOIN registry_person p ON p.id = i.person_id"
    return f"FROM {described} s {joined}"


def _describe(cursor: CursorWrapper, described: str, line: int) -> None:
    """Those who were here already, described now for the first time or anew."""
    here = _here(described)
    cursor.execute(f"SELECT count(DISTINCT p.id) {here} WHERE NOT s.is_passed")
    told_of = cursor.fetchone()[0]
    cursor.execute(
        f"""
        INSERT INTO registry_earlierstate ("table", "row", cells, "until")
        SELECT 'persons', p.id, to_jsonb(p), %s {here} WHERE s.held IS NOT NULL AND NOT s.is_passed
        """,
        [line],
    )
    told = ", ".join(f'"{name}" = s."{name}"' for name in CELLS)
    cursor.execute(
        f"""
        UPDATE registry_person p SET {told}, place = coalesce(s.place, p.place), is_described = true, line = %s
        FROM {described} s JOIN registry_identifier i ON i.key = s.id_number
        WHERE p.id = i.person_id AND NOT s.is_passed
          AND (p.line = s.held OR (s.held IS NULL AND NOT p.is_described))
        """,
        [line],
    )
    if cursor.rowcount != told_of:
        raise ChangedMeanwhile


def _keep_passed(cursor: CursorWrapper, described: str, line: int) -> None:
    """States that rows of the same package passed through."""
    cursor.execute(
        f"""
        INSERT INTO registry_earlierstate ("table", "row", cells, "until")
        SELECT 'persons', p.id, to_jsonb(s) || jsonb_build_object('id', p.id, 'line', %s::bigint), %s
        {_here(described)}
        WHERE s.is_passed ORDER BY s.position
        """,
        [line, line],
    )
