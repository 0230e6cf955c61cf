"""Figures and what they show: floors, ratios, targets and their standing. After issue 3 §2."""
