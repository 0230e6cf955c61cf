"""Who may write, read and answer enquiries: the public by number and code, officials by their region."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.desk.models import Enquiry

KEEPERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.APPROVER})
READERS = KEEPERS | {Role.AUDITOR}
OF_THE_WRITER = frozenset({"desk.add_to_enquiry", "desk.reopen_enquiry", "desk.close_enquiry"})
# Whoever fills in the public form is nobody, and may do only this.
PUBLIC = Actor("public", allows=frozenset({"desk.receive_enquiry"}))


def writer_of(enquiry: Enquiry) -> Actor:
    """Whoever has shown number and code."""
    return Actor(f"enquiry/{enquiry.pk}", allows=OF_THE_WRITER)


def may_write(*_: object, by: Actor, region: str, **__: object) -> bool:
    """The public; and an official for somebody who stands at the counter."""
    return by.name == PUBLIC.name or by.may_as(KEEPERS, region=region)


def is_writer(enquiry: Enquiry, *_: object, by: Actor, **__: object) -> bool:
    return by.name == writer_of(enquiry).name


def may_keep(enquiry: Enquiry, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=enquiry.region)


def may_close(enquiry: Enquiry, *_: object, by: Actor, **__: object) -> bool:
    return is_writer(enquiry, by=by) or may_keep(enquiry, by=by)


def is_node(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator
