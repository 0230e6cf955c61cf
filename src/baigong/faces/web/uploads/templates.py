"""Empty tables to fill in, as a workbook with notes and lists, or as CSV with the headings alone. For everybody."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from baigong.faces.web.data.files import Column, download
from baigong.faces.web.uploads.files import XLSX, attached, scratch_file
from baigong.faces.web.words import reader
from baigong.faces.words import said
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.template import write_template


def template(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """Headings are Chinese in either language, as reading expects them."""
    told = TABLES.get(table.replace("-", "_"))
    if told is None or form not in ("xlsx", "csv"):
        raise Http404
    return _workbook(told) if form == "xlsx" else _headings(told)


def _workbook(table: Table) -> HttpResponseBase:
    file = scratch_file()
    write_template(table, file, language=reader(), said=said)  # type: ignore[arg-type]
    return attached(file, name=f"{table.title.zh}.xlsx", kind=XLSX)


def _headings(table: Table) -> HttpResponseBase:
    return download(table.title.zh, [Column(column.name, column.zh) for column in table.columns], (), "csv")
