"""Organisations, what evaluation bodies may certify, and the public list of them."""
