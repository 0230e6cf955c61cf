"""The `baigong` program."""
