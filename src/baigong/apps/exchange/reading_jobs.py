"""A reading follows every load, so that what it changed can be seen and explained."""

from datetime import datetime

from baigong.apps.authority.actor import operator
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.models import Origin
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.queries import last_number, reading
from baigong.apps.progress.taking import Place, take
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE

WORKER = operator("worker")


def take_reading_after(line: int, subject: str, *, at: datetime) -> None:
    """Done again after a crash, it finds that the load has been read already."""
    number = last_number(WHOLE)
    if number is not None and (reading(WHOLE, number).load or 0) >= line:
        return
    _take(at)


def take_reading_daily(*, at: datetime) -> None:
    """A day goes by and certificates expire: the node's figures of every day are kept, once anything was loaded."""
    if Origin.objects.exists():
        _take(at)


def _take(at: datetime) -> None:
    node = node_here()
    take(Place(node.home, node.plan, whose_figures(node)), on=day_at(at), by=WORKER, at=at)
