"""Pages about persons: found, shown, corrected; what the other pages of the registry share."""
