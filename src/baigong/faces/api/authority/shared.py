"""What these operations share: whose accounts are seen, and shapes of more than one of them."""

from datetime import date

from ninja import Status
from pydantic import Field

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.places import Where
from baigong.apps.authority.roles import OF_ORGANISATIONS, Role
from baigong.core.scope import Scope
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer, Words

GUARDS = frozenset({Role.SECURITY_ADMINISTRATOR}) | OF_ORGANISATIONS
NO_CONTENT = {204: None}


def guarded(by: Actor) -> Scope:
    """Security administrators see the accounts of their regions, organisations their own."""
    return by.scope_as(GUARDS)


def nothing() -> Status[None]:
    return Status(204, None)


class Place(Answer):
    """A role and where it is to hold."""

    role: Role = Field(description="The role")
    office: Number | None = Field(None, description="An office's role: the office")
    organisation: str = Field("", max_length=18, description="An employer's or evaluation body's: its credit code")
    region: str = Field("", max_length=6, description="A worker's: the region that invites her")

    def where(self) -> Where:
        return Where(self.role, office=self.office, organisation=self.organisation, region=self.region)


class PostingShown(Answer):
    """Who is what, where, from when to when."""

    id: int = Field(description="Its number on this node")
    account: int = Field(description="The account that is posted")
    role: str = Field(description="The role")
    title: Words = Field(description="What the role is called")
    office: str = Field(description="The office, by name")
    organisation: str = Field(description="Else the organisation, by credit code")
    region: str = Field(description="Where it holds, or whose security administrator watches over it")
    is_bound: bool = Field(description="A worker's: whether an identity check has shown who she is")
    from_on: date = Field(description="Its first day")
    to_on: date | None = Field(description="Its last day, if it has one")
    is_delegated: bool = Field(description="Whether somebody is stood in for")
