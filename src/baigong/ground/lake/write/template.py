"""A workbook to fill in: one table with its headings, notes, drop-downs and formats, and a sheet that explains it."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from baigong.core.periods import CHINA
from baigong.core.text import Language, Text, msgid
from baigong.ground.lake.schema.beside import NOTES, NOTES_HEADINGS
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.write.guidance import SEVERAL, WHAT_TO_WRITE, allowed, guidance
from baigong.ground.lake.write.output import standing
from baigong.ground.lake.write.sheets import NUMBERS, WIDTHS
from baigong.ground.lake.write.words import Said

PREPARED_ROWS = 1_000
# A template says nothing of a day, so that equal tables give equal bytes.
CREATED = datetime(2021, 1, 1, tzinfo=CHINA)
FILLED = {"bold": True, "bg_color": "#FFE699"}
NOTES_WIDTHS = (22, 18, 12, 48, 60, 44)
EIGHTEEN = (Kind.PERSON, Kind.CREDIT_CODE)
NOT_LISTED = msgid("This is none of the values listed; choose one of them.")
NOT_EIGHTEEN = msgid("This has not 18 characters. Keep it only if it is the number of another document.")
YES, NO = Text(zh="是", en="yes"), Text(zh="否", en="no")


def write_template(table: Table, target: Path | BinaryIO, *, language: Language, said: Said) -> None:
    """Headings are Chinese in either language; what explains them speaks both, the reader's first."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED.replace(tzinfo=None)})
        _Form(book, table, language, said).write()
        _write_notes(book, table, language=language, said=said)
    with standing(target) as file:
        file.write(content.getvalue())


class _Form:
    """The sheet to fill in."""

    def __init__(self, book: xlsxwriter.Workbook, table: Table, language: Language, said: Said) -> None:
        self.table, self.language, self.said = table, language, said
        self.page: Worksheet = book.add_worksheet(table.title.zh)
        border = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        self.optional: Format = book.add_format(border)
        self.required: Format = book.add_format(border | FILLED)
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.money: Format = book.add_format({"num_format": "0.00"})
        # A cell formatted as text keeps every digit that is typed into it.
        self.text: Format = book.add_format({"num_format": "@"})

    def write(self) -> None:
        self.page.freeze_panes(1, 0)
        for place, column in enumerate(self.table.columns):
            heading = f"{column.zh} *" if column.must_be_filled else column.zh
            self.page.set_column(place, place, _width(column, heading), self._format(column))
            self.page.write_string(0, place, heading, self.required if column.must_be_filled else self.optional)
            self._explain(place, column)
            self._restrict(place, column)

    def _format(self, column: Column) -> Format | None:
        if column.kind in (Kind.DAY, Kind.BIRTH):
            return self.day
        if column.kind is Kind.MONEY:
            return self.money
        return None if column.kind in NUMBERS else self.text

    def _explain(self, place: int, column: Column) -> None:
        """The note on the heading, large enough for what it says."""
        told = guidance(self.table, column, said=self.said)
        texts = [told.zh, told.en] if self.language == "zh" else [told.en, told.zh]
        if titles := allowed(column):
            texts.append("\n".join(f"{code}  {title}" for code, title in titles.items()))
        note = f"{column.zh} ({column.name})\n" + "\n\n".join(texts)
        lines = sum(1 + _breadth(line) // 44 for line in note.split("\n"))
        self.page.write_comment(0, place, note, {"width": 320, "height": 18 * lines + 12})

    def _restrict(self, place: int, column: Column) -> None:
        """A drop-down, or a warning at what reading would set aside; a warning can be passed over."""
        if titles := allowed(column):
            rule = {"validate": "list", "source": list(titles.values()), "show_error": column.kind not in SEVERAL}
            self._rule(place, rule, NOT_LISTED)
        elif column.kind in (Kind.DAY, Kind.BIRTH):
            rule = {"validate": "date", "criteria": ">=", "value": datetime(1900, 1, 1), "error_type": "warning"}  # noqa: DTZ001 — a cell has no offset
            self._rule(place, rule, WHAT_TO_WRITE[column.kind])
        elif column.kind in EIGHTEEN:
            rule = {"validate": "length", "criteria": "==", "value": 18, "error_type": "warning"}
            self._rule(place, rule, NOT_EIGHTEEN if column.kind is Kind.PERSON else WHAT_TO_WRITE[column.kind])

    def _rule(self, place: int, rule: dict[str, object], sentence: str) -> None:
        told = {"error_title": self.table.columns[place].zh, "error_message": self.said(sentence, {})[self.language]}
        self.page.data_validation(1, place, PREPARED_ROWS, place, rule | told)


def _write_notes(book: xlsxwriter.Workbook, table: Table, *, language: Language, said: Said) -> None:
    """A row for each column; what it explains is written in both languages."""
    page = book.add_worksheet(NOTES[language])
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    required = book.add_format({"text_wrap": True, "valign": "top", "border": 1} | FILLED)
    page.freeze_panes(1, 0)
    for place, (title, width) in enumerate(zip(NOTES_HEADINGS, NOTES_WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, title, heading)
    for row, column in enumerate(table.columns, start=1):
        for place, cell in enumerate(_note(table, column, said)):
            page.write_string(row, place, cell, required if column.must_be_filled and place < 3 else plain)


def _note(table: Table, column: Column, said: Said) -> tuple[str, ...]:
    told, is_needed = guidance(table, column, said=said), YES if column.must_be_filled else NO
    values = "\n".join(f"{code}  {title}" for code, title in allowed(column).items())
    return column.zh, column.name, f"{is_needed.zh} / {is_needed.en}", told.zh, told.en, values


def _width(column: Column, heading: str) -> int:
    """In characters: what the heading, the cells of its kind, or the longest title in its list need."""
    titles = [_breadth(title) for title in allowed(column).values()]
    return min(30, max(12, WIDTHS.get(column.kind, 0), _breadth(heading) + 2, *(title + 4 for title in titles)))


def _breadth(text: str) -> int:
    """How many Latin letters a text is as broad as: a Chinese one is as broad as two."""
    return sum(2 if letter > "⺀" else 1 for letter in text)
