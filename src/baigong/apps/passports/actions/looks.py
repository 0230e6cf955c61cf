"""Somebody looked: a line in the record of whom it concerns."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import connection

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, line, note
from baigong.apps.passports.permissions import may_look
from baigong.apps.passports.queries.requests import granted_purposes
from baigong.apps.passports.seen import Placed, Seen, placed, post_of
from baigong.core.periods import day_at

# Two readers at one moment: the second counts on the first one's line.
ADDED = """
INSERT INTO passports_look (person_id, certificate_id, share_id, kind, account_id, organisation, office, purpose, once,
                            first_at, last_at, times, line)
SELECT t.person, t.certificate, t.share, t.kind, %(account)s, %(organisation)s, %(office)s, t.purpose, t.once,
       %(at)s, %(at)s, 1, %(line)s
FROM unnest(%(persons)s::bigint[], %(certificates)s::bigint[], %(shares)s::bigint[], %(kinds)s::text[],
            %(purposes)s::text[], %(onces)s::text[]) AS t (person, certificate, share, kind, purpose, once)
ORDER BY t.once
ON CONFLICT (once) DO UPDATE SET times = passports_look.times + 1, last_at = excluded.last_at
"""
LONGEST_PURPOSE = 200


@act(allowed=may_look, is_of_one=True)
def looked(seen: Sequence[Seen], *, purpose: str = "", by: Actor, at: datetime) -> int:
    """How many lines. A share's looks stand one by one; others are joined by reader, purpose and day.

    Without a purpose, a record is read for the one that its reader was granted consent for. Who looks at her own record
    leaves none. Call it as `looker(actor)`.
    """
    own = {person for post in by.posts for person in post.scope.persons}
    found = [one for one in placed(seen) if one.person not in own]
    granted = {} if purpose else _granted(found, by, at)
    told = [(one, granted.get(one.person, purpose) if one.seen.kind == "record" else purpose) for one in found]
    rows = {_once(one, why, by, at): (one, why) for one, why in told}
    if rows:
        _add(rows, by, at)
    note(looks=len(rows))
    return len(rows)


def _once(one: Placed, purpose: str, by: Actor, at: datetime) -> str:
    if one.seen.share is not None:
        return f"share/{one.seen.share}/{line()}"
    return f"{one.mark}/{by.account or ''}/{day_at(at):%Y%m%d}/{_short(purpose)}"


def _short(purpose: str) -> str:
    """Enough to tell one purpose from another within a day."""
    return sha256(purpose.encode()).hexdigest()[:8]


def _granted(found: Sequence[Placed], by: Actor, at: datetime) -> dict[int, str]:
    post, persons = post_of(by), {one.person for one in found if one.seen.kind == "record"}
    return granted_purposes(post.scope, persons, on=day_at(at)) if post and persons else {}


def _add(rows: dict[str, tuple[Placed, str]], by: Actor, at: datetime) -> None:
    post = post_of(by)
    organisation = next(iter(sorted(post.scope.organisations)), "") if post else ""
    words = {
        "account": by.account,
        "organisation": organisation,
        "office": post.office if post else "",
        "at": at,
        "line": line(),
        "persons": [one.person for one, _ in rows.values()],
        "certificates": [one.certificate for one, _ in rows.values()],
        "shares": [one.seen.share for one, _ in rows.values()],
        "kinds": [one.seen.kind for one, _ in rows.values()],
        "purposes": [why.strip()[:LONGEST_PURPOSE] for _, why in rows.values()],
        "onces": list(rows),
    }
    with connection.cursor() as cursor:
        cursor.execute(ADDED, words)
