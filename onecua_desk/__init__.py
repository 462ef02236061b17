"""onecua_desk: the reception desk of a Vietnamese commune, offline first, and the server of the level above."""

from datetime import date

__version__ = "0.3.0"

RELEASED = date(2026, 11, 20)
"""The day of this version, set with it: no clock that can be believed shows an earlier one.

Written here because the dates of files tell when they were unpacked, by the very clock that is in doubt.
"""
