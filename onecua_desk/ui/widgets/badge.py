"""A state as a word on its colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.presence import set_present


class Badge(QLabel):
    """Takes no room while it has no word."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        self.setText(text)
        set_present(self, bool(text))
        mark(self, "tone", str(tone))
