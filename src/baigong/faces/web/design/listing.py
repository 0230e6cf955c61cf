"""A list on a page: sorted and cut into sheets by what its address says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

SHEET = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet of `total` rows; `sort` is a column's name, with `-` before it where it falls."""

    rows: Sequence[Any]
    total: int
    sheet: int
    sheets: int
    sort: str

    @property
    def first(self) -> int:
        return (self.sheet - 1) * SHEET + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


def listing(
    request: HttpRequest,
    rows: Sequence[Any],
    *,
    sorts: Mapping[str, Callable[[Any], Any]] | None = None,
    sort: str = "",
) -> Listing:
    """`?sort=` and `?sheet=`; whatever they ask for that is not there is passed over. Unknown (None) comes last."""
    asked = request.GET.get("sort", sort)
    keyed = (sorts or {}).get(asked.removeprefix("-"))
    told = _sorted(rows, keyed, falling=asked.startswith("-")) if keyed else list(rows)
    sheets = max(1, -(-len(told) // SHEET))
    written = request.GET.get("sheet", "")
    sheet = min(max(int(written), 1), sheets) if written.isascii() and written.isdigit() else 1
    part = told[(sheet - 1) * SHEET : sheet * SHEET]
    return Listing(part, len(told), sheet, sheets, asked if keyed else "")


def _sorted(rows: Sequence[Any], key: Callable[[Any], Any], *, falling: bool) -> list[Any]:
    known = [row for row in rows if key(row) is not None]
    return [*sorted(known, key=key, reverse=falling), *(row for row in rows if key(row) is None)]
