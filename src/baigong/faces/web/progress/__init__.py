"""The work of statisticians: readings, published figures, reporting periods, publications."""
