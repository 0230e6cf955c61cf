"""What waits for an official and what she waits for; one proposal with its chain."""
