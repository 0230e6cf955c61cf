"""The work of `baigong accounts reinstate`."""

from datetime import UTC, datetime

from baigong.apps.authority.actions import reinstate_account
from baigong.apps.authority.actor import operator
from baigong.apps.authority.rows import account_named
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.node import user
from baigong.faces.cli.saying import done


def run(reader: Reader, username: str, reason: str) -> int:
    reinstate_account(account_named(username), reason=reason, by=operator(user()), at=datetime.now(UTC))
    return done(reader, msgid("“%(username)s” may sign in again."), username=username)
