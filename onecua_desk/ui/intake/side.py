"""The right column of the intake screen: the slip as it will be, and pages that come over it when asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from onecua_desk.ui.widgets.pages import Pages


class Side(Pages):
    """Pages are built when they are first opened, so that the screen comes up at once.

    ``alone``: whether the page in front wants the form out of the way.
    """

    alone = Signal(bool)

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._pages: dict[str, QWidget] = {}
        self.addWidget(home)

    def open(self, name: str, build: Callable[[], QWidget], *, alone: bool = False) -> QWidget:
        """Bring the page to the front; the keyboard is the caller's. ``alone``: it needs the form's room too."""
        if name not in self._pages:
            self._pages[name] = build()
            self.addWidget(self._pages[name])
        self.alone.emit(alone)
        self.setCurrentWidget(self._pages[name])
        return self._pages[name]

    def built(self, name: str) -> QWidget | None:
        return self._pages.get(name)

    def showing(self, name: str) -> bool:
        return self._pages.get(name) is self.currentWidget()

    def page(self) -> QWidget | None:
        """What is in front of the home page."""
        return None if self.currentWidget() is self._home else self.currentWidget()

    def close_page(self) -> bool:
        """Back to the slip; false where it is in front already."""
        if self.currentWidget() is self._home:
            return False
        self.alone.emit(False)
        self.setCurrentWidget(self._home)
        return True
