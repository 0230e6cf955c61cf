"""Holders without an account whom the office has to tell in writing: a line for each batch and recall."""

from collections.abc import Iterator
from urllib.parse import urlencode

from baigong.apps.notices.written import waiting_occasions
from baigong.apps.registry.permissions import KEEPERS
from baigong.core.text import msgid
from baigong.faces.web.inbox.waiting import Asking, Waiting, way
from baigong.faces.web.uploads.shown import counted
from baigong.faces.web.words import said, told

MOST = 200
TELL = msgid("Tell in writing: “%(what)s”")
RECALL = msgid("Recall %(number)s")
NODE = msgid("found by the node")
MANY = (msgid("%(number)s holder"), msgid("%(number)s holders"))


def to_write(asking: Asking) -> Iterator[Waiting]:
    for one in waiting_occasions(asking.by.scope_as(KEEPERS), limit=MOST):
        about = said(RECALL, {"number": one.recall}) if one.recall else one.batch
        query = {"recall": one.recall} if one.recall else {"batch": one.batch} if one.batch else {}
        href = f"{way('written')}?{urlencode(query)}"
        more = " · ".join(filter(None, (about, counted(one.many, MANY))))
        yield Waiting(said(TELL, {"what": told(one.title)}), said(NODE), one.since, one.due, href, more)
