"""The provinces: each against its own targets, beside its peers and before its own past; and what lies in them."""
