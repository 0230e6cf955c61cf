"""What can be read of this app."""

from baigong.apps.authority.queries.lists import (
    accounts,
    chains,
    invitations,
    offices,
    postings,
    proposal,
    proposals,
)
from baigong.apps.authority.queries.own import (
    account_typed,
    actor_of_account,
    actor_of_token,
    needs_second_factor,
    postings_of,
    tokens_of,
)
from baigong.apps.authority.queries.waiting import (
    named_people,
    proposals_about,
    proposals_of,
    proposals_waiting,
    records_proposed,
)

__all__ = [
    "account_typed",
    "accounts",
    "actor_of_account",
    "actor_of_token",
    "chains",
    "invitations",
    "named_people",
    "needs_second_factor",
    "offices",
    "postings",
    "postings_of",
    "proposal",
    "proposals",
    "proposals_about",
    "proposals_of",
    "proposals_waiting",
    "records_proposed",
    "tokens_of",
]
