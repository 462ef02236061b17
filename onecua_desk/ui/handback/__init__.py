"""The screen on which results are handed back."""
