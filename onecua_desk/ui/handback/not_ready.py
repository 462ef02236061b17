"""The right half while nothing can be handed back: why, and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton


class NotReadyPanel(QWidget):
    """``wanted``: the official wants to see the dossier on the dossier screen; ``came_back``: the post brought it."""

    wanted = Signal()
    came_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason, self._advice = QLabel(), QLabel()
        self._open, self._back = KeyButton("Mở ở Hồ sơ", "F7"), KeyButton("Bưu chính chuyển hoàn", "F8")
        mark(self._reason, "role", "title")
        for label in (self._reason, self._advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._reason)
        column.addWidget(self._advice)
        for button in (self._open, self._back):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._open.clicked.connect(self.wanted)
        self._back.clicked.connect(self.came_back)

    def show_reason(self, reason: str, advice: str, *, by_post: bool) -> None:
        self._reason.setText(reason)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._back.setVisible(by_post)
