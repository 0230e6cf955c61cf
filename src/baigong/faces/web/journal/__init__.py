"""The journal, for those who watch."""
