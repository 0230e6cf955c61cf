"""The work of `baigong journal show`."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from baigong.apps.authority.actions import read_journal
from baigong.apps.authority.actor import operator
from baigong.apps.journal.queries import Asked, Told
from baigong.core.periods import CHINA
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import user


def run(reader: Reader, region: str | None, after: int | None, limit: int, **asked: str) -> int:
    by, at = operator(user()), datetime.now(UTC)
    lines = read_journal(region=region or "00", asked=Asked(**asked), after=after, limit=limit, by=by, at=at)
    if reader.wants_json:
        print_json({"lines": [{**asdict(line), "at": line.at.isoformat()} for line in lines]})
    else:
        click.echo("\n".join(_line(line) for line in lines))
    return 0


def _line(line: Told) -> str:
    at = line.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return "  ".join(part for part in (str(line.id), at, line.act, line.subject, line.actor, line.office) if part)
