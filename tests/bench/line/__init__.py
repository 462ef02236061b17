"""A day's data over an emulated poor line: ours and what others would use, in bytes, seconds and requests."""
