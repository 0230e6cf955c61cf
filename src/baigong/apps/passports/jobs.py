"""What the node does by itself with what people show."""

import os
from datetime import datetime

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.passports.actions import drop_forgotten, drop_old, match_workforce
from baigong.apps.passports.listing import paired_anew
from baigong.apps.passports.models import Workforce
from baigong.apps.registry.models import Person
from baigong.apps.registry.numbers import keyring_here

NODE: Actor = operator("worker")


def forget_shown(line: int, subject: str, *, at: datetime) -> None:
    """After a person was forgotten."""
    person = Person.objects.get(pk=int(subject.rpartition("/")[2]))
    drop_forgotten(person, random=os.urandom, by=NODE, at=at)


def drop_what_is_old(*, at: datetime) -> None:
    """Every night."""
    drop_old(by=NODE, at=at)


def match_workforces(*, at: datetime) -> None:
    """Every night: only a list that other certificates stand on than yesterday is an act."""
    for workforce in Workforce.objects.order_by("id"):
        if any(paired_anew(workforce, keyring_here())):
            match_workforce(workforce, by=NODE, at=at)
