"""Batches of the demonstration, with a document that they name."""

from datetime import UTC, datetime
from io import BytesIO

from baigong.apps.authority.actions import Attachment
from baigong.apps.certificates.demo import settle_batches
from baigong.apps.certificates.demo_backdated import settle_backdated
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.store import seal_away

NAME = "审核表和公示原件（合成）.txt"
CONTENT = "合成数据：本文件代表审核表和公示原件，不指任何人。\n"


def settle_batches_here(lan: int) -> int:
    node = node_here()
    sealed = seal_away(BytesIO(CONTENT.encode()), node)
    document = Attachment(NAME, sealed.digest, sealed.place)
    at = datetime.now(UTC)
    return settle_batches(lan, document, node.random, at=at) + settle_backdated(lan, document, node.random, at=at)
