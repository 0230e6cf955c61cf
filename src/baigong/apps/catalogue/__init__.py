"""Occupations, levels and standards in dated editions; the register of measures and their tasks."""
