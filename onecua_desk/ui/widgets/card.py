"""White cards, and the numbered headings that lead through a form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.elided import ElidedLabel


class Card(QFrame):
    """Put what it holds into ``body``."""

    def __init__(self, parent: QWidget | None = None, margin: int = 16) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - 4, margin, margin - 4)
        self.body.setSpacing(8)


class Section(QWidget):
    """A blue disc with the step's number, the title, and a hint in soft type; more widgets may stand behind."""

    def __init__(self, number: int | None, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        if number is not None:
            self._row.addWidget(_disc(number))
        self._title, self._hint = QLabel(title), ElidedLabel(hint)
        mark(self._title, "role", "heading")
        mark(self._hint, "role", "soft")
        self._row.addWidget(self._title)
        self._row.addWidget(self._hint, 1)

    def add(self, widget: QWidget) -> None:
        """Between the title and the hint."""
        self._row.insertWidget(self._row.indexOf(self._hint), widget)

    def add_right(self, widget: QWidget) -> None:
        """At the right end of the line."""
        self._row.addWidget(widget)


def _disc(number: int) -> QLabel:
    disc = QLabel(str(number))
    disc.setObjectName("disc")
    disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return disc


def rule() -> QFrame:
    """A thin line between two parts of a card."""
    line = QFrame()
    line.setObjectName("rule")
    return line
