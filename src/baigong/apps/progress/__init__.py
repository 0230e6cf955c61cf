"""Observations, readings against targets, vintages; and the node's own lake, from which they are counted."""
