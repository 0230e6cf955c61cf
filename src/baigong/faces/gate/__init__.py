"""What all doors of a node share at which certificates are checked: by number and name, as a file, by a program."""
