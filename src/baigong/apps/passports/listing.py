"""A list of staff: sealed where it lies, its rows held against the records each time it is read."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.standing import is_named
from baigong.apps.passports.models import Listed, Workforce
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.text import normalised
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed

MOST_ROWS = 10_000
LONGEST_NUMBER, LONGEST_NAME = 40, 80


@dataclass(frozen=True, slots=True)
class Row:
    """A certificate's number and the name beside it; `answer` is what its credential was judged, where one came."""

    number: str
    name: str
    answer: str = ""


def normal(row: Row) -> Row:
    number = normal_certificate_number("".join(normalised(row.number).split()))
    return Row(number, normalised(row.name), row.answer)


def sealed_rows(rows: Sequence[Row], mark: bytes, keyring: Keyring, random: Callable[[int], bytes]) -> bytes:
    text = json.dumps([[row.number, row.name, row.answer] for row in rows], ensure_ascii=False, separators=(",", ":"))
    return sealed(text, place=place_of(mark), keyring=keyring, random=random)


def opened_rows(content: bytes, mark: bytes, keyring: Keyring) -> list[Row]:
    return [Row(*cells) for cells in json.loads(opened(bytes(content), place=place_of(mark), keyring=keyring))]


def place_of(mark: bytes) -> str:
    """Which value this is: put into another employer's row, it does not open."""
    return f"passports.workforce/{bytes(mark).hex()}"


def paired(rows: Sequence[Row]) -> Iterator[tuple[Row, Certificate | None]]:
    """Each row with the certificate that it names rightly, number and name; None where no such pair is on record."""
    numbers = {row.number for row in rows}
    found = Certificate.objects.filter(number__in=numbers).select_related("holder__person")
    by_number = {one.number: one for one in found}
    for row in rows:
        held = by_number.get(row.number)
        yield row, held if held is not None and is_named(held, row.name) else None


def paired_anew(workforce: Workforce, keyring: Keyring) -> tuple[set[int], set[int]]:
    """The certificates that a list names rightly now and is not noted for; and those it no longer does."""
    rows = opened_rows(workforce.content, bytes(workforce.mark), keyring)
    right = {found.pk for _, found in paired(rows) if found is not None}
    noted = set(Listed.objects.filter(workforce=workforce).values_list("certificate", flat=True))
    return right - noted, noted - right
