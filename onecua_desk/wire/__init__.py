"""What crosses the line, for both ends: message types and their bytes."""
