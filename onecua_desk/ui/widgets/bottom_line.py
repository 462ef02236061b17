"""The line at the bottom: training, how the line to the level above is, the printer, the backup; all in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.elided import ElidedLabel

_DOT = 10


class BottomLine(QWidget):
    """Each part takes no room while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dot = QLabel()
        self._dot.setFixedSize(_DOT, _DOT)
        self.line, self.printer, self.backup = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.training = QLabel()
        mark(self.training, "role", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(22)
        row.addWidget(self._dot)
        row.addSpacing(6 - 2 * 10)
        for label in (self.line, self.printer, self.backup):
            mark(label, "role", "soft")
            row.addWidget(label)
            label.setHidden(True)
        row.addStretch(1)
        row.addWidget(self.training)
        self.training.setHidden(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(current().px(34))
        self.set_line("", Tone.UNSENT)

    def set_line(self, sentence: str, tone: Tone) -> None:
        self._dot.setHidden(not sentence)
        mark(self._dot, "dot", str(tone))
        _say(self.line, sentence)

    def set_printer(self, sentence: str) -> None:
        _say(self.printer, sentence)

    def set_backup(self, sentence: str) -> None:
        _say(self.backup, sentence)

    def set_training(self, sentence: str) -> None:
        """Stands apart at the right and is never cut: what is printed now is not meant for anybody."""
        self.training.setText(sentence)
        self.training.setHidden(not sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(current().px(34))


def _say(label: QLabel, sentence: str) -> None:
    label.setText(sentence)
    label.setHidden(not sentence)
