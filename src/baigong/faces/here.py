"""The node that the faces speak for: its folder, keys and plan, and what follows its acts."""

from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.taking import Place
from baigong.apps.reactions import REACTIONS

__all__ = ("REACTIONS", "counted_here", "node_here")


def counted_here() -> Place:
    """Where readings are taken of it."""
    node = node_here()
    return Place(node.home, node.plan, whose_figures(node))
