"""What a node stands on: its home folder and its database server."""
