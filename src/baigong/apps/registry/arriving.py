"""Persons of a load who were here already: described for the first time, or anew."""

from django.db.backends.utils import CursorWrapper

from baigong.apps.authority.acts import ChangedMeanwhile

CELLS = ("name", "document", "sex", "born_on", "region", "left_on", "left_reason", "left_recorded_at", "groups")


def describe(cursor: CursorWrapper, *, described: str, line: int) -> None:
    """`described` stages rows of persons, once those who are new are in, and the states that all passed through."""
    _describe(cursor, described, line)
    _keep_passed(cursor, described, line)


def refuse_strayed(cursor: CursorWrapper, known: str) -> None:
    """`known` stages the identifiers that new rows hang on, as they were when the load read them."""
    cursor.execute(
        f"SELECT 1 FROM {known} k WHERE NOT EXISTS "
        "(SELECT 1 FROM registry_identifier i WHERE i.id = k.id AND i.key = k.key) LIMIT 1"
    )
    if cursor.fetchone():
        raise ChangedMeanwhile


def _here(described: str) -> str:
    joined = "JOIN registry_identifier i ON i.key = s.id_number JOIN registry_person p ON p.id = i.person_id"
    return f"FROM {described} s {joined}"


def _describe(cursor: CursorWrapper, described: str, line: int) -> None:
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
