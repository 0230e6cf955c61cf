"""What every door answers about one certificate: the record, the published list, each signed form here and offline."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from baigong.apps.certificates.queries import CopyLine, forms_of, published_list
from baigong.apps.certificates.standing import Standing, State
from baigong.core.credentials import cose
from baigong.core.credentials.rdf import canonicaliser
from baigong.core.credentials.status import VOID, StatusList, opened, void_beside
from baigong.core.periods import day_at
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import Scope
from baigong.core.text import Msgid, msgid
from baigong.core.verifying.answers import Answer, Verdict
from baigong.core.verifying.standing import ANNULLED, NO_LIST, REVOKED, STANDS
from baigong.core.verifying.trust import Trust
from baigong.core.verifying.verifying import answered
from baigong.faces.gate.given import Judge
from baigong.faces.gate.trust import own_trust
from baigong.ground.vault.keyring import Keyring

RECORD, LIST = "record", "status_list"
TITLES: dict[str, Msgid] = {
    RECORD: msgid("The node's record"),
    LIST: msgid("The published status list"),
    "paper": msgid("The printed code, here"),
    "file": msgid("The badge file, here"),
    "wallet": msgid("The wallet form, here"),
    "paper_offline": msgid("The printed code, offline"),
    "file_offline": msgid("The badge file, offline"),
    "wallet_offline": msgid("The wallet form, offline"),
}
RECORDED: dict[State, tuple[Verdict, str]] = {
    State.IN_FORCE: ("valid", msgid("It is on record, and has not ended.")),
    State.REVOKED: ("revoked", msgid("It is on record as ended on %(day)s.")),
    State.VOID: ("void", msgid("It is on record as void from its first day.")),
    State.EXPIRED: ("expired", msgid("It is on record, and its term ended on %(day)s.")),
    State.NOT_HERE: ("unknown", msgid("This node has no record of it.")),
}
FORGOTTEN = msgid("Its signed forms were forgotten with its holder.")


@dataclass(frozen=True, slots=True)
class Door:
    """`answer` is one of the answers of `verify`, so that doors can be held against one another."""

    name: str
    answer: Verdict
    sentence: Fault


def doors(scope: Scope, stands: Standing, copy: CopyLine | None, keyring: Keyring, at: datetime) -> list[Door]:
    """Of one that nobody signed here there is the record alone."""
    return [_recorded(stands), *(_of_copy(scope, copy, keyring, at) if copy else ())]


def do_agree(told: list[Door]) -> bool:
    """What cannot tell contradicts nobody, and a list says nothing of a term that is over."""
    told_by = {one.name: one.answer for one in told if one.answer != "unknown"}
    if told_by.get(RECORD) == "expired" and told_by.get(LIST) == "valid":
        del told_by[LIST]
    return len(set(told_by.values())) <= 1


def _recorded(stands: Standing) -> Door:
    answer, sentence = RECORDED[stands.state]
    return Door(RECORD, answer, Fault(f"gate.recorded_{stands.state}", sentence, {"day": _day(stands.since)}))


def _of_copy(scope: Scope, copy: CopyLine, keyring: Keyring, at: datetime) -> Iterator[Door]:
    try:
        trust = own_trust().trust
    except Refusal as refusal:
        yield from (Door(name, "unknown", refusal.fault) for name in TITLES if name != RECORD)
        return
    yield _listed(copy, trust)
    found = forms_of(scope, copy.certificate, keyring)
    if found is None:
        forgotten = Fault("gate.forgotten", FORGOTTEN)
        yield from (Door(name, "unknown", forgotten) for name in TITLES if name not in (RECORD, LIST))
        return
    badge = json.dumps(found.forms.badge, ensure_ascii=False)
    shown = {"paper": cose.text(found.forms.printed), "file": badge, "wallet": found.forms.token}
    judge = Judge(trust, at)
    for name, content in shown.items():
        yield _judged(name, judge.of(content.encode()))
    for name, content in shown.items():
        yield _judged(f"{name}_offline", answered(content.encode(), trust, at, None, rdf=canonicaliser))


def _judged(name: str, answer: Answer) -> Door:
    return Door(name, answer.verdict, answer.sentence)


def _listed(copy: CopyLine, trust: Trust) -> Door:
    ended, annulled = (_published(copy.status_list, trust, is_void=is_void) for is_void in (False, True))
    if ended is None or annulled is None:
        return Door(LIST, "unknown", Fault("verify.no_list", NO_LIST))
    facts = {"at": day_at(ended.valid_from).isoformat()}
    if annulled.is_set(copy.status_index, purpose=VOID):
        return Door(LIST, "void", Fault("verify.list_void", ANNULLED, facts))
    if ended.is_set(copy.status_index):
        return Door(LIST, "revoked", Fault("verify.list_revoked", REVOKED, facts))
    return Door(LIST, "valid", Fault("verify.list_stands", STANDS, facts))


def _published(address: str, trust: Trust, *, is_void: bool) -> StatusList | None:
    """As it is served now; None before it was signed for the first time, or if it cannot be believed."""
    year, number = address.rsplit("/", 2)[1:]
    found = published_list(int(year), int(number), is_void=is_void)
    try:
        told = opened(found.content, trust.keys) if found else None
    except Refusal:
        return None
    return told if told and told.id == (void_beside(address) if is_void else address) else None


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"
