"""The work of `baigong oddities list`."""

from collections import Counter

import click

from baigong.apps.certificates.oddities import Oddity, oddities
from baigong.core.codes.region import is_today
from baigong.core.scope import NATION, of_region
from baigong.core.text import msgid
from baigong.faces.cli.accounts_invite import NoSuchRegion
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.tabled import listed, refuse_taken, written
from baigong.faces.gate.oddities import TITLES

ALL = 1_000_000  # more are not a list to be read any more, but an event; one pass finds them
HEADS = (msgid("certificate"), msgid("region"), msgid("body"), msgid("finding"), msgid("in words"))


def run(reader: Reader, kind: str | None, credit_code: str, region: str, limit: int, output: str | None) -> int:
    refuse_taken(output)
    if region != NATION and not is_today(region):
        raise NoSuchRegion(given=region)
    found = oddities(of_region(region), kind=kind or "", credit_code=credit_code, limit=ALL)
    rows = [_cells(one, reader) for one in found]
    written(reader, output, HEADS, rows)
    counts = Counter(one.kind for one in found)
    if reader.wants_json:
        shown = [told(one) for one in found[:limit]]
        print_json({"oddities_total": len(found), "counts": dict(sorted(counts.items())), "oddities": shown})
    else:
        for name, count in sorted(counts.items()):
            click.echo(f"{count:>9,}  {reader.say(TITLES[name])}")
        listed(reader, HEADS, rows, most=limit, output=output)
    return 1 if found else 0


def told(one: Oddity) -> dict[str, object]:
    return {
        "number": one.number,
        "credit_code": one.credit_code,
        "issuer_name": one.issuer_name,
        "region": one.place,
        "kind": one.kind,
        "zh": one.sentence.zh,
        "en": one.sentence.en,
    }


def _cells(one: Oddity, reader: Reader) -> list[str]:
    body = one.issuer_name or one.credit_code or "–"
    return [one.number, one.place, body, reader.say(TITLES[one.kind]), one.sentence[reader.language]]
