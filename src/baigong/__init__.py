"""The engine: knows how a skills action is run, never which plan."""
