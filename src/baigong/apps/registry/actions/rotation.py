"""Numbers under a new sealing key, a batch an act."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, note
from baigong.apps.authority.keeping import are_two_keepers
from baigong.apps.registry.rotation import Sealing, reseal


@act(allowed=are_two_keepers, is_of_one=True)
def reseal_numbers(sealing: Sealing, *, after: int, second: Actor | None, by: Actor, at: datetime) -> tuple[int, int]:
    """How many were sealed anew, and after which to go on; a kill loses no more than the batch under way."""
    numbers, last = reseal(sealing, after=after)
    note(numbers=numbers, key=sealing.keyring.current)
    return numbers, last
