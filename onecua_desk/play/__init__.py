"""A day as a file: the verbs of the desk, one a line, carried out through the services."""
