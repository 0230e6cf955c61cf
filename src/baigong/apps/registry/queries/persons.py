"""Persons as they are seen: by number, by name, in lists; their numbers masked always."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from baigong.apps.registry.models import Identifier, Merge
from baigong.apps.registry.numbers import keys_of, masked, place_of
from baigong.apps.registry.queries.facts import who_lets_region_see
from baigong.apps.registry.scoping import AFTER_DIGITS
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope, bare
from baigong.core.text import msgid, normalised
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened

LEAST_OF_A_NAME = 2
LINE = """
SELECT p.id, p.name, coalesce(i.document, p.document), coalesce(i.sex, p.sex), coalesce(i.born_on, p.born_on),
       p.place, p.left_on, p.is_described, i.key, i.number,
       (SELECT t.person_id FROM registry_merge m JOIN registry_identifier f ON f.id = m.identifier_id
        JOIN registry_identifier t ON t.id = m.into_id WHERE f.person_id = p.id AND m.undone_at IS NULL LIMIT 1)
FROM registry_person p JOIN LATERAL (
    SELECT * FROM registry_identifier WHERE person_id = p.id ORDER BY id DESC LIMIT 1) i ON true
"""
# Who works for an organisation on a day, or is insured by it, or lets it see a record of hers.
STAFF = """
SELECT i.person_id FROM registry_employment e JOIN registry_identifier i ON i.id = e.identifier_id
WHERE e.credit_code = ANY(%(bodies)s) AND e.from_on <= %(on)s AND (e.to_on IS NULL OR e.to_on >= %(on)s)
UNION SELECT i.person_id FROM registry_insurance n JOIN registry_identifier i ON i.id = n.identifier_id
WHERE n.credit_code = ANY(%(bodies)s) AND n.from_month <= %(on)s
      AND (n.to_month IS NULL OR n.to_month >= date_trunc('month', %(on)s::date))
UNION SELECT c.person_id FROM registry_consent c
WHERE c.organisation = ANY(%(bodies)s) AND c.withdrawn_at IS NULL AND c.from_on <= %(on)s
      AND (c.to_on IS NULL OR c.to_on >= %(on)s)
