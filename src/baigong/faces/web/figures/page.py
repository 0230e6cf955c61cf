"""What a figure's page shows, whatever kind of figure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from baigong.faces.web.design.amounts import Amount
from baigong.faces.web.figures.chart import Chart


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`title` is as the publication words it, so `language` may be another than the reader's."""

    code: str
    title: str
    publisher: str
    dated: str
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the figures that a ratio or a gain is made of."""

    amount: Amount
    name: str
    when: str
    href: str
    sources: Sequence[SourceLine] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the birth certificate; `is_code` is set in the type of commands."""

    name: str
    value: str
    is_code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier reading or publication; `is_other`: of another definition, span or series, so never linked."""

    when: str
    amount: Amount
    value: float | None
    href: str
    known: str
    made_of: str
    is_other: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """`effect` is on the figure itself, empty where there is none to tell."""

    name: str
    before: Amount | None
    after: Amount | None
    effect: str
    reason: str
    before_href: str = ""
    after_href: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class CauseShown:
    """Why records changed, and how many did; `lines` of the journal are for whoever sees the whole region."""

    reason: str
    count: int
    lines: Sequence[tuple[int, str, str, int]] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """`before` and `after` name the two vintages."""

    before: str
    after: str
    rows: Sequence[Changed]
    sentence: str = ""
    causes: Sequence[CauseShown] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """The certificates behind a count: how many, and how many can be proved how far; None: not told here."""

    records: int | None
    provable: Mapping[str, int] | None
    sentence: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """The vintage shown, and the ways to the one before and the one after."""

    day: date
    before: str = ""
    after: str = ""
    choices: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The figure that the node's own records give for the same target; published and computed are never mixed."""

    amount: Amount
    status: str | None
    when: str
    reading: int
    region: str
    synthetic: bool
    parts: Sequence[Part]
    counted: Sequence[Part]
    data_as_of: str
    quarantined: int


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    region: str
    when: str
    up: Sequence[tuple[str, str]]
    amount: Amount | None
    badges: Sequence[str]
    kind: str
    sentence: str
    definition: str
    command: str
    certificate: Sequence[Fact]
    citation: str
    address: str
    is_judged: bool = False
    status: str | None = None
    goal: str = ""
    picker: Picker | None = None
    parts: Sequence[Part] = ()
    operator: str = ""
    parts_note: str = ""
    sources: Sequence[SourceLine] = ()
    quotes: str = ""
    related: Sequence[Part] = ()
    history: Chart | None = None
    earlier: Sequence[Earlier] = ()
    history_note: str = ""
    changes: Changes | None = None
    beside: Beside | None = None
    is_count: bool = False
    synthetic: bool = False
    series: str = ""
    behind: Behind | None = None

    @property
    def query(self) -> str:
        """What the page's own address asks for."""
        return self.address.partition("?")[2]
