"""Which day a public page is judged on, and which day it is as known on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from baigong.core.periods import parse_day
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NoSuchDay(Refusal):
    code = "score.no_such_day"
    sentence = msgid("“%(given)s” is no day up to today; write it as %(today)s.")


@dataclass(frozen=True, slots=True)
class Asked:
    """`on`: the day that targets are judged on; `known`: what had been published by its end."""

    on: date
    known: date
    today: date

    @property
    def query(self) -> str:
        """As an address has it; today needs no words."""
        told = [f"on={self.on}"] if self.on != self.known else []
        told += [f"known={self.known}"] if self.known != self.today else []
        return "&".join(told)


def asked_of(query: Mapping[str, str], *, today: date) -> Asked:
    """Where one day is named it is both; nothing is known yet of a day to come."""
    named = {name: _day(query[name], today) for name in ("on", "known") if query.get(name)}
    known = named.get("known") or today
    return Asked(named.get("on", known), known, today)


def _day(written: str, today: date) -> date:
    day = parse_day(written)
    if day is None or day > today:
        raise NoSuchDay(given=written[:20], today=today)
    return day
