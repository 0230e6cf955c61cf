"""A list of staff as employers have it: numbers and names in a table, or the credentials themselves."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from baigong.apps.passports.listing import MOST_ROWS, Row
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.gate.given import Given, Judge, Judged, is_table, judged, judged_rows
from baigong.ground.lake.files.headings import column_of
from baigong.ground.lake.schema.tables import CERTIFICATES
from baigong.ground.trust.lists import NothingInList, rows_of

NAMED_ROWS = 10
LOOKED_THROUGH = 20  # rows above the headings: titles, dates, whoever made the list


class NoPairs(Refusal):
    code = "passports.no_pairs"
    sentence = msgid(
        "“%(name)s” holds nothing that could be checked: a table needs the columns “number” and “name”, a file must be "
        "a certificate in one of its signed forms."
    )


class HalfRows(Refusal):
    """As people count them: the headings have a number too."""

    code = "passports.half_rows"
    sentence = msgid(
        "“%(name)s”: number or name is missing in row %(rows)s. Fill it in or take the row out, and send the list "
        "again; nothing was kept."
    )


class TooManyStaff(Refusal):
    code = "passports.too_many_rows"
    sentence = msgid("A list of staff has %(most)s rows at most.")


def rows_in(files: Iterable[Given], judge: Callable[[], Judge]) -> list[Row]:
    """Only a credential needs somebody to judge it. Raises NoPairs, HalfRows, TooManyStaff, and BadList."""
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
        found = _credentials(given, judge) if place is None else _pairs(given.name, cells, place)
    if not found:
        raise NoPairs(name=given.name)
    return found


def _credentials(given: Given, judge: Callable[[], Judge]) -> list[Row]:
    try:
        return list(_known(judged_rows(judge(), given)[1]))
    except NothingInList:
        return []


def _pairs(name: str, cells: Sequence[Sequence[str]], place: int) -> list[Row]:
    """A row with neither is passed over; one with only one of them is named, and the list is not kept."""
    columns = _columns(cells[place]) or (0, 0)
    told = [
        (at, [row[column].strip() if column < len(row) else "" for column in columns])
        for at, row in enumerate(cells[place + 1 :], place + 2)
    ]
    halves = [f"{at:,}" for at, pair in told if any(pair) and not all(pair)]
    if halves:
        more = ", …" if len(halves) > NAMED_ROWS else ""
        raise HalfRows(name=name, rows=", ".join(halves[:NAMED_ROWS]) + more)
    return [Row(*pair) for _, pair in told if all(pair)]


def _columns(row: Sequence[str]) -> tuple[int, int] | None:
    known = {found.name: place for place, cell in enumerate(row) if (found := column_of(CERTIFICATES, cell))}
    return (known["number"], known["name"]) if {"number", "name"} <= known.keys() else None


def _known(found: Iterable[Judged]) -> Iterator[Row]:
    """What of a credential is shown: without number or name there is nothing to look up."""
    for one in found:
        number, name = (str(one.answer.known.get(cell, "")) for cell in ("number", "name"))
        if number and name:
            yield Row(number, name, one.answer.verdict)
