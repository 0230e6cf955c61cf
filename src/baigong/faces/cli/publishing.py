"""Two readings of the synthetic province, published by its own people: a demonstration has something to show."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from baigong.apps.authority.actions import approve
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.demo import sample_actor
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.actions import answer_finding, draft_publication, propose_publication
from baigong.apps.progress.permissions import STATISTICIANS
from baigong.apps.progress.queries import findings, reading_row
from baigong.apps.progress.taking import Place, take
from baigong.core.periods import day_at, known_at
from baigong.core.scope import WHOLE
from baigong.faces.here import node_here

ANSWER = "已核对：系合成数据的波动。Looked at: the invented records vary so."
NOTE_ZH, NOTE_EN = (
    "合成数据，仅供演示，不代表任何地区实际情况。",
    "Synthetic records for demonstration; they say nothing of any real place.",
)


@dataclass(frozen=True)
class Vintage:
    """A reading of a day; `known`: by what was on record on a day, where that is not all there is."""

    on: date
    period: str
    known: str = ""


# The invented records run to the end of 2025.
VINTAGES = (Vintage(date(2025, 9, 30), "2025Q3", "2025-10-15"), Vintage(date(2025, 12, 31), "2025Q4"))


def publish_readings() -> int:
    """How many; none where the node is of a region for which its sample statistician does not answer."""
    node, day = node_here(), day_at(datetime.now(UTC))
    statistician, *others = (sample_actor(name, on=day) for name in ("statistician", "zheng", "wu"))
    if not statistician.may_as(STATISTICIANS, region=node.region):
        return 0
    place = Place(node.home, node.plan, whose_figures(node))
    for vintage in VINTAGES:
        _publish(vintage, place, statistician, others)
    return len(VINTAGES)


def _publish(vintage: Vintage, place: Place, statistician: Actor, others: list[Actor]) -> None:
    """Drafted, its findings answered, proposed by one, approved by two others."""
    at, known = datetime.now(UTC), known_at(vintage.known) if vintage.known else None
    reading = take(place, on=vintage.on, known=known, by=statistician, at=at)
    row = reading_row(WHOLE, reading.number)
    publication = draft_publication(
        row, period=vintage.period, note_zh=NOTE_ZH, note_en=NOTE_EN, by=statistician, at=at
    )
    for finding in findings(WHOLE, publication.pk):
        answer_finding(publication, finding=finding.place, answer=ANSWER, by=statistician, at=at)
    proposal = propose_publication(publication, by=statistician, at=at)
    for other in others:
        approve(proposal, by=other, at=datetime.now(UTC))
