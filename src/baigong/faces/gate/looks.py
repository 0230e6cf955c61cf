"""Who looked stands in the record of whom it concerns; of whoever was not signed in, only that somebody did."""

from collections.abc import Sequence
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.certificates.standing import Standing, State
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from baigong.faces.gate.given import Judged

LONGEST_PURPOSE = 200


def looked_at(found: Sequence[Judged], by: Actor, *, purpose: str, at: datetime) -> None:
    """Of certificates whose signature holds: what is not proven to be hers leaves no line in her record."""
    numbers = dict.fromkeys(str(one.answer.known["number"]) for one in found if "number" in one.answer.known)
    _leave(list(numbers), by, purpose, at)


def pair_looked_at(number: str, told: Standing, by: Actor, *, purpose: str, at: datetime) -> None:
    if told.state is not State.NOT_HERE:
        _leave(["".join(number.split())], by, purpose, at)


def _leave(numbers: list[str], by: Actor, purpose: str, at: datetime) -> None:
    if numbers:
        looked([Seen("certificate", number=one) for one in numbers], purpose=purpose, by=looker(by), at=at)
