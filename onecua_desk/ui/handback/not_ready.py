"""The right half while nothing can be handed back: why, and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton


class NotReadyPanel(QWidget):
    """``wanted``: the official wants to see the dossier on the dossier screen."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason, self._advice = QLabel(), QLabel()
        self._open = KeyButton("Mở ở Hồ sơ", "F7")
        mark(self._reason, "role", "title")
        for label in (self._reason, self._advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._reason)
        column.addWidget(self._advice)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._open.clicked.connect(self.wanted)

    def show_reason(self, reason: str, advice: str) -> None:
        self._reason.setText(reason)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
