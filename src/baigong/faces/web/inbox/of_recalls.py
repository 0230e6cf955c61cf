"""Recalls to decide, requests for a way back, and batches whose day the witnesses contradict."""

from collections.abc import Iterator

from baigong.apps.authority.queries import records_proposed
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.oddities import backdated
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.certificates.recall_states import BODY
from baigong.apps.registry.permissions import KEEPERS
from baigong.core.text import msgid
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.inbox.waiting import Asking, Waiting, way
from baigong.faces.web.uploads.shown import counted
from baigong.faces.web.words import said

MOST = 200
HEARD = msgid("Recall %(number)s: hear what is said against it")
SPEAK = msgid("Recall %(number)s is of your certificates: speak against it, or say nothing is to be said")
DECIDE = msgid("Decide recall %(number)s")
ASKED = msgid("A way back is asked for: certificate %(number)s")
BACKDATED = msgid("Dated earlier than witnesses saw it: %(batch)s")
MANY = (msgid("%(number)s certificate"), msgid("%(number)s certificates"))
NODE = msgid("found by the node")


def recalls(asking: Asking) -> Iterator[Waiting]:
    """One whose decision is proposed waits as a proposal."""
    scope = asking.by.scope_as(KEEPERS)
    proposed = records_proposed(scope, "certificates.decide_recall")
    for one in queries.recalls(scope, state="open", limit=MOST):
        if f"certificates.recall/{one.id}" not in proposed:
            is_heard = asking.on <= one.defence_until and one.silent
            what = said(HEARD if is_heard else DECIDE, {"number": one.id})
            due = one.defence_until if is_heard else None
            yield Waiting(what, one.issuer_name, one.opened_at, due, way("recall", one.id))


def recalls_of_body(asking: Asking) -> Iterator[Waiting]:
    """As long as it may still speak and has not."""
    scope = asking.by.scope_as({Role.EVALUATION_BODY})
    for one in queries.recalls(scope, state="open", limit=MOST):
        spoke = any(said_by.said_by == BODY for said_by in queries.defences(scope, one.id))
        if not spoke and asking.on <= one.defence_until:
            what, many = said(SPEAK, {"number": one.id}), counted(one.certificates, MANY)
            yield Waiting(what, region_named(one.region), one.opened_at, one.defence_until, way("recall", one.id), many)


def ways_back(asking: Asking) -> Iterator[Waiting]:
    for one in queries.reinstatements(asking.by.scope_as(KEEPERS), state="asked", limit=MOST):
        yield Waiting(said(ASKED, {"number": one.number}), one.name or "", one.asked_at, None, way("reinstatements"))


def backdatings(asking: Asking) -> Iterator[Waiting]:
    for one in backdated(asking.by.scope_as(KEEPERS), limit=MOST):
        what = said(BACKDATED, {"batch": one.batch or one.issuer_name or one.credit_code})
        href = f"{way('oddities')}?kind=witnessed_late&body={one.credit_code}"
        yield Waiting(what, said(NODE), one.seen_at, None, href, counted(one.certificates, MANY))
