"""The work of `baigong journal verify`."""

import re
from datetime import UTC, datetime

import click

from baigong.apps.journal.sealing import Verified, seal_lines, verify_journal
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json

COUNTS = msgid("%(lines)s lines under %(seals)s seals, %(unsealed)s lines not sealed yet.")
BROKEN = msgid("Seal %(seal)s does not hold: its lines are not what they were.")
CHANGED = msgid("The sign-ins sealed by line %(line)s are not what they were.")
CUT = msgid("The head that was written down is not in this journal: its end was cut off or made anew.")
HOLDS = msgid("Everything holds.")
HEAD = msgid("Head: %(head)s")
ADVICE = msgid("Write the head down outside this machine: lines cut off at the end are missed by nothing else.")


class BadHead(Refusal):
    code = "journal.bad_head"
    sentence = msgid("A head is written as the number of a seal, a colon, and 64 hexadecimal digits; copy it whole.")


def run(reader: Reader, head: str | None) -> int:
    seal_lines(at=datetime.now(UTC))
    told = verify_journal(written_down=_head(head) if head else None)
    if reader.wants_json:
        print_json(answer(told))
    else:
        click.echo("\n".join(report(told, reader)))
    return 0 if told.holds else 1


def _head(text: str) -> tuple[int, str]:
    if not re.fullmatch(r"\d{1,18}:[0-9a-fA-F]{64}", text):
        raise BadHead
    number, _, digest = text.partition(":")
    return int(number), digest


def answer(told: Verified) -> dict[str, object]:
    return {
        "holds": told.holds,
        "seals": told.seals,
        "lines": told.lines,
        "unsealed": told.unsealed,
        "broken": list(told.broken),
        "evidence": list(told.evidence),
        "head": f"{told.seals}:{told.head}",
        "head_found": told.is_head_there,
    }


def report(told: Verified, reader: Reader) -> list[str]:
    counts = {"seals": f"{told.seals:,}", "lines": f"{told.lines:,}", "unsealed": f"{told.unsealed:,}"}
    lines = [reader.say(COUNTS, **counts)]
    lines += [reader.say(BROKEN, seal=seal) for seal in told.broken]
    lines += [reader.say(CHANGED, line=line) for line in told.evidence]
    if told.is_head_there is False:
        lines.append(reader.say(CUT))
    if told.holds:
        lines.append(reader.say(HOLDS))
    return [
        *lines,
        reader.say(HEAD, head=f"{told.seals}:{told.head}"),
        reader.say(ADVICE),
    ]
