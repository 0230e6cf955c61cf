"""A figure's page: how it came about, what it was before, and the records behind it."""
