"""What is said of the chosen matter, as tall as its text where there is room, scrolled where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from onecua_desk.ui.widgets.rich import Html
from onecua_desk.ui.widgets.scroll import Scroll

_LEAST_LINES = 2


class Detail(Scroll):
    """Shows rich text that is wrapped at its own width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        super().__init__(self._text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def say(self, text: Html | str) -> None:
        self._text.setText(text)
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.viewport().width()
        return QSize(width, max(self._text.heightForWidth(width), 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(_LEAST_LINES * self._text.fontMetrics().lineSpacing(), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
