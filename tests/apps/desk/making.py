"""Enquiries to test with."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from baigong.apps.desk import actions
from baigong.apps.desk.codes import digest_of
from baigong.apps.desk.contacts import sealed_contact
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.permissions import PUBLIC
from baigong.apps.registry.numbers import keyring_here
from baigong.core.contacts import masked_contact
from cast import HANGZHOU

AT = datetime(2025, 7, 1, 9, tzinfo=UTC)  # a Tuesday, 17:00 in China
CODE = "2345-6789-ABCD-EFGH"
CONTACT = "138 0571 1234"
TEXT = "报名三周了还没有回音。"
SERIALS = count(1)


def constant(size: int) -> bytes:
    return bytes(size)


def letter(kind: str = "complaint", *, contact: str = "", digest: bytes = digest_of(CODE)) -> actions.Letter:
    sealed = sealed_contact(contact, digest, keyring_here(), constant)
    return actions.Letter(kind, "培训报名", TEXT, sealed, masked_contact(contact) if contact else "")


def received(region: str = HANGZHOU, *, at: datetime = AT, contact: str = "", kind: str = "complaint") -> Enquiry:
    """As the public form sends it."""
    digest = digest_of(CODE)
    told = letter(kind, contact=contact, digest=digest)
    made: Enquiry = actions.receive_enquiry(told, region=region, digest=digest, by=PUBLIC, at=at)
    return made


def settled_enquiry(region: str, state: str = "received", **cells: Any) -> Enquiry:
    """A row as it might have become."""
    serial = next(SERIALS)
    told = {
        "number": f"{region}-2024-{serial:06d}",
        "digest": digest_of(CODE),
        "kind": "complaint",
        "subject": "培训报名",
        "text": TEXT,
        "received_at": AT,
        "due_on": date(2025, 7, 22),
        "told_at": AT if state in ("answered", "closed") else None,
        **cells,
    }
    return Enquiry.objects.create(region=region, state=state, line=0, **told)
