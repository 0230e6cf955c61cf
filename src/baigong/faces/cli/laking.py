"""The work of `baigong lake build`."""

from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes
from time import perf_counter

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.plan import plan_here
from baigong.ground.lake.building import Laid, Order, lay
from baigong.ground.lake.layout.keys import KEY_LENGTH


class NoDirectory(Refusal):
    code = "lake.no_directory"
    sentence = msgid("Name the packages and, last, the folder of the lake: baigong lake build PACKAGE... DIR.")


def run(reader: Reader, packages: tuple[str, ...], key_file: str | None, declared: tuple[str, ...]) -> int:
    if len(packages) < 2:
        raise NoDirectory
    begun = perf_counter()
    order = Order(
        [Path(name) for name in packages[:-1]],
        Path(packages[-1]),
        Path(key_file) if key_file else None,
        declarations(declared),
    )
    laid = lay(order, plan=plan_here(), now=datetime.now(UTC), fresh_key=token_bytes(KEY_LENGTH))
    told = answer(laid, packages[-1], perf_counter() - begun)
    if reader.wants_json:
        print_json(told)
    else:
        click.echo(_report(laid, told, reader))
    return int(bool(len(laid.reading.findings)) or any(one.refused for one in laid.reading.tables.values()))


def answer(laid: Laid, folder: str, seconds: float) -> dict[str, object]:
    rows = sum(told.rows for told in laid.reading.tables.values())
    return {
        "lake": folder,
        "synthetic": any(package.synthetic for package in laid.reading.packages),
        "rows": {name: told.rows for name, told in laid.reading.tables.items()},
        "quarantined": {name: told.quarantined for name, told in laid.reading.tables.items()},
        "certificates": laid.built.certificates,
        "buckets": laid.built.buckets,
        "key_id": laid.key_id,
        "seconds": round(seconds, 3),
        "rows_a_second": round(rows / seconds),
        "finding_counts": laid.reading.findings.counts(),
    }


def _report(laid: Laid, told: dict[str, object], reader: Reader) -> str:
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if told["synthetic"] else []
    sentence = msgid("“%(lake)s” now holds %(certificates)s certificates in %(buckets)s buckets, key %(key)s.")
    counts = {"certificates": f"{laid.built.certificates:,}", "buckets": laid.built.buckets, "key": laid.key_id}
    lines.append(reader.say(sentence, lake=told["lake"], **counts))
    lost = sum(one.quarantined for one in laid.reading.tables.values())
    if lost:
        lines.append(reader.say(msgid("Rows quarantined and not counted: %(rows)s."), rows=f"{lost:,}"))
    if len(laid.reading.findings):
        lines.append(
            reader.say(msgid("Findings: %(count)s; “baigong check” names each."), count=len(laid.reading.findings))
        )
    return "\n".join(lines)
