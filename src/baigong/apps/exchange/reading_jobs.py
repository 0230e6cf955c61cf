"""A reading follows every load and every recall, so that what it changed can be seen; a recall is told to verifiers."""

from datetime import datetime

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.jobs import publish_lists
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.models import Origin
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.exchange.trusting import make_trust
from baigong.apps.journal.models import Line
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


def publish_recalled(line: int, subject: str, *, at: datetime) -> None:
    """The lists, then the pack that holds them: whoever checks by it need not wait for the clock."""
    publish_lists(at=at)
    make_trust(at=at)


def take_reading_of_recall(line: int, subject: str, *, at: datetime) -> None:
    """Figures are restated as soon as a recall is carried out, and the reading says that this was the reason."""
    if Origin.objects.exists() and not _is_read(line):
        _take(at)


def _is_read(line: int) -> bool:
    """Whether a reading holds what that line wrote: the job may come twice."""
    number, seal = last_number(WHOLE), Line.objects.filter(pk=line).values_list("seal", flat=True).first()
    return number is not None and seal is not None and reading(WHOLE, number).seal >= seal


def take_reading_daily(*, at: datetime) -> None:
    """A day goes by and certificates expire: the node's figures of every day are kept, once anything was loaded."""
    if Origin.objects.exists():
        _take(at)


def _take(at: datetime) -> None:
    node = node_here()
    take(Place(node.home, node.plan, whose_figures(node)), on=day_at(at), by=WORKER, at=at)
