"""Who signs at the keyboard: names are given as options, secrets are typed unseen, or read from a pipe line by line."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.authority.keeping import NotTwoKeepers, needs_two, recognised, refuse_unless_two_keepers
from baigong.core.periods import day_at
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.node import user

PASSWORD = msgid("Password of %(name)s: ")
PASSPHRASE = msgid("Passphrase: ")


@dataclass(frozen=True)
class Signed:
    by: Actor
    second: Actor | None
    at: datetime


def signed(reader: Reader, first: str | None, second: str | None) -> Signed:
    """The two who sign; on a node without accounts its operator alone."""
    at = datetime.now(UTC)
    if not needs_two():
        return Signed(operator(user()), None, at)
    if not first or not second:
        raise NotTwoKeepers
    by, other = (
        recognised(name, secret(reader.say(PASSWORD, name=name)), on=day_at(at)) for name in (first, second)
    )  # fmt: skip
    refuse_unless_two_keepers(by, other)
    return Signed(by, other, at)


def secret(asked: str) -> str:
    if sys.stdin.isatty():
        return getpass(asked)
    return sys.stdin.readline().rstrip("\n")
