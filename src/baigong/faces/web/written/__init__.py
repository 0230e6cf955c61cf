"""Holders without an account: who is to be told in writing, the sheets for them, and that they were told."""
