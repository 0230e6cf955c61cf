"""What is sealed goes under the newest key."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, note
from baigong.apps.authority.keeping import are_two_keepers
from baigong.apps.certificates.rotation import reseal
from baigong.apps.registry.rotation import Sealing


@act(allowed=are_two_keepers, is_of_one=True)
def reseal_copies(sealing: Sealing, *, second: Actor | None, by: Actor, at: datetime) -> int:
    """How many; a kill loses no more than the batch under way."""
    copies = reseal(sealing)
    note(copies=copies, key=sealing.keyring.current)
    return copies
