"""An upload as its page shows it: counts and their bar, kinds of findings, and what each row has in its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from baigong.apps.exchange.queries import Kind, Located, UploadTold
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.web.uploads.kinds import advice_of, title_of
from baigong.faces.web.uploads.marking import Piece, marked
from baigong.faces.web.words import said, told
from baigong.ground.lake.schema.tables import TABLES

Cells = Mapping[tuple[str, int], Mapping[str, str]]
FIRST_ROWS, OPEN_ROWS = 4, 3
OTHERS = (msgid("%(number)s row more; open it"), msgid("%(number)s rows more; open them"))
MORE = (msgid("%(number)s row more of this kind."), msgid("%(number)s rows more of this kind."))
PARTS = ("accepted", "amended", "unchanged", "quarantined")


@dataclass(frozen=True, slots=True)
class Sum:
    """What became of the rows, of one table or of all."""

    read: int
    accepted: int
    amended: int
    unchanged: int
    quarantined: int

    @property
    def written(self) -> int:
        return self.accepted + self.amended

    @property
    def addends(self) -> list[int]:
        """As the sum is written out; what is naught is left out, unless all is."""
        counts = [getattr(self, part) for part in PARTS]
        return [count for count in counts if count] or [0]

    @property
    def bar(self) -> list[tuple[str, str]]:
        """Each part and its share of the whole, in hundredths; the sheet keeps small ones visible."""
        counts = [(part, getattr(self, part)) for part in PARTS]
        return [(part, f"{count / self.read * 100:.3f}%") for part, count in counts if count and self.read]


@dataclass(frozen=True, slots=True)
class RowShown:
    """`sheet_row` is the row as a spreadsheet counts it."""

    row: int
    sheet_row: int
    column: str
    found: tuple[Piece, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class KindShown:
    table: str
    title: str
    advice: str
    count: int
    first_rows: str
    has_more_rows: bool
    rows: tuple[RowShown, ...]
    has_columns: bool

    @property
    def foremost(self) -> tuple[RowShown, ...]:
        return self.rows[:OPEN_ROWS]

    @property
    def others(self) -> tuple[RowShown, ...]:
        """Shown when they are asked for."""
        return self.rows[OPEN_ROWS:]

    @property
    def others_said(self) -> str:
        return counted(len(self.others), OTHERS)

    @property
    def more(self) -> str:
        """How many are not shown; empty where all are."""
        left = self.count - len(self.rows)
        return counted(left, MORE) if left else ""


def counted(number: int, forms: tuple[str, str]) -> str:
    """`forms`: the sentence for one, and the one for many."""
    return said(forms[number != 1], {"number": f"{number:,}"})


def sum_of(tables: Mapping[str, Mapping[str, int]]) -> Sum:
    totals = (sum(counts[name] for counts in tables.values()) for name in ("rows", *PARTS))
    return Sum(*totals)


def kinds_of(upload: UploadTold, cells: Cells, *, quarantined: bool) -> list[KindShown]:
    """The most frequent first."""
    above = {kind.table: _rows_above(kind) for kind in upload.kinds if kind.code == "heading.title_rows"}
    kinds = [kind for kind in upload.kinds if kind.quarantined == quarantined]
    return [_kind(kind, cells, above.get(kind.table, 0)) for kind in sorted(kinds, key=lambda kind: -kind.count)]


def _rows_above(kind: Kind) -> int:
    told = [fault.facts.get("rows") for fault in kind.faults]
    return next((rows for rows in told if isinstance(rows, int)), 0)


def _kind(kind: Kind, cells: Cells, above: int) -> KindShown:
    fault = kind.faults[0]
    rows = tuple(_row(one, cells, above) for one in kind.first if one.row)
    column = _only_column(kind)
    title = title_of(fault)
    return KindShown(
        table=told(TABLES[kind.table].title) if kind.table in TABLES else kind.table,
        title=said(COLON, {"column": column, "title": title}) if column else title,
        advice=advice_of(fault),
        count=kind.count,
        first_rows=said(COMMA).join(str(row) for row in kind.rows[:FIRST_ROWS]),
        has_more_rows=kind.count > FIRST_ROWS,
        rows=rows,
        has_columns=any(row.column for row in rows),
    )


COLON, COMMA = msgid("%(column)s: %(title)s"), msgid(", ")


def _only_column(kind: Kind) -> str:
    """The column that all of them speak of, where the sentence does not name it."""
    columns = {one.column for one in kind.first}
    fault: Fault = kind.faults[0]
    if len(columns) != 1 or "column" in fault.facts or fault.code.startswith(("certificate_number.", "row.")):
        return ""
    return _column(kind.table, columns.pop())


def _column(table: str, name: str | None) -> str:
    column = TABLES[table].by_name.get(name or "") if table in TABLES else None
    return told(column.title) if column else ""


def _row(one: Located, cells: Cells, above: int) -> RowShown:
    value = cells.get((one.table, one.row), {}).get(one.column or "", "")
    return RowShown(
        row=one.row,
        sheet_row=one.row + above + 1,
        column=_column(one.table, one.column),
        found=tuple(_found(one, value)),
        reason=said(one.fault.sentence, one.fault.facts),
    )


def _found(one: Located, value: str) -> Iterator[Piece]:
    column = TABLES[one.table].by_name.get(one.column or "") if one.table in TABLES else None
    if value:
        yield from marked(value, column.kind if column else None, one.fault.code)
