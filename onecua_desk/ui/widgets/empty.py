"""What stands where there is nothing to list: one sentence, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.icons import pixmap
from onecua_desk.ui.theme import current, mark


class EmptyState(QWidget):
    """In the middle of its place; may offer a verb."""

    def __init__(self, sentence: str, advice: str = "", icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._sign, self._sentence, self._advice = QLabel(), QLabel(), QLabel()
        mark(self._sentence, "role", "heading")
        mark(self._advice, "role", "soft")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addStretch(2)
        for label in (self._sign, self._sentence, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addStretch(3)
        self._sign.setMinimumHeight(1)  # the words matter more where there is little room
        self.say(sentence, advice)
        self._draw_sign()

    def say(self, sentence: str, advice: str = "") -> None:
        self._sentence.setText(sentence)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))

    def add_verb(self, button: QAbstractButton) -> None:
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_sign()

    def _draw_sign(self) -> None:
        self._sign.setPixmap(pixmap(self._icon, current().soft, current().px(32), self.devicePixelRatioF()))
