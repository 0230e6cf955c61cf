"""The public log of the node: what acts ask to be logged, put into it in order, signed, witnessed, shown."""
