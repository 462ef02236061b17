"""onecua_desk: the reception desk of a Vietnamese commune, offline first, and the server of the level above."""

__version__ = "0.1.0"
