"""A list of staff as employers have it: numbers and names in a table, or the credentials themselves."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from baigong.apps.passports.listing import MOST_ROWS, Row
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.gate.given import Given, Judge, Judged, is_table, judged, judged_rows
from baigong.ground.lake.files.headings import column_of
from baigong.ground.lake.schema.tables import CERTIFICATES
from baigong.ground.trust.lists import rows_of

LOOKED_THROUGH = 20  # rows above the headings: titles, dates, whoever made the list


class NoPairs(Refusal):
    code = "passports.no_pairs"
    sentence = msgid(
        "“%(name)s” holds nothing that could be checked: a table needs the columns “number” and “name”, a file must be "
        "a certificate in one of its signed forms."
    )


class TooManyStaff(Refusal):
    code = "passports.too_many_rows"
    sentence = msgid("A list of staff has %(most)s rows at most.")


def rows_in(files: Iterable[Given], judge: Callable[[], Judge]) -> list[Row]:
    """Only a credential needs somebody to judge it. Raises NoPairs, TooManyStaff, and what reading a table raises."""
    found = [row for given in files for row in _of(given, judge)]
    if len(found) > MOST_ROWS:
        raise TooManyStaff(most=f"{MOST_ROWS:,}")
    return found


def _of(given: Given, judge: Callable[[], Judge]) -> list[Row]:
    if not is_table(given):
        found = list(_known(judged(judge(), given)))
    else:
        cells = rows_of(given.content, given.name)
        place = next((at for at, row in enumerate(cells[:LOOKED_THROUGH]) if _columns(row)), None)
        found = list(_known(judged_rows(judge(), given)[1])) if place is None else list(_pairs(cells[place:]))
    if not found:
        raise NoPairs(name=given.name)
    return found


def _pairs(rows: Sequence[Sequence[str]]) -> Iterator[Row]:
    """A row with neither is passed over; one with only one of them is refused by the act."""
    number, name = _columns(rows[0]) or (0, 0)
    for row in rows[1:]:
        told = [row[place].strip() if place < len(row) else "" for place in (number, name)]
        if any(told):
            yield Row(*told)


def _columns(row: Sequence[str]) -> tuple[int, int] | None:
    known = {found.name: place for place, cell in enumerate(row) if (found := column_of(CERTIFICATES, cell))}
    return (known["number"], known["name"]) if {"number", "name"} <= known.keys() else None


def _known(found: Iterable[Judged]) -> Iterator[Row]:
    """What of a credential is shown: without number or name there is nothing to look up."""
    for one in found:
        number, name = (str(one.answer.known.get(cell, "")) for cell in ("number", "name"))
        if number and name:
            yield Row(number, name, one.answer.verdict)
