"""The work of `baigong recalls list`."""

from collections.abc import Iterator

from baigong.apps.certificates.queries.recalls import RecallLine, recalls
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.tabled import listed, refuse_taken, written

AT_ONCE, MOST_SHOWN = 200, 200
HEADS = (
    msgid("recall"),
    msgid("state"),
    msgid("body"),
    msgid("region"),
    msgid("opened on"),
    msgid("defence until"),
    msgid("certificates"),
    msgid("under question"),
    msgid("void"),
    msgid("kept"),
    msgid("have not spoken"),
)


def run(reader: Reader, state: str | None, output: str | None) -> int:
    refuse_taken(output)
    found = list(_all(state or ""))
    rows = [_cells(one, reader) for one in found]
    written(reader, output, HEADS, rows)
    if reader.wants_json:
        print_json({"recalls": [told(one) for one in found]})
    else:
        listed(reader, HEADS, rows, most=MOST_SHOWN, output=output)
    return 0


def told(one: RecallLine) -> dict[str, object]:
    return {
        "recall": one.id,
        "state": one.state,
        "zh": one.state_title.zh,
        "en": one.state_title.en,
        "region": one.region,
        "credit_code": one.credit_code,
        "issuer_name": one.issuer_name,
        "batch": one.batch,
        "session": one.session,
        "first": one.first and one.first.isoformat(),
        "last": one.last and one.last.isoformat(),
        "grounds": one.grounds,
        "reason": one.reason,
        "opened_at": one.opened_at.isoformat(),
        "defence_until": one.defence_until.isoformat(),
        "decided_at": one.decided_at and one.decided_at.isoformat(),
        "done_at": one.done_at and one.done_at.isoformat(),
        "certificates": one.certificates,
        "listed": one.listed,
        "void": one.void,
        "kept": one.kept,
        "silent": one.silent,
    }


def _all(state: str) -> Iterator[RecallLine]:
    before = None
    while page := recalls(WHOLE, state=state, before=before, limit=AT_ONCE):
        yield from page
        before = page[-1].id


def _cells(one: RecallLine, reader: Reader) -> list[str]:
    counts = (one.certificates, one.listed, one.void, one.kept, one.silent)
    days = (day_at(one.opened_at).isoformat(), one.defence_until.isoformat())
    return [str(one.id), one.state_title[reader.language], one.issuer_name, one.region, *days, *map(str, counts)]
