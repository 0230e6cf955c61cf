"""Complaints, questions and suggestions from the public, answered by a region's office within a promised time."""
