"""What the pages of the desk show beside what the queries say: marks, days left, offices to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from baigong.apps.authority.queries import offices
from baigong.apps.desk.queries import EnquiryShown
from baigong.apps.desk.states import OPEN
from baigong.core.scope import NOTHING
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.words import reader

MARKS = {
    "received": "no_data",
    "assigned": "on_track",
    "answered": "met",
    "closed": "met",
    "reopened": "behind",
}
SOON = 2  # days: from then on the list says so by shape and word


@dataclass(frozen=True, slots=True)
class Row:
    """`left` are calendar days until the promised one; fewer than none: so many over it."""

    enquiry: EnquiryShown
    mark: str
    waits: int
    left: int
    is_open: bool
    is_soon: bool

    @property
    def over(self) -> int:
        return -self.left


def row_of(enquiry: EnquiryShown, on: date, received_on: date) -> Row:
    left, is_open = (enquiry.due_on - on).days, enquiry.state in OPEN
    return Row(enquiry, MARKS[enquiry.state], (on - received_on).days, left, is_open, is_open and 0 <= left <= SOON)


def office_choices(but: str = "") -> list[tuple[str, str]]:
    """Regions that have an office here, each with the name of its first; what lies higher comes first."""
    found = dict(_named(but))
    return sorted(found.items(), key=lambda choice: choice[0])


def _named(but: str) -> Iterator[tuple[str, str]]:
    after = 0
    while part := offices(NOTHING, after=after, limit=200):
        for office in reversed(part):
            region = office.region if office.region == "00" else office.region.ljust(6, "0")
            if office.closed_on is None and region != but:
                name = (office.name_en if reader() == "en" else "") or office.name_zh
                yield region, f"{capfirst(region_named(region))} · {name}"
        after = part[-1].id
