"""CSV: as data, exact; and for people, in GB18030 with Chinese headings and nothing that a spreadsheet would run."""

from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from baigong.ground.lake.schema.columns import Column
from baigong.ground.lake.write.cells import written

# What makes a spreadsheet take a cell of a CSV for a formula.
FORMULA = r"^[=+\-@\t\r]"
STRUCTURE = '[",\r\n]'


class Delimited:
    """One table as CSV in UTF-8. Cells are never guarded: a package is data and must come back as it was."""

    encoding = "utf-8"
    media_type = "text/csv"
    suffix = ".csv"
    line_end = "\n"

    def __init__(self, path: Path, columns: tuple[Column, ...], schema: pa.Schema) -> None:
        self.columns = columns
        self.headings = self.named(columns)
        self.file = path.open("wb")
        self.file.write((",".join(self.headings) + self.line_end).encode(self.encoding))

    def named(self, columns: tuple[Column, ...]) -> tuple[str, ...]:
        return tuple(column.name for column in columns)

    def cells(self, array: pa.Array, column: Column) -> pa.Array:
        return written(array, column.kind)

    def write(self, batch: pa.RecordBatch) -> None:
        cells = [self.cells(array, column) for array, column in zip(batch.columns, self.columns, strict=True)]
        text = pa.RecordBatch.from_arrays(cells, names=list(self.headings))
        style = "needed" if any(_has_structure(array) for array in cells) else "none"
        options = pacsv.WriteOptions(include_header=False, quoting_style=style)
        kept = BytesIO()
        pacsv.write_csv(text, kept, options)
        self.file.write(self.encoded(kept.getvalue()))

    def encoded(self, content: bytes) -> bytes:
        return content

    def close(self) -> None:
        self.file.close()


class DelimitedForPeople(Delimited):
    """One table as a person opens it: a text that a spreadsheet would run gets an apostrophe before it."""

    encoding = "gb18030"
    line_end = "\r\n"

    def named(self, columns: tuple[Column, ...]) -> tuple[str, ...]:
        return tuple(column.zh for column in columns)

    def cells(self, array: pa.Array, column: Column) -> pa.Array:
        text = written(array, column.kind)
        if not pa.types.is_string(array.type):
            return text
        runs = pc.fill_null(pc.match_substring_regex(text, FORMULA), False)
        return pc.if_else(runs, pc.binary_join_element_wise("'", text, ""), text)

    def encoded(self, content: bytes) -> bytes:
        return content.decode().replace("\n", self.line_end).encode(self.encoding)


def _has_structure(text: pa.Array) -> bool:
    return pc.any(pc.match_substring_regex(text, STRUCTURE)).as_py() is True
