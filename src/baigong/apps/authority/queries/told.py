"""What faces get to see of offices, accounts, postings, proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from baigong.core.text import Text


@dataclass(frozen=True, slots=True)
class OfficeTold:
    id: int
    name_zh: str
    name_en: str
    region: str
    level: str
    parent: int | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class AccountTold:
    id: int
    username: str
    name: str
    is_active: bool
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class PostingTold:
    id: int
    account: int
    role: str
    title: Text
    office: str
    organisation: str
    region: str
    is_bound: bool  # a worker's: whether she is known to be a person of the register
    from_on: date
    to_on: date | None
    is_delegated: bool


@dataclass(frozen=True, slots=True)
class InvitationTold:
    id: int
    username: str
    name: str
    role: str
    region: str
    organisation: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenTold:
    id: int
    name: str
    allows: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChainTold:
    id: int
    act: str
    region: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalTold:
    id: int
    act: str
    region: str
    state: str
    steps: tuple[str, ...]
    step: int
    waits_for: str  # the role of the next step; empty when it is decided
    maker: str
    reason: str
    about: tuple[str, ...]
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class StepTold:
    step: int
    role: str
    actor: str
    at: datetime
    verdict: str
    remark: str
    document_number: str
    attachment: str
    digest: str


@dataclass(frozen=True, slots=True)
class ProposalOpened:
    """A proposal with what it would do and who has said what."""

    proposal: ProposalTold
    subjects: Sequence[Mapping[str, Any]]
    arguments: Mapping[str, Any]
    taken: tuple[StepTold, ...]
