"""Templates: empty spreadsheets to fill in, with headings, notes and drop-downs."""

from typing import Literal

from django.http import FileResponse, HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.faces.api.exchange.shared import XLSX, attached, scratch_file
from baigong.faces.api.pages import Answer, Words
from baigong.faces.api.problems import found
from baigong.faces.words import said
from baigong.ground.lake.files.headings import table_named
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.template import write_template

router = Router()


class TableTold(Answer):
    """A table of the package format."""

    name: str = Field(description="Its name")
    title: Words = Field(description="What people call it")


class Language(BaseModel):
    """In which language."""

    language: Literal["zh", "en"] = Field("zh", description="Of the explanations; headings are Chinese in either")


@router.get("", response=list[TableTold], auth=None)
def templates(request: HttpRequest) -> list[TableTold]:
    """The tables that there are templates of. Needs no account."""
    return [TableTold(name=table.name, title=Words(zh=table.title.zh, en=table.title.en)) for table in TABLES.values()]


@router.get("/{table}", response=bytes, auth=None)
def template(request: HttpRequest, table: str, wanted: Query[Language]) -> FileResponse:
    """An empty workbook of a table, named by its name or its Chinese title. Needs no account."""
    told = found(table_named(table))
    file = scratch_file()
    write_template(told, file, language=wanted.language, said=said)  # type: ignore[arg-type]
    file.seek(0)
    return attached(file, name=f"{told.title.zh}.xlsx", kind=XLSX)
