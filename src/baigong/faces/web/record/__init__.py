"""What a worker sees of herself: her record, and what she disputes in it."""
