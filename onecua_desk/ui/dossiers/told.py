"""Where the dossier is, as a sentence to read out, and the small slip that says it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.ui.widgets.buttons import KeyButton, Kind


class Told(QWidget):
    """``slip_wanted``: print what is said here. The sentence can be selected with the mouse to copy it."""

    slip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence, self.slip = QLabel(), KeyButton("In phiếu tình trạng", "Ctrl+T", Kind.QUIET)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setAccessibleName("Hồ sơ đang ở đâu")
        self.slip.clicked.connect(self.slip_wanted)
        below = QHBoxLayout()
        below.addWidget(self.slip)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.sentence)
        column.addLayout(below)

    def say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
