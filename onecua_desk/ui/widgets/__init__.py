"""The building blocks of every screen, one family a file."""
