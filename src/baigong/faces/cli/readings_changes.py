"""The work of `baigong readings changes`."""

from dataclasses import asdict

import click

from baigong.apps.progress.changes import REASONS, Changes
from baigong.apps.progress.queries import changes
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.ground.lake.count.question import SERIES


def run(reader: Reader, number: int, previous: int | None) -> int:
    found = changes(WHOLE, number, previous)
    if reader.wants_json:
        print_json(told(found))
    else:
        click.echo("\n".join(report(found, reader)))
    return 0


def told(found: Changes) -> dict[str, object]:
    return {
        "reading": found.reading,
        "previous": found.previous,
        "cells": [
            {
                "by": cell.grain,
                "labels": list(cell.labels),
                "before": dict(zip(SERIES, cell.before, strict=True)),
                "after": dict(zip(SERIES, cell.after, strict=True)),
            }
            for cell in found.cells
        ],
        "causes": [
            {
                "reason": cause.reason,
                "zh": REASONS[cause.reason].zh,
                "en": REASONS[cause.reason].en,
                "count": cause.count,
                "lines": [asdict(line) for line in cause.lines],
            }
            for cause in found.causes
        ],
    }


def report(found: Changes, reader: Reader) -> list[str]:
    head = msgid("From reading %(previous)s to %(reading)s: %(cells)s cells changed.")
    lines = [reader.say(head, previous=found.previous, reading=found.reading, cells=len(found.cells))]
    for cause in found.causes:
        lines.append(f"{cause.count:>12,}  {REASONS[cause.reason][reader.language]}")
        lines += [f"{line.count:>16,}  {line.act} {line.subject} ({line.line})" for line in cause.lines[:5]]
    return lines
