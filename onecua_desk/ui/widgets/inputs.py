"""One-line inputs with a word at their right end: search boxes, the look-up box, the large scan box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from onecua_desk.ui.theme import current, mark, type_font

PAUSE = 200
"""Milliseconds after the last letter until a search is asked for."""
_GAP = 12


class HintEdit(QLineEdit):
    """``trailing`` stands at the right end in soft type (a key, a count, what to scan)."""

    searched = Signal(str)

    def __init__(
        self, placeholder: str = "", trailing: str = "", *, big: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._trailing = ""
        self.setPlaceholderText(placeholder)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._pause.start)
        mark(self, "big", big)
        self.set_trailing(trailing)

    def set_trailing(self, text: str) -> None:
        self._trailing = text
        self._make_room()
        self.update()

    def search_now(self) -> None:
        """Ask at once, as Enter does."""
        self._pause.stop()
        self._search()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._trailing:
            painter = QPainter(self)
            painter.setFont(type_font(current().type_size))
            painter.setPen(QColor(current().soft))
            place = self.rect().adjusted(0, 0, -_GAP, 0)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._trailing)
            painter.end()

    def _make_room(self) -> None:
        width = QFontMetrics(type_font(current().type_size)).horizontalAdvance(self._trailing)
        self.setTextMargins(0, 0, width + _GAP if width else 0, 0)

    def _search(self) -> None:
        self.searched.emit(self.text())
