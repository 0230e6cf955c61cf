"""Who calls, by one statement: it stands before every other. A test holds it equal to `actor.actor_of`."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from baigong.apps.authority.actor import Actor, Post, scope_of
from baigong.apps.authority.prepared import prepared
from baigong.apps.authority.roles import Role
from baigong.core.periods import day_at

POSTS = """
LEFT JOIN (authority_posting p
           LEFT JOIN authority_office o ON o.id = p.office_id
           LEFT JOIN authority_posting d ON d.id = p.delegated_by_id
           LEFT JOIN authority_account g ON g.id = d.account_id)
    ON p.account_id = a.id AND p.from_on <= %(on)s AND (p.to_on IS NULL OR p.to_on >= %(on)s)
    AND (d.id IS NULL OR (g.is_active AND (d.to_on IS NULL OR d.to_on >= %(on)s)))
"""
CELLS = "a.id, p.role, o.region, o.name_zh, p.organisation, p.person"
BY_ACCOUNT = f"""
SELECT {CELLS} FROM authority_account a {POSTS} WHERE a.id = %(account)s AND a.is_active ORDER BY p.id
"""
BY_TOKEN = f"""
SELECT {CELLS}, t.allows FROM authority_token t JOIN authority_account a ON a.id = t.account_id {POSTS}
WHERE t.digest = %(digest)s AND t.expires_at > %(at)s AND t.withdrawn_at IS NULL AND a.is_active ORDER BY p.id
"""


def actor_of_account(account: int, on: date) -> Actor | None:
    """The account with its postings of the day; None where there is none or it is suspended."""
    rows = prepared(BY_ACCOUNT, {"account": account, "on": on})
    return _actor(rows, None) if rows else None


def actor_of_token(secret: str, at: datetime) -> Actor | None:
    """Whom a program's key stands for; None if it is unknown, expired or withdrawn, or its account suspended."""
    digest = sha256(secret.encode(errors="replace")).digest()
    rows = prepared(BY_TOKEN, {"digest": digest, "at": at, "on": day_at(at)})
    if not rows:
        return None
    allows = rows[0][-1]
    return _actor(rows, frozenset(json.loads(allows) if isinstance(allows, str) else allows))


def _actor(rows: Sequence[tuple[Any, ...]], allows: frozenset[str] | None) -> Actor:
    posts = tuple(_post(*row[1:6]) for row in rows if row[1])
    return Actor(f"account/{rows[0][0]}", account=rows[0][0], posts=posts, allows=allows)


def _post(role: str, region: str | None, office: str | None, organisation: str, person: int | None) -> Post:
    return Post(Role(role), scope_of(region, organisation, person), region=region or "", office=office or "")
