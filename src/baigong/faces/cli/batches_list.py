"""The work of `baigong batches list`."""

from collections.abc import Iterator

from baigong.apps.certificates.queries import BatchesSought, BatchLine, batches
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.tabled import listed, refuse_taken, written

AT_ONCE, MOST_SHOWN = 500, 200
HEADS = (
    msgid("batch"),
    msgid("state"),
    msgid("body"),
    msgid("occupation"),
    msgid("level"),
    msgid("region"),
    msgid("held on"),
    msgid("issued on"),
    msgid("results"),
    msgid("issued"),
    msgid("open objections"),
)


def run(reader: Reader, state: str | None, words: str, output: str | None) -> int:
    refuse_taken(output)
    found = list(_all(BatchesSought(state or "", words)))
    rows = [_cells(one, reader) for one in found]
    written(reader, output, HEADS, rows)
    if reader.wants_json:
        print_json({"batches": [told(one) for one in found]})
    else:
        listed(reader, HEADS, rows, most=MOST_SHOWN, output=output)
    return 0


def told(one: BatchLine) -> dict[str, object]:
    return {
        "id": one.id,
        "batch": one.key,
        "state": one.state,
        "zh": one.state_title.zh,
        "en": one.state_title.en,
        "credit_code": one.credit_code,
        "issuer_name": one.issuer_name,
        "filing": one.filing,
        "occupation": one.occupation,
        "level": one.level,
        "region": one.region,
        "session": one.session,
        "held_on": one.held_on.isoformat(),
        "seats": one.seats,
        "notice_from": one.notice_from and one.notice_from.isoformat(),
        "notice_to": one.notice_to and one.notice_to.isoformat(),
        "issued_on": one.issued_on and one.issued_on.isoformat(),
        "signed_by": one.signed_by,
        "results": one.results,
        "to_issue": one.to_issue,
        "issued": one.issued,
        "struck": one.struck,
        "not_passed": one.not_passed,
        "objections": one.objections,
        "open_objections": one.open_objections,
    }


def _all(sought: BatchesSought) -> Iterator[BatchLine]:
    before = None
    while page := batches(WHOLE, sought, before=before, limit=AT_ONCE):
        yield from page
        before = page[-1].id


def _cells(one: BatchLine, reader: Reader) -> list[str]:
    names = (one.key, one.state_title[reader.language], one.issuer_name, one.occupation_name, one.level, one.region)
    days = (one.held_on.isoformat(), one.issued_on.isoformat() if one.issued_on else "–")
    return [*names, *days, str(one.results), str(one.issued), str(one.open_objections)]
