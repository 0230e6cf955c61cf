"""The work of `baigong certificates show`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from baigong.apps.certificates.oddities import Oddity, oddities_of
from baigong.apps.certificates.queries import CertificateLine, CopyLine, certificate_numbered, copy_of
from baigong.apps.certificates.queries.touched import Touched, touched
from baigong.apps.certificates.recall_states import RECALLED
from baigong.apps.certificates.standing import Standing, standing
from baigong.apps.certificates.states import COPY_KINDS
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid, normalised
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.gate.doors import TITLES, Door, do_agree, doors
from baigong.faces.here import node_here
from baigong.faces.words import both, translated

MARKS = {"valid": "✓", "unknown": "?"}
HEAD = msgid("Certificate %(number)s of %(day)s, %(kind)s; %(body)s.")
UNSIGNED = msgid("on record by its number alone")
DOOR = msgid("%(door)s: %(why)s")
LOGGED = msgid("Its entry in the public log: %(index)s of %(year)s.")
WAITS = msgid("The public log has not taken it in yet.")
IN_RECALL = msgid("Recall %(recall)s: %(state)s.")
ALIKE = msgid("All doors say the same.")
UNLIKE = msgid(
    "The doors do not say the same. A list or a pack that has not heard yet follows within minutes; what stays is to "
    "be looked into."
)


class NoSuchCertificate(Refusal):
    code = "command.no_such_certificate"
    sentence = msgid("There is no certificate of the number “%(number)s” on this node; copy the number whole.")


@dataclass(frozen=True, slots=True)
class Shown:
    line: CertificateLine
    stands: Standing
    copy: CopyLine | None
    doors: list[Door]
    recall: Touched | None
    oddities: list[Oddity]


def run(reader: Reader, number: str) -> int:
    shown = _shown(number, datetime.now(UTC))
    if reader.wants_json:
        print_json(_answer(shown))
    else:
        click.echo("\n".join(_lines(shown, reader)))
    return 0 if all(door.answer == "valid" for door in shown.doors) else 1


def _shown(number: str, at: datetime) -> Shown:
    on = day_at(at)
    line = certificate_numbered(WHOLE, normal_certificate_number(normalised(number)), on=on)
    if line is None:
        raise NoSuchCertificate(number=number[:40])
    stands, copy = standing(line.number, on=on), copy_of(WHOLE, line.id, on=on)
    told = doors(WHOLE, stands, copy, node_here().keyring, at)
    return Shown(line, stands, copy, told, touched(WHOLE, [line.id]).get(line.id), oddities_of(WHOLE, line.id))


def _answer(shown: Shown) -> dict[str, object]:
    """Nothing of its holder: whoever needs to know her asks the register, and that stands in the journal."""
    line, copy = shown.line, shown.copy
    return {
        "number": line.number,
        "state": shown.stands.state.value,
        "since": shown.stands.since and shown.stands.since.isoformat(),
        "kind": shown.stands.kind,
        "occupation": line.occupation,
        "level": line.level,
        "credit_code": line.credit_code,
        "issuer_name": line.issuer_name,
        "region": line.place,
        "issued_on": line.issued_on.isoformat(),
        "valid_until": line.valid_until and line.valid_until.isoformat(),
        "agree": do_agree(shown.doors),
        "doors": [{"door": one.name, "answer": one.answer, **both(one.sentence)} for one in shown.doors],
        "status_list": copy and {"address": copy.status_list, "index": copy.status_index},
        "log": {"year": copy.log_year, "index": copy.log_number} if copy and copy.log_number is not None else None,
        "recall": {"recall": shown.recall.recall, "state": shown.recall.state} if shown.recall else None,
        "oddities": [{"kind": one.kind, "zh": one.sentence.zh, "en": one.sentence.en} for one in shown.oddities],
    }


def _lines(shown: Shown, reader: Reader) -> Iterator[str]:
    line, copy = shown.line, shown.copy
    kind = COPY_KINDS[shown.stands.kind][reader.language] if shown.stands.kind else reader.say(UNSIGNED)
    body = line.issuer_name or line.credit_code or "–"
    yield reader.say(HEAD, number=line.number, day=line.issued_on, kind=kind, body=body)
    yield ""
    for one in shown.doors:
        yield f"{MARKS.get(one.answer, '✗')} {_door(one, reader)}"
    yield ""
    yield reader.say(ALIKE if do_agree(shown.doors) else UNLIKE)
    if copy:
        is_logged = copy.log_number is not None
        yield reader.say(LOGGED, index=f"{copy.log_number:,}", year=copy.log_year) if is_logged else reader.say(WAITS)
    if shown.recall:
        yield reader.say(IN_RECALL, recall=shown.recall.recall, state=RECALLED.title(shown.recall.state))
    yield from (one.sentence[reader.language] for one in shown.oddities)


def _door(one: Door, reader: Reader) -> str:
    why = translated(one.sentence.sentence, reader.language, one.sentence.facts)
    why = why[:1].upper() + why[1:]
    whole = why if why.endswith((".", "。")) else why + ("。" if reader.language == "zh" else ".")
    return reader.say(DOOR, door=reader.say(TITLES[one.name]), why=whole)
