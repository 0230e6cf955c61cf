"""A file that comes with a form, sealed away; the act keeps where it lies and its digest."""

from typing import Any

from baigong.apps.authority.actions import Attachment
from baigong.apps.exchange.store import plain_name, seal_away
from baigong.faces.here import node_here

MEGABYTES = 20


def sealed_document(file: Any) -> Attachment:
    sealed = seal_away(file, node_here(), limit=MEGABYTES)
    return Attachment(plain_name(file.name or ""), sealed.digest, sealed.place)
