"""How somebody who objected can be reached: shown to whoever answers, for a reason; dropped when its time is over."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, note
from baigong.apps.certificates.issuing.contacts import opened_contact
from baigong.apps.certificates.issuing.saying import refuse_silence
from baigong.apps.certificates.models import Objection
from baigong.apps.certificates.permissions import is_node, may_tend_objection
from baigong.apps.certificates.refusals import NoContact
from baigong.apps.registry.numbers import keyring_here


@act(allowed=may_tend_objection, is_of_one=True)
def show_objector(objection: Objection, *, reason: str, by: Actor, at: datetime) -> str:
    """In clear, once, for a reason that the journal keeps."""
    refuse_silence(reason)
    if objection.contact is None:
        raise NoContact
    note(reason=reason.strip())
    return opened_contact(bytes(objection.contact), bytes(objection.mark), keyring_here())


@act(allowed=is_node, is_of_one=True)
def drop_objector(objection: Objection, *, by: Actor, at: datetime) -> None:
    change(objection, contact=None, masked="")
