"""Disputes of records as offices answer them."""
