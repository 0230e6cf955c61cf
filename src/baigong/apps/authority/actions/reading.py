"""Reading the journal is itself an act: who watches is watched."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, note
from baigong.apps.authority.permissions import may_read_journal
from baigong.apps.authority.roles import WATCHERS
from baigong.apps.journal.queries import ANYTHING, Asked, Told, lines
from baigong.core.scope import Scope, of_region


@act(allowed=may_read_journal, is_of_one=True)
def read_journal(
    *,
    region: str,
    asked: Asked = ANYTHING,
    after: int | None = None,
    limit: int = 50,
    by: Actor,
    at: datetime,
) -> list[Told]:
    """Lines of a region and what lies in it, newest first."""
    found = lines(_narrowed(by.scope_as(WATCHERS), region), asked, after=after, limit=limit)
    note(region=region, after=after, lines=len(found), **asked.cells())
    return found


def _narrowed(mine: Scope, region: str) -> Scope:
    asked = of_region(region)
    return asked if mine.holds_region(region) else Scope(mine.regions)
