"""The line that a scanner types a citizen card into."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from onecua_desk.domain.citizen import read_card
from onecua_desk.errors import UserError
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.inputs import HintEdit


class CardLine(HintEdit):
    """Enter reads the card. What cannot be read stays, marked, so that it can be looked at or scanned over.

    ``message`` says why, or what to compare with a card whose letters were mended; the panel puts it below.
    """

    read = Signal(object)
    """A ``domain.citizen.Card``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Quét thẻ căn cước vào đây", parent=parent)
        self.today = date.min
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.setAccessibleName("Quét thẻ")
        self.textEdited.connect(lambda: self._say(""))
        self._say("")

    def scan(self, text: str) -> None:
        """Read ``text`` as if it had been scanned here."""
        try:
            card = read_card(text, self.today)
        except UserError as error:
            self.setText(text)
            self._say(str(error))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.selectAll()
            return
        self.clear_all()
        self.read.emit(card)
        self._say(card.note, "warning")

    def clear_all(self) -> None:
        self.clear()
        self._say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text():
            self.scan(self.text())
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str, state: str = "error") -> None:
        self.message.setText(sentence)
        mark(self.message, "role", state)
        self.message.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)
        mark(self, "state", state if sentence else "")
