"""The work of `baigong demo`."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from baigong.core.text import Language, msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.plan import plan_here
from baigong.ground.lake.demo.making import Request, make
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.package import Format
from baigong.ground.plan import DEFAULT

WRITTEN = msgid("“%(name)s” now holds a synthetic package of %(persons)s persons; nobody is meant.")


def run(reader: Reader, folder: str, persons: int, seed: int, *, region: str, form: Format) -> int:
    request = Request(persons=persons, seed=seed, region=region, format=form)
    plan_name = os.environ.get("BAIGONG_PLAN") or DEFAULT
    rows = make(Path(folder), request, plan=plan_here(), plan_name=plan_name)
    if reader.wants_json:
        print_json(answer(folder, request, rows))
    else:
        click.echo(reader.say(WRITTEN, name=folder, persons=f"{persons:,}"))
        click.echo("\n".join(lines(rows, reader.language)))
    return 0


def answer(folder: str, request: Request, rows: Mapping[str, int]) -> dict[str, object]:
    return {
        "package": folder,
        "synthetic": True,
        "persons": request.persons,
        "seed": request.seed,
        "region": request.region,
        "format": request.format,
        "created": request.created.isoformat(),
        "tables": dict(rows),
    }


def lines(rows: Mapping[str, int], language: Language) -> list[str]:
    """Every table with its rows."""
    return [f"  {count:>12,}  {TABLES[name].title[language]}" for name, count in rows.items()]
