"""The tables of open data: what each holds, its columns and dimensions, and where its rows come from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from baigong.core.text import Language, msgid
from baigong.faces.web.data.files import Column, Kind
from baigong.faces.web.known.standing import Told
from baigong.faces.web.opendata import codes, counted, figures
from baigong.faces.web.score.rows import Telling
from baigong.faces.words import translated

Making = Callable[[Telling, Told], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Head:
    """A column as it is declared; `is_dimension`: rows of one value of each of these are one observation."""

    key: str
    title: str
    kind: Kind = "text"
    is_dimension: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: str
    meant: str
    heads: tuple[Head, ...]
    rows: Making

    def columns(self, language: Language) -> list[Column]:
        return [Column(head.key, translated(head.title, language), head.kind) for head in self.heads]

    @property
    def dimensions(self) -> list[str]:
        return [head.key.upper() for head in self.heads if head.is_dimension]


REGION = Head("region", msgid("Region"), "code", True, msgid("two digits of the national code, 00 for the nation"))
REGION_NAME = Head("region_name", msgid("Name of the region"))
VALUE = Head("value", msgid("Value"), "number", meant=msgid("in base units; shares between 0 and 1; empty: unknown"))
RELATION = Head("relation", msgid("Relation"), "code", meant=msgid("whether the value is exact, a floor or a ceiling"))
UNIT = Head("unit", msgid("Unit"), "code")
FIRST = Head("first", msgid("First day"), "day", meant=msgid("of what is counted over a span"))
LAST = Head("last", msgid("Last day"), "day", meant=msgid("of the span, or the day of a stock"))
DEFINITION = Head(
    "definition", msgid("Definition"), "code", meant=msgid("what is counted; see the table of definitions")
)
SOURCES = Head("sources", msgid("Sources"), "code", meant=msgid("see the table of sources; several with ; between"))
ORIGIN = Head("origin", msgid("Origin"), "code", True, msgid("published or computed; the two are never added"))
SYNTHETIC = Head("synthetic", msgid("Synthetic"), "code", meant=msgid("true where records are invented"))
READING = Head("reading", msgid("Reading"), "number")
STATUS = Head("status", msgid("Status"), "code", meant=msgid("empty where the goal is not judged"))

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "targets",
            msgid("Targets"),
            msgid("Every target of the plan in every region in which it is judged, with its standing."),
            (
                Head("target", msgid("Target"), "code", True),
                REGION,
                ORIGIN,
                Head("name", msgid("Name of the target")),
                REGION_NAME,
                Head("document", msgid("Document")),
                Head("clause", msgid("Clause")),
                Head(
                    "op",
                    msgid("Operator"),
                    "code",
                    meant=msgid("how the value must lie to the goal; gain: to have grown by"),
                ),
                Head("goal", msgid("Goal"), "number"),
                UNIT,
                Head("begins", msgid("Begins"), "day"),
                Head("ends", msgid("Ends"), "day"),
                STATUS,
                VALUE,
                RELATION,
                FIRST,
                LAST,
                DEFINITION,
                SOURCES,
                Head("why", msgid("Why")),
                READING,
                SYNTHETIC,
            ),
            figures.targets,
        ),
        Table(
            "provinces",
            msgid("Provinces"),
            msgid("The latest published share of the high-skilled of each province, and what a reading counted."),
            (
                REGION,
                REGION_NAME,
                Head("group", msgid("Group"), "code"),
                Head("skilled", msgid("Skilled"), "number"),
                Head("skilled_relation", msgid("Relation (skilled)"), "code"),
                Head("high_skilled", msgid("High-skilled"), "number"),
                Head("high_skilled_relation", msgid("Relation (high-skilled)"), "code"),
                Head("share", msgid("Share"), "share"),
                Head("share_relation", msgid("Relation (share)"), "code"),
                LAST,
                DEFINITION,
                SOURCES,
                STATUS,
                Head("note", msgid("Note")),
                Head("computed_share", msgid("Computed share"), "share"),
                READING,
                SYNTHETIC,
            ),
            figures.provinces_told,
        ),
        Table(
            "series",
            msgid("Four series"),
            msgid("The four ways to count: what was published of each for the nation, and what a reading counted."),
            (
                Head("series", msgid("Series"), "code", True),
                ORIGIN,
                REGION,
                VALUE,
                RELATION,
                FIRST,
                LAST,
                *(Head(f"provable_{step}", title, "number") for step, title in counted.PROVABLE.items()),
                READING,
                SYNTHETIC,
            ),
            counted.series,
        ),
        Table(
            "evidence",
            msgid("How far figures can be proved"),
            msgid("Behind each figure of the last reading that is out, by province and prefecture: the certificates."),
            (
                Head(
                    "region", msgid("Region"), "code", True, msgid("two or four digits, 00 the nation; empty: unknown")
                ),
                Head("series", msgid("Series"), "code", True),
                REGION_NAME,
                VALUE,
                FIRST,
                LAST,
                Head(
                    "certificates",
                    msgid("Certificates behind it"),
                    "number",
                    meant=msgid("the sum of the four parts, which exclude one another"),
                ),
                *(
                    Head(f"provable_{step}", title, "number", meant=codes.STEPS[step])
                    for step, title in counted.PROVABLE.items()
                ),
                READING,
                SYNTHETIC,
            ),
            counted.evidence,
        ),
        Table(
            "observations",
            msgid("Published figures"),
            msgid("Every published figure that the plan declares or this node has on record, with its source."),
            (
                Head(
                    "definition",
                    msgid("Definition"),
                    "code",
                    True,
                    msgid("what is counted; see the table of definitions"),
                ),
                Head("series", msgid("Stretch"), "code", True, msgid("figures of two stretches are never joined")),
                REGION,
                Head("first", msgid("First day"), "day", True),
                Head("last", msgid("Last day"), "day", True),
                Head("sources", msgid("Sources"), "code", True),
                VALUE,
                RELATION,
                UNIT,
                Head("published_on", msgid("Published on"), "day"),
            ),
            figures.observations,
        ),
        Table(
            "vintages",
            msgid("Vintages"),
            msgid("The readings that are out, the last first."),
            (
                Head("reading", msgid("Reading"), "number", True),
                REGION,
                Head("period", msgid("Period reported")),
                Head("first", msgid("First day"), "day"),
                Head("on", msgid("Day of the stock"), "day"),
                Head("data_as_of", msgid("Data as of"), "instant"),
                Head("published_at", msgid("Published"), "instant"),
                Head("quarantined", msgid("Problem rows, not counted"), "number"),
                Head("seal", msgid("Seal of the journal"), "number"),
                SYNTHETIC,
                Head("note", msgid("Note")),
            ),
            counted.vintages,
        ),
        Table(
            "definitions",
            msgid("Definitions"),
            msgid("What each definition counts, and its unit."),
            (Head("definition", msgid("Definition"), "code", True), Head("text", msgid("What it counts")), UNIT),
            figures.definitions,
        ),
        Table(
            "sources",
            msgid("Sources"),
            msgid("Where the published figures were published."),
            (
                Head("source", msgid("Source"), "code", True),
                Head("title", msgid("Title")),
                Head("publisher", msgid("Publisher")),
                Head("dated", msgid("Dated")),
                Head("reliability", msgid("Kind of source"), "code"),
            ),
            figures.sources,
        ),
    )
}
GRAINS: Mapping[str, str] = {
    "total": msgid("in total"),
    "region": msgid("by province"),
    "region4": msgid("by prefecture"),
    "level": msgid("by level"),
    "quarter": msgid("by quarter"),
    "region-level": msgid("by province and level"),
    "region-quarter": msgid("by province and quarter"),
    "proof": msgid("by how far the records behind the totals can be proved"),
    "region-proof": msgid("by province and by how far its records can be proved"),
    "region4-proof": msgid("by prefecture and by how far its records can be proved"),
}


def of_reading(number: int, grain: str) -> Table:
    """A breakdown of a reading: its labels, then the six counts."""
    names = () if grain == "total" else tuple(grain.split("-"))
    return Table(
        f"reading-{number}-{grain}",
        msgid("Reading"),
        "",
        (
            *(Head(name, counted.LABELS[name], "code", True) for name in names),
            *(Head(name, title, "number") for name, title in counted.COUNTS.items()),
        ),
        lambda telling, told: counted.cells(number, ",".join(names) or "total", told),
    )
