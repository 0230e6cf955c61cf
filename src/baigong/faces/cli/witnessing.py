"""Two witnesses of a demonstration, named by two of its own people before anything is logged."""

from datetime import UTC, datetime

from django.conf import settings

from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.demo import sample_actor
from baigong.apps.transparency.actions import name_witnesses
from baigong.apps.transparency.permissions import NAMERS
from baigong.apps.transparency.queries import witnesses_named
from baigong.apps.transparency.shards import logs_here
from baigong.apps.transparency.witnesses import played_lines
from baigong.core.periods import day_at

NAMING = f"transparency.{name_witnesses.__name__}"


def name_played_witnesses() -> bool:
    """Whether they were named; not where others are, or the node is of a region that its sample people do not run."""
    at = datetime.now(UTC)
    keeper, guard = (sample_actor(name, on=day_at(at)) for name in ("system", "security"))
    region = settings.NODE.region
    if witnesses_named() or not all(one.may_as(NAMERS, region=region) for one in (keeper, guard)):
        return False
    lines = played_lines(logs_here())
    proposal = propose(NAMING, [lines], {"region": region}, by=keeper, at=at)
    approve(proposal, by=guard, at=at)
    return True
