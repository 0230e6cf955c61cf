"""The work of `baigong export`: the operator orders an export and it is written at once."""

from datetime import UTC, datetime
from pathlib import Path

import click

from baigong.apps.authority.actor import operator
from baigong.apps.exchange.actions import Made, Order, export_records, fail_export
from baigong.apps.exchange.exporting import make_export
from baigong.apps.exchange.report import plain
from baigong.apps.exchange.signatures import key_line
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import key_of
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.node import user
from baigong.faces.here import node_here
from baigong.ground.lake.schema.tables import TABLES

UNNAMED = "unnamed"


def run(reader: Reader, folder: str, region: str | None, since: int | None, is_keyed: bool, reason: str) -> int:
    node, by, at = node_here(), operator(user()), datetime.now(UTC)
    order = Order("keyed" if is_keyed else "raw", since, reason)
    export = export_records(order, region=region or node.region, by=by, at=at)
    try:
        made = make_export(export, Path(folder), node, by=by, at=at)
    except Refusal as refusal:
        fail_export(export, refusal=plain(refusal.fault), by=by, at=at)
        raise
    rows = {name: count for name, count in made.rows.items() if name != UNNAMED}
    left_out = made.rows.get(UNNAMED, 0)
    if reader.wants_json:
        told = {"sequence": made.sequence, "since": since, "region": export.region, "identity": order.identity}
        signed = {"digest": made.digest, "signed_by": made.signed_by}
        print_json({"package": folder, **told, **signed, "tables": rows, "left_out": left_out})
    else:
        click.echo("\n".join(_lines(made, rows, left_out, reader)))
    return 0


def _lines(made: Made, rows: dict[str, int], left_out: int, reader: Reader) -> list[str]:
    key = key_line(key_of(made.signed_by))
    heading = msgid("Export %(sequence)s; name it with --since to have what changes from now on.")
    signed = msgid("Signed as %(name)s, by the key with the fingerprint %(fingerprint)s.")
    lines = [
        reader.say(heading, sequence=made.sequence),
        reader.say(signed, name=key.name, fingerprint=key.fingerprint),
        *aligned([[TABLES[name].title[reader.language], f"{count:,}"] for name, count in rows.items()]),
    ]
    if left_out:
        told_of = msgid("Rows left out, since their persons are known here by keys only: %(rows)s.")
        lines.append(reader.say(told_of, rows=f"{left_out:,}"))
    return lines
