"""Records taken out as packages, and places kept in the feed of changes."""
