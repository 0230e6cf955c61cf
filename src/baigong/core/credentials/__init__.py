"""The forms of a signed certificate: made and read as bytes, proven by signatures, without Django, disk or network."""
