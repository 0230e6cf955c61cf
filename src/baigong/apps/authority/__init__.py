"""Regions, offices, accounts and postings; acts, and whose records somebody may see."""
