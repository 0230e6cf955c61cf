"""The node that the faces speak for: its folder, keys and plan, and what follows its acts."""

from baigong.apps.exchange.here import node_here
from baigong.apps.reactions import REACTIONS

__all__ = ("REACTIONS", "node_here")
