"""What this node is."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from baigong.faces.api.callers import instant
from baigong.faces.api.pages import Answer, Words
from baigong.faces.here import node_here
from baigong.faces.version import VERSION

router = Router()


class About(Answer):
    """A node: the program's version, whose it is, the plan it runs."""

    version: str = Field(description="The version of baigong")
    region: str = Field(description="The region whose records it holds; `00` is the nation")
    plan: Words = Field(description="The plan that it runs")
    demo: bool = Field(description="Whether all its records are synthetic: a sandbox")
    time: datetime = Field(description="The node's clock")


@router.get("", response=About, auth=None)
def about(request: HttpRequest) -> About:
    """What this node is. Needs no account."""
    told = settings.NODE
    plan = node_here().plan.name
    return About(
        version=VERSION,
        region=told.region,
        plan=Words(zh=plan.zh, en=plan.en),
        demo=told.is_demo,
        time=instant(request),
    )
