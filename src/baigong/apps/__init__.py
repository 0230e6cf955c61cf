"""Decide and write: one app a subject, each knowing only those below it (ARCHITECTURE.md lists them)."""
