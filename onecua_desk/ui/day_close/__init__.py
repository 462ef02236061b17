"""The screen on which a desk closes its day and holds it against the level above."""
