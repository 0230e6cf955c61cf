"""The measures of the plan."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.catalogue import queries
from baigong.faces.api.callers import caller, today
from baigong.faces.api.pages import Answer, Words
from baigong.faces.here import node_here

router = Router()


class MeasureShown(Answer):
    """A measure of the plan, with the tasks undertaken for it."""

    number: int = Field(description="Its number in the plan")
    action: str = Field(description="The plan's heading that it stands under")
    action_name: Words = Field(description="What the heading is called")
    name: Words | None = Field(description="What it is called; null: nobody has verified it")
    rule: Words | None = Field(description="What it rules, where that is known")
    source: str = Field(description="The source of name and rule")
    targets: list[str] = Field(description="The targets of the plan that it serves")
    is_our_wording: bool = Field(description="Whether the Chinese wording is ours, for want of the full text")
    tasks: dict[str, int] = Field(description="How many tasks that you may see stand in each state")
    overdue: int = Field(description="How many of them are overdue today")


@router.get("/measures", response=list[MeasureShown])
def measures(request: HttpRequest) -> list[MeasureShown]:
    """The measures of the plan, with the tasks in your region by state."""
    scope = caller(request).scope_as(OF_AN_OFFICE)
    return [
        MeasureShown.model_validate(measure) for measure in queries.measures(scope, node_here().plan, on=today(request))
    ]
