"""The XML of a workbook: where its sheets lie, how far their cells reach, and which hold formulas."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, iterparse

PIECE = 4 << 20
# No tag of interest is longer, so pieces that overlap by as much miss none.
OVERLAP = 400
_MARKED = re.compile(rb"""<(?:\w+:)?f[\s/>]|\st=["']e["']""")
_BEYOND_Z = re.compile(rb'r="[A-Z]{2}')
_WIDE_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{2,3})\d+"[^>]*(?<!/)>')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Survey:
    """`cells` is how many a dense reading of the sheet would hold; formulas and errors by row and column from 0."""

    cells: int
    formulas: tuple[Place, ...] = ()
    errors: tuple[Place, ...] = ()  # calamine reads these cells as empty


def parts_of(file: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Where each sheet's XML lies, and whether days are counted from 1904."""
    links: dict[str, str] = {}
    names = set(file.namelist())
    if "xl/_rels/workbook.xml.rels" in names:
        with file.open("xl/_rels/workbook.xml.rels") as part:
            for _, node in iterparse(part):
                links[node.get("Id", "")] = "xl/" + node.get("Target", "").removeprefix("/xl/").removeprefix("./")
    found, is_1904 = {}, False
    with file.open("xl/workbook.xml") as part:
        for _, node in iterparse(part):
            if node.tag.endswith("}sheet"):
                link = node.get(_RELATION, node.get(_STRICT_RELATION, ""))
                found[node.get("name", "")] = links.get(link, "")
            elif node.tag.endswith("}workbookPr"):
                is_1904 = node.get("date1904") in ("1", "true")
    return {name: part for name, part in found.items() if part in names}, is_1904


def survey(file: zipfile.ZipFile, part: str) -> Survey:
    """The XML is parsed only where it speaks of formulas or errors; most sheets have none."""
    is_marked, width, height = False, 26, 1
    with file.open(part) as xml:
        for piece in _overlapping(xml):
            is_marked = is_marked or _MARKED.search(piece) is not None
            height = max(height, max(map(int, _ROW.findall(piece)), default=1))
            if _BEYOND_Z.search(piece):
                width = max(width, max(map(_column, set(_WIDE_CELL.findall(piece))), default=0) + 1)
    if not is_marked:
        return Survey(width * height)
    with file.open(part) as xml:
        cells = list(_marked_cells(xml))
    formulas = tuple(place for place, is_formula, _ in cells if is_formula)
    return Survey(width * height, formulas, tuple(place for place, _, is_error in cells if is_error))


def _overlapping(xml: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while piece := xml.read(PIECE):
        yield rest + piece
        rest = piece[-OVERLAP:]


def _marked_cells(xml: IO[bytes]) -> Iterator[tuple[Place, bool, bool]]:
    """Cells that hold a formula or an error. A row or cell without a reference follows the one before it."""
    row = column = -1
    for event, node in iterparse(xml, ("start", "end")):
        tag = node.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(node.get("r", row + 2)) - 1, -1
        elif event == "end" and tag == "c":
            reference = node.get("r", "").rstrip("0123456789")
            column = _column(reference.encode()) if reference else column + 1
            is_formula, is_error = _has_formula(node), node.get("t") == "e"
            if is_formula or is_error:
                yield (row, column), is_formula, is_error
        elif event == "end" and tag == "row":
            node.clear()


def _has_formula(cell: Element) -> bool:
    return any(child.tag.rpartition("}")[2] == "f" for child in cell)


def _column(letters: bytes) -> int:
    """
    >>> _column(b"AB")
    27
    """
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1
