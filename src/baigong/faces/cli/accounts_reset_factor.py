"""The work of `baigong accounts reset-factor`."""

from datetime import UTC, datetime

from baigong.apps.authority.actions import reset_second_factor
from baigong.apps.authority.actor import operator
from baigong.apps.authority.rows import account_named
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.node import user
from baigong.faces.cli.saying import done


def run(reader: Reader, username: str, reason: str) -> int:
    reset_second_factor(account_named(username), reason=reason, by=operator(user()), at=datetime.now(UTC))
    told = msgid("The second factor of “%(username)s” is forgotten; the next sign-in asks for a new one.")
    return done(reader, told, username=username)
