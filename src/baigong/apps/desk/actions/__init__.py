"""Every act of this app."""

from baigong.apps.desk.actions.answering import (
    answer_enquiry,
    assign_enquiry,
    close_enquiry,
    extend_enquiry,
    show_contact,
    transfer_enquiry,
)
from baigong.apps.desk.actions.keeping import drop_contact, reseal_contacts
from baigong.apps.desk.actions.writing import Letter, add_to_enquiry, receive_enquiry, reopen_enquiry

__all__ = [
    "Letter",
    "add_to_enquiry",
    "answer_enquiry",
    "assign_enquiry",
    "close_enquiry",
    "drop_contact",
    "extend_enquiry",
    "receive_enquiry",
    "reopen_enquiry",
    "reseal_contacts",
    "show_contact",
    "transfer_enquiry",
]
