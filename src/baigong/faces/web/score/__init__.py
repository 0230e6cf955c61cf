"""The scoreboard: every target with its standing, the four series, the provinces and how they moved."""
