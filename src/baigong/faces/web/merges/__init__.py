"""Rows that may be one person: the candidates, side by side, and the decision."""
