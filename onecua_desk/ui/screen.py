"""What the frame asks of a screen, and where a screen stands in the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """One page of the window. Every answer has a default; a screen overrides what it has."""

    def shown(self) -> None:
        """It has come to the front (also the first time)."""

    def main_verb(self) -> None:
        """F12."""

    def back(self) -> bool:
        """Esc: step back inside the screen; false when there was nothing to step back from."""
        return False

    def refresh(self, changes: object) -> None:
        """Something was written, here or elsewhere; read again what ``changes`` concerns (``None``: everything)."""

    def unsaved(self) -> str:
        """One sentence when closing would lose typed work, else empty."""
        return ""

    def leaving(self) -> None:
        """The window wants to go: begin to write down what is not on the disk yet."""

    def writing(self) -> bool:
        """Whether a save is under way, whose end must be waited for before the window goes."""
        return False

    def resumes(self, kept: QWidget) -> bool:
        """Whether the keyboard, when the screen comes back, returns to ``kept``, where it was left."""
        return True

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts when the screen is visited for the first time."""
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail. The screen is built when it is first visited, so that the window comes up at once."""

    name: str
    title: str
    key: str
    build: Callable[[], Screen]
    bottom: bool = False
