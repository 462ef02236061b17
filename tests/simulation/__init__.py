"""Desks and their district over the worst line, by chance that a seed repeats; then nothing may be wrong."""
