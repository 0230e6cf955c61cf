"""Codes of the field: identity documents, credit codes, certificate numbers, levels, regions, occupations."""
