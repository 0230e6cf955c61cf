"""What the node does by itself with what people show."""

import os
from datetime import datetime

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.passports.actions import drop_forgotten, drop_old
from baigong.apps.registry.models import Person

NODE: Actor = operator("worker")


def forget_shown(line: int, subject: str, *, at: datetime) -> None:
    """After a person was forgotten."""
    person = Person.objects.get(pk=int(subject.rpartition("/")[2]))
    drop_forgotten(person, random=os.urandom, by=NODE, at=at)


def drop_what_is_old(*, at: datetime) -> None:
    """Every night."""
    drop_old(by=NODE, at=at)
