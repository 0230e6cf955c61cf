"""Certificates, kinds of records and looks in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from baigong.apps.certificates.standing import Standing, State
from baigong.apps.certificates.states import COPY_KINDS
from baigong.apps.passports.queries import LookLine
from baigong.apps.passports.states import LOOKS
from baigong.core.text import Text, msgid
from baigong.faces.web.persons.naming import level_named, occupation_named
from baigong.faces.web.words import reader, said, told

STATES: dict[State, tuple[str, str]] = {
    State.IN_FORCE: ("holds", msgid("in force")),
    State.REVOKED: ("fails", msgid("revoked")),
    State.VOID: ("fails", msgid("void from its first day")),
    State.EXPIRED: ("doubt", msgid("term ended")),
    State.NOT_HERE: ("not_done", msgid("not on record here")),
}
BETWEEN = {"zh": "、", "en": ", "}
RECORD_ONLY = msgid("record only")
SOMEBODY = msgid("somebody who was not signed in")
KINDS: dict[str, Text] = {
    "certificates": Text(zh="证书", en="certificates"),
    "employments": Text(zh="就业", en="employments"),
    "insurance": Text(zh="参保", en="months insured"),
    "statuses": Text(zh="身份类别", en="statuses"),
}


@dataclass(frozen=True, slots=True)
class StandingShown:
    """`look` is its glyph; `kind`: issued here, on record, or a record only."""

    look: str
    word: str
    since: str
    kind: str


def standing_shown(standing: Standing) -> StandingShown:
    look, word = STATES[standing.state]
    since = standing.since.isoformat() if standing.since else ""
    kind = told(COPY_KINDS[standing.kind]) if standing.kind else said(RECORD_ONLY)
    return StandingShown(look, said(word), since, "" if standing.state is State.NOT_HERE else kind)


def title_of(occupation: str, name: str | None, level: str) -> str:
    return f"{occupation_named(occupation, name)} · {level_named(level)}"


def kinds_told(kinds: Iterable[str]) -> str:
    return BETWEEN[reader()].join(told(KINDS[kind]) for kind in kinds)


@dataclass(frozen=True, slots=True)
class LookShown:
    line: LookLine
    what: str
    who: str


def looks_shown(lines: Iterable[LookLine]) -> list[LookShown]:
    return [LookShown(line, told(LOOKS[line.kind]), _who(line)) for line in lines]


def _who(line: LookLine) -> str:
    return " · ".join(part for part in (line.body, line.name) if part) or said(SOMEBODY)
