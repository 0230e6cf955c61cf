"""Certificates as records, with every version that counting reads."""
