"""What the node does by itself: contacts go when their time is over, and are sealed under the newest key."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, note
from baigong.apps.authority.keeping import are_two_keepers
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.permissions import is_node
from baigong.apps.desk.rotation import reseal
from baigong.apps.registry.rotation import Sealing


@act(allowed=is_node, is_of_one=True)
def drop_contact(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    change(enquiry, contact=None, masked="")


@act(allowed=are_two_keepers, is_of_one=True)
def reseal_contacts(sealing: Sealing, *, after: int, second: Actor | None, by: Actor, at: datetime) -> tuple[int, int]:
    """How many were sealed anew, and after which to go on; a kill loses no more than the batch under way."""
    contacts, last = reseal(sealing, after=after)
    note(contacts=contacts, key=sealing.keyring.current)
    return contacts, last
