"""Opens a window as large as its screen allows, so that the line at its bottom is never below the edge."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

SIZE = QSize(1366, 768)
"""What the window takes on a larger screen, px."""
SMALLEST = QSize(860, 430)
"""Less than a screen of 1366x768 has at 150 %, beside its task bar and a title bar, px."""
NARROW = 1150
"""Px at type scale 1: a narrower window gives the rail's room to its pages."""
_FRAME = 48
"""The tallest title bar that systems put above a window, px."""


def show_fitting(window: QWidget) -> None:
    """Maximised where ``SIZE`` and a title bar do not fit beside the task bar, else at ``SIZE``."""
    if is_tight(window.screen().availableSize()):
        window.showMaximized()
    else:
        window.resize(SIZE)
        window.show()


def is_tight(room: QSize) -> bool:
    """Whether the window must take all of ``room``. Where even that is too small (no real screen), nothing helps."""
    roomy = room.width() > SIZE.width() and room.height() >= SIZE.height() + _FRAME
    return not roomy and room.width() >= SMALLEST.width() and room.height() >= SMALLEST.height()
