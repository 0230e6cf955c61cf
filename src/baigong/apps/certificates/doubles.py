"""Two invented persons entered a second time, on a demonstration node: its merge page has something to decide on.

One stands there twice because a digit of her number was mistyped when a certificate of hers was entered again, the
other by an identity card and by a passport. Both are entered by acts, after the load, as such doubles come about.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.demo import sample_actor
from baigong.apps.certificates.actions import enter_certificate
from baigong.apps.certificates.jobs import find_candidates
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.actions import enter_person
from baigong.apps.registry.models import Identifier, Person
from baigong.apps.registry.numbers import number_of, sealed_argument
from baigong.core.codes.identity import check_digit
from baigong.core.periods import day_at
from baigong.ground.vault.index import blind
from baigong.ground.vault.keyring import Keyring

PLACE = "3301"  # the sample officers serve Hangzhou
REASON = "合成数据：演示同一人的重复登记"
PASSPORT = "E{serial:08d}"
# All forms of numbers end in a serial of five digits at least, of certificates that have the rest in common.
SERIAL = 5
COPIED = ("name", "occupation", "level", "channel", "credit_code", "region")
AMONG = 100  # of the last certificates: the sample worker is one of the first to hold one


def enter_doubles(keyring: Keyring, random: Callable[[int], bytes], *, at: datetime) -> int:
    """How many were entered; none where the node holds nobody who can be doubled."""
    entering = Entering(keyring, random, at)
    here = Certificate.objects.filter(place__startswith=PLACE, holder__person__place__startswith=PLACE)
    found = here.filter(ending=None).exclude(level="0").order_by("-id").select_related("holder__person")
    holders = list({one.bearer: one for one in found[:AMONG]}.values())
    if len(holders) < 2:
        return 0
    entering.mistyped(holders[0])
    entering.with_passport(holders[1])
    return 2


class Entering:
    """Wang of Hangzhou proposes, Zhao approves."""

    def __init__(self, keyring: Keyring, random: Callable[[int], bytes], at: datetime) -> None:
        self.keyring, self.random, self.at = keyring, random, at
        self.maker, self.checker = (sample_actor(name, on=day_at(at)) for name in ("wang", "zhao"))

    def mistyped(self, certificate: Certificate) -> None:
        """The person again under a number of one wrong digit, and her certificate again under another serial."""
        number = next(one for one in one_digit_off(number_of(certificate.holder, self.keyring)) if self._is_free(one))
        self._person(number, certificate.holder.person, {})
        cells = {
            "number": self._following(certificate.number),
            "issued_on": certificate.issued_on.isoformat(),
            **{name: getattr(certificate, name) for name in COPIED},
        }
        told = {"region": certificate.place, "cells": cells}
        self._two(enter_certificate, self._sealed(number), **told)

    def with_passport(self, certificate: Certificate) -> None:
        person = certificate.holder.person
        told = {"document": "passport", "born_on": certificate.holder.born_on, "sex": certificate.holder.sex}
        self._person(PASSPORT.format(serial=person.pk), person, told)

    def _person(self, number: str, person: Person, told: dict[str, Any]) -> None:
        cells = {"name": person.name, **{name: str(cell) for name, cell in told.items() if cell}}
        made = self._two(enter_person, self._sealed(number), region=person.place, cells=cells)
        find_candidates(made.line, "", at=self.at)

    def _two(self, act: Callable[..., Any], *subjects: Any, **arguments: Any) -> Any:
        name = f"{act.__module__.split('.')[2]}.{act.__name__}"
        proposal = propose(name, subjects, arguments, reason=REASON, by=self.maker, at=self.at)
        return approve(proposal, by=self.checker, at=self.at).result

    def _sealed(self, number: str) -> str:
        return sealed_argument(number, self.keyring, self.random)

    def _is_free(self, number: str) -> bool:
        return not Identifier.objects.filter(key=blind(number, self.keyring)).exists()

    def _following(self, number: str) -> str:
        """The first serial after all that have the rest in common."""
        head = number[:-SERIAL]
        last = Certificate.objects.filter(number__startswith=head).order_by("-number").values_list("number", flat=True)
        return f"{head}{int(last[0][-SERIAL:]) + 1:0{SERIAL}d}"


def one_digit_off(number: str) -> Iterator[str]:
    """Numbers that differ in one digit of the serial, and in the check digit that follows from it.

    >>> next(one_digit_off("11010519491231002X"))
    '110105194912310126'
    """
    for place in (15, 14):
        for step in range(1, 10):
            body = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 : 17]}"
            yield body + check_digit(body)
