"""Every act of this app."""

from baigong.apps.authority.actions.accounts import (
    bind_account,
    change_password,
    choose_language,
    reinstate_account,
    reset_second_factor,
    suspend_account,
)
from baigong.apps.authority.actions.invitations import (
    Invitee,
    accept_invitation,
    invite_account,
    renew_access,
    withdraw_invitation,
)
from baigong.apps.authority.actions.offices import close_office, open_office, rename_office
from baigong.apps.authority.actions.postings import delegate_posting, end_posting, post_account
from baigong.apps.authority.actions.proposals import (
    AlwaysAlone,
    Attachment,
    NoAttachment,
    SamePerson,
    Taken,
    approve,
    configure_chain,
    drop_chain,
    fetch_attachment,
    propose,
    reject,
    withdraw_proposal,
)
from baigong.apps.authority.actions.reading import read_journal
from baigong.apps.authority.actions.tokens import Grant, make_token, withdraw_token
from baigong.apps.authority.places import Where

__all__ = [
    "AlwaysAlone",
    "Attachment",
    "Grant",
    "Invitee",
    "NoAttachment",
    "SamePerson",
    "Taken",
    "Where",
    "accept_invitation",
    "approve",
    "bind_account",
    "change_password",
    "choose_language",
    "close_office",
    "configure_chain",
    "delegate_posting",
    "drop_chain",
    "end_posting",
    "fetch_attachment",
    "invite_account",
    "make_token",
    "open_office",
    "post_account",
    "propose",
    "read_journal",
    "reinstate_account",
    "reject",
    "rename_office",
    "renew_access",
    "reset_second_factor",
    "suspend_account",
    "withdraw_invitation",
    "withdraw_proposal",
    "withdraw_token",
]
