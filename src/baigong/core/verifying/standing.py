"""Whether a certificate still stands on the day: its term, and the lists of what was revoked or never held."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from baigong.core.credentials.status import REVOCATION, VOID, StatusList, void_beside
from baigong.core.periods import day_at
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.verifying.answers import Check
from baigong.core.verifying.forms import Shown
from baigong.core.verifying.trust import Trust

Ending = Literal["void", "revoked"]

WITHIN = msgid("It was issued on %(day)s, and its term is not over.")
FOR_GOOD = msgid("It was issued on %(day)s, and has no last day.")
OVER = msgid("Its term ended on %(until)s.")
FUTURE = msgid("it says that it was issued on %(day)s, which is yet to come")
STANDS = msgid("The issuer's list of %(at)s has not ended it.")
REVOKED = msgid("The issuer's list of %(at)s says that it has ended.")
ANNULLED = msgid("The issuer's list of %(at)s says that it never held.")
NO_LIST = msgid("no list that can be believed says whether it still stands")
OLD = msgid("the list that says whether it still stands is %(days)s days old")


@dataclass(frozen=True, slots=True)
class Term:
    check: Check
    is_over: bool = False
    why: Fault | None = None  # why nothing can be told


@dataclass(frozen=True, slots=True)
class Status:
    check: Check
    ending: Ending | None = None
    why: Fault | None = None


def term_of(shown: Shown, at: datetime) -> Term:
    today, until = day_at(at), shown.known.get("valid_until")
    if shown.issued_on > today:
        why = Fault("verify.future", FUTURE, {"day": shown.issued_on.isoformat()})
        return Term(Check("term", False, why), why=why)
    if not isinstance(until, date):
        return Term(Check("term", True, Fault("verify.for_good", FOR_GOOD, {"day": shown.issued_on.isoformat()})))
    if today > until:
        over = Fault("verify.term_over", OVER, {"until": until.isoformat()})
        return Term(Check("term", False, over), is_over=True)
    return Term(Check("term", True, Fault("verify.within_term", WITHIN, {"day": shown.issued_on.isoformat()})))


def status_of(shown: Shown, trust: Trust, at: datetime) -> Status:
    """A bit that is set counts however old its list is; one that is clear says nothing after some days."""
    place = str(shown.known["status_list"])
    ended, annulled = _list(place, REVOCATION, shown, trust), _list(void_beside(place), VOID, shown, trust)
    if annulled and _is_set(annulled, shown):
        return Status(Check("status", False, _dated("verify.list_void", ANNULLED, annulled)), ending="void")
    if ended is None:
        why = Fault("verify.no_list", NO_LIST)
        return Status(Check("status", None, why), why=why)
    if _is_set(ended, shown):
        return Status(Check("status", False, _dated("verify.list_revoked", REVOKED, ended)), ending="revoked")
    age = ended.age(at).days
    if ended.age(at).total_seconds() > trust.status_days * 86_400:
        why = Fault("verify.list_old", OLD, {"days": age})
        return Status(Check("status", None, why), why=why)
    return Status(Check("status", True, _dated("verify.list_stands", STANDS, ended)))


def _list(place: str, purpose: str, shown: Shown, trust: Trust) -> StatusList | None:
    """Only the list of this address, of this issuer, of this purpose, that has a bit for it."""
    found = trust.list_at(place)
    if found is None or (found.id, found.issuer, found.purpose) != (place, shown.issuer, purpose):
        return None
    return found if _index(shown) < len(found.bits) * 8 else None


def _is_set(found: StatusList, shown: Shown) -> bool:
    return found.is_set(_index(shown), purpose=found.purpose)


def _index(shown: Shown) -> int:
    index = shown.known["status_index"]
    assert isinstance(index, int)  # the form has asked
    return index


def _dated(code: str, sentence: str, found: StatusList) -> Fault:
    return Fault(code, sentence, {"at": day_at(found.valid_from).isoformat()})
