"""Marks and components that every page is made of; `/design` shows them all."""
