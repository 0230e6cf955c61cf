"""Who did which act to what, when: append-only, sealed in a chain."""
