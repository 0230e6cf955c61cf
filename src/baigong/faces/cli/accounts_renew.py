"""The work of `baigong accounts renew`."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256

from baigong.apps.authority.actions import renew_access
from baigong.apps.authority.actor import operator
from baigong.apps.authority.rows import account_named
from baigong.faces.cli.accounts_invite import show_code
from baigong.faces.cli.command import Reader
from baigong.faces.cli.node import user


def run(reader: Reader, username: str) -> int:
    code, account = secrets.token_urlsafe(24), account_named(username)
    digest = sha256(code.encode()).hexdigest()
    renew_access(account, digest=digest, by=operator(user()), at=datetime.now(UTC))
    show_code(reader, username, code)
    return 0
