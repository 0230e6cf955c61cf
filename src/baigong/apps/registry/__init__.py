"""Persons with own keys, dated identifiers and merges; organisations, filings, employment and insurance facts."""
