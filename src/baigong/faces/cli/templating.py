"""The work of `baigong template`."""

from pathlib import Path

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.words import said
from baigong.ground.lake.files.headings import table_named
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.template import write_template

WRITTEN = msgid("“%(file)s” is ready: fill in the sheet “%(sheet)s”, then “baigong check” says what is wrong in it.")


class NoSuchTable(Refusal):
    code = "template.no_such_table"
    sentence = msgid("There is no table “%(name)s”; name one of %(tables)s.")


class NotXlsx(Refusal):
    code = "template.not_xlsx"
    sentence = msgid("“%(name)s” does not end in .xlsx, but a template is a workbook; name it so.")


def run(reader: Reader, table: str, file: str) -> int:
    found, path = table_named(table), Path(file)
    if found is None:
        raise NoSuchTable(name=table, tables=list(TABLES))
    if path.suffix.lower() != ".xlsx":
        raise NotXlsx(name=path.name)
    write_template(found, path, language=reader.language, said=said)
    if reader.wants_json:
        print_json({"table": found.name, "file": file, "columns": [column.name for column in found.columns]})
    else:
        click.echo(reader.say(WRITTEN, file=file, sheet=found.title.zh))
    return 0
