"""What the node does by itself with persons and their certificates."""

from datetime import datetime

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.certificates.likenesses import find
from baigong.apps.registry.actions import drop_expired, record_candidates
from baigong.apps.registry.numbers import keyring_here

NODE: Actor = operator("worker")


def find_candidates(line: int, subject: str, *, at: datetime) -> None:
    """After a load: its persons' namesakes are compared with them."""
    record_candidates(find(keyring_here(), line=line), by=NODE, at=at)


def tidy_up(*, at: datetime) -> None:
    """Every night: what has been kept long enough goes."""
    drop_expired(by=NODE, at=at)
