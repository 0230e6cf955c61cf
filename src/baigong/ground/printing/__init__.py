"""Certificates on paper: PDF and pictures."""
