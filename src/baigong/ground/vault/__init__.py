"""Keys, encryption, blind index."""
