"""Who must approve what, where."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority import actions, queries
from baigong.apps.authority.roles import OF_AN_OFFICE, Role
from baigong.apps.authority.rows import chain_row
from baigong.faces.api.authority.shared import NO_CONTENT, nothing
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import Outcome
from baigong.faces.api.fieldkinds import Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page

router = Router()


class ChainShown(Answer):
    """Who must approve an act in a region, where that differs from what the act says."""

    id: int = Field(description="Its number on this node")
    act: str = Field(description="The act")
    region: str = Field(description="Where, and in all that lies in it")
    steps: list[str] = Field(description="The roles, one after another; the first is the proposer's")


class Configuring(BaseModel):
    """The chain to set."""

    act: str = Field(max_length=80, description="The act, such as `registry.merge_persons`")
    region: RegionCode = Field(description="Where it holds")
    steps: list[Role] = Field(max_length=8, description="At least two roles; the first is the proposer's")


@router.get("/chains", response=Page[ChainShown])
def chains(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The chains that hold in your region."""
    scope = caller(request).scope_as(OF_AN_OFFICE)
    return page(
        request,
        paging,
        lambda after, limit: queries.chains(scope, after=after or 0, limit=limit),
        of=ChainShown,
        key=lambda one: one.id,
    )


@router.put("/chains", response=Outcome)
def configure_chain(request: HttpRequest, entry: Configuring) -> Outcome:
    """Set who must approve an act in a region: its security administrator."""
    by, at = caller(request), instant(request)
    made = actions.configure_chain(entry.act, region=entry.region, steps=entry.steps, by=by, at=at)
    return Outcome(proposal=None, id=made.pk)


@router.delete("/chains/{number}", response=NO_CONTENT)
def drop_chain(request: HttpRequest, number: Number) -> Status[None]:
    """Drop a chain: what the act itself says holds again."""
    actions.drop_chain(chain_row(number), by=caller(request), at=instant(request))
    return nothing()