"""


class NameTooShort(Refusal):
    code = "registry.name_too_short"
    sentence = msgid("Give at least two characters of the name, or its number.")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """`number` is masked; there is none where only a key is known, or the reader is an organisation."""

    id: int
    name: str | None
    document: str | None
    sex: str | None
    born_on: date | None
    place: str
    left_on: date | None
    is_described: bool
    number: str | None
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number that a person bears or bore, masked."""

    id: int
    number: str | None
    document: str | None
    from_on: date | None
    to_on: date | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class MergeLine:
    id: int
    person: int
    into: int
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class PersonDetail:
    line: PersonLine
    numbers: tuple[NumberLine, ...]
    merges: tuple[MergeLine, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom one looks for: by the whole name or its beginning, and by a day of birth or a place she lives in."""

    name: str
    born_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Viewing:
    """What reading persons needs beside the scope: the keys to mask their numbers, and the day."""

    keyring: Keyring
    on: date


def person_by_number(scope: Scope, number: str, *, viewing: Viewing) -> PersonLine | None:
    """By the blind index: one look-up, whatever the size of the register."""
    keys = keys_of(number, viewing.keyring)
    found = _lines(
        scope, viewing, "p.id IN (SELECT person_id FROM registry_identifier WHERE key = ANY(%(keys)s))", keys=keys
    )
    return next(iter(found), None)


def person(scope: Scope, id: int, *, viewing: Viewing) -> PersonDetail | None:
    found = next(iter(_lines(scope, viewing, "p.id = %(id)s", id=id)), None)
    if found is None:
        return None
    is_masked = found.number is not None
    borne = Identifier.objects.filter(person=id).order_by("id")
    numbers = tuple(_number(one, viewing.keyring) for one in borne) if is_masked else ()
    return PersonDetail(found, numbers, tuple(_merges([id])))


def persons(
    scope: Scope,
    *,
    viewing: Viewing,
    name: str = "",
    is_whole_name: bool = False,
    after: int | None = None,
    limit: int = 50,
) -> list[PersonLine]:
    """In the order of their keys; a name is found whole or by its beginning."""
    wanted = normalised(name)
    if wanted and len(wanted) < LEAST_OF_A_NAME:
        raise NameTooShort
    conditions = ["p.id > %(after)s"]
    if wanted:
        conditions.append("p.name = %(name)s" if is_whole_name else "p.name LIKE %(beginning)s")
    words = {"after": after or 0, "name": wanted, "beginning": _beginning(wanted)}
    return _lines(scope, viewing, " AND ".join(conditions), limit=limit, **words)


def persons_sought(scope: Scope, sought: Sought, *, viewing: Viewing, limit: int) -> list[PersonLine]:
    """In the order of their keys, `limit` at most."""
    wanted = normalised(sought.name)
    if len(wanted) < LEAST_OF_A_NAME:
        raise NameTooShort
    words: dict[str, Any] = {"beginning": _beginning(wanted)}
    conditions = ["p.name LIKE %(beginning)s"]
    if sought.born_on:
        conditions.append("coalesce(i.born_on, p.born_on) = %(born_on)s")
        words["born_on"] = sought.born_on
    if sought.place:
        conditions.append("p.place >= %(least)s AND p.place < %(most)s")
        prefix = bare(sought.place)
        words |= {"least": prefix, "most": prefix + AFTER_DIGITS}
    return _lines(scope, viewing, " AND ".join(conditions), limit=limit, **words)


def lines_of(scope: Scope, ids: Sequence[int], *, viewing: Viewing) -> dict[int, PersonLine]:
    return {one.id: one for one in _lines(scope, viewing, "p.id = ANY(%(ids)s)", limit=len(ids), ids=list(ids))}


def _beginning(name: str) -> str:
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _lines(scope: Scope, viewing: Viewing, condition: str, *, limit: int = 1, **words: Any) -> list[PersonLine]:
    seen, told = _seen(scope, viewing.on)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{LINE} WHERE {condition} AND ({seen}) ORDER BY p.id LIMIT %(limit)s",
            {**words, **told, "on": viewing.on, "limit": limit},
        )
        return [_line(row, scope, viewing.keyring) for row in cursor.fetchall()]


def _seen(scope: Scope, on: date) -> tuple[str, dict[str, Any]]:
    if scope.is_whole:
        return "true", {}
    own = [*scope.persons, *who_lets_region_see(scope, "", on=on)]
    words: dict[str, Any] = {"own": own, "bodies": list(scope.organisations)}
    parts = ["p.id = ANY(%(own)s)"]
    for place, prefix in enumerate(sorted(scope.regions)):
        parts.append(f"(p.place >= %(from{place})s AND p.place < %(to{place})s)")
        words |= {f"from{place}": prefix, f"to{place}": prefix + AFTER_DIGITS}
    if scope.organisations:
        parts.append(f"p.id = ANY(ARRAY({STAFF}))")
    return " OR ".join(parts), words


def _line(row: tuple[Any, ...], scope: Scope, keyring: Keyring) -> PersonLine:
    key, number, merged_into = row[8:]
    line = PersonLine(*(*row[:8], None, merged_into))
    if number is None or not (scope.holds_region(line.place) or line.id in scope.persons):
        return line
    return replace(line, number=masked(opened(bytes(number), place=place_of(key), keyring=keyring)))


def _number(one: Identifier, keyring: Keyring) -> NumberLine:
    key = bytes(one.key)
    number = masked(opened(bytes(one.number), place=place_of(key), keyring=keyring)) if one.number else None
    return NumberLine(one.pk, number, one.document, one.from_on, one.to_on, one.ending)


def _merges(ids: Sequence[int]) -> Iterator[MergeLine]:
    told = Merge.objects.filter(identifier__person__in=ids) | Merge.objects.filter(into__person__in=ids)
    for merge in told.select_related("identifier", "into").order_by("id"):
        yield MergeLine(merge.pk, merge.identifier.person_id, merge.into.person_id, merge.undone_at is None)
