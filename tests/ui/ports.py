"""A serial line of two ends, as a scanner at a port has it."""

from __future__ import annotations

import os

import pytest


def line_of_two_ends() -> tuple[int, int]:
    """The scanner's end and the port's; skips the test where the system lends no pseudo terminals (a bare chroot)."""
    try:
        return os.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo terminals here: {error}")
