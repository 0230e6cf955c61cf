"""Recalls of batches with what they do to figures, the way back, and days that do not fit."""
