"""Hostile bytes for whatever reads the line: ``python -m tests.fuzz --seconds 60`` (needs atheris)."""
