"""Files that any list is taken home as. It knows no other room, so every room may use it."""
