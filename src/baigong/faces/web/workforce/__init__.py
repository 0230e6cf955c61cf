"""The certificates of an employer's staff; and whom one asks to be let see records."""
