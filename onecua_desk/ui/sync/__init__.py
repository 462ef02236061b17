"""The screen that says what the level above has and what it has not."""
