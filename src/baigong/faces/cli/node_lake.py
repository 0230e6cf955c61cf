"""The node's lake, up to date with its records, and what the node says of the targets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.lake import lake_now
from baigong.apps.progress.queries import figures_on_record, source_of, targets_computed
from baigong.core.indicators.figure import Figure
from baigong.core.plans import Plan
from baigong.core.scope import WHOLE
from baigong.faces.cli.computing import Computed
from baigong.faces.here import node_here
from baigong.ground.lake.computed import Asked


@contextmanager
def lake_here() -> Iterator[Path]:
    node = node_here()
    with lake_now(node.home, whose_figures(node), at=datetime.now(UTC)) as folder:
        yield folder


def of_node(plan: Plan, *, on: date) -> Computed:
    """As `of_package` says it of a package."""
    with lake_here() as folder:
        source = source_of(folder, plan)
        judgements = targets_computed(WHOLE, folder, plan, Asked(on))
        return Computed(source.region, source.synthetic, sum(source.quarantined.values()), judgements, of_node=True)


def figures_here(plan: Plan) -> tuple[Figure, ...]:
    """The published figures on record that can judge, beside those that the plan declares."""
    return figures_on_record(WHOLE, plan)
