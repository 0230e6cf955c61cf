"""A whole node in one file, sealed under its keys, and back again."""
