"""Recalls to decide, requests for a way back, and batches whose day the witnesses contradict."""

from collections.abc import Iterator

from baigong.apps.certificates.oddities import backdated
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.registry.permissions import KEEPERS
from baigong.core.text import msgid
from baigong.faces.web.inbox.waiting import Asking, Waiting, way
from baigong.faces.web.uploads.shown import counted
from baigong.faces.web.words import said

MOST = 200
RECALL = msgid("Recall %(number)s is heard until its last day of defence, then decided")
ASKED = msgid("A way back is asked for: certificate %(number)s")
BACKDATED = msgid("Dated earlier than witnesses saw it: %(batch)s")
MANY = (msgid("%(number)s certificate"), msgid("%(number)s certificates"))
NODE = msgid("found by the node")


def recalls(asking: Asking) -> Iterator[Waiting]:
    for one in queries.recalls(asking.by.scope_as(KEEPERS), state="open", limit=MOST):
        what = said(RECALL, {"number": one.id})
        yield Waiting(what, one.issuer_name, one.opened_at, one.defence_until, way("recall", one.id))


def ways_back(asking: Asking) -> Iterator[Waiting]:
    for one in queries.reinstatements(asking.by.scope_as(KEEPERS), state="asked", limit=MOST):
        yield Waiting(said(ASKED, {"number": one.number}), one.name or "", one.asked_at, None, way("reinstatements"))


def backdatings(asking: Asking) -> Iterator[Waiting]:
    for one in backdated(asking.by.scope_as(KEEPERS), limit=MOST):
        what = said(BACKDATED, {"batch": one.batch or one.issuer_name or one.credit_code})
        href = f"{way('oddities')}?kind=witnessed_late&body={one.credit_code}"
        yield Waiting(what, said(NODE), one.seen_at, None, href, counted(one.certificates, MANY))
