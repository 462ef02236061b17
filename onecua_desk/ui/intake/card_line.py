"""The line that a scanner types a citizen card into."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from onecua_desk.domain.citizen import is_name, is_number, read_card
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.inputs import HintEdit


class CardLine(HintEdit):
    """Enter and Tab read the card. What cannot be read stays, marked, so that it can be looked at or scanned over.

    A citizen without a card is named here all the same: a name or a number that was typed goes on to its own input.

    ``message`` says why, or what to compare with a card whose letters were mended; the panel puts it below.
    """

    read = Signal(object)
    """A ``domain.citizen.Card``."""
    typed = Signal(str)
    """Letters of a name, or the figures of a number: no card. Whoever takes it over clears the line."""

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

    def settle(self) -> bool:
        """Whether a name or a number was typed here, which goes on to its input now."""
        text = clean(self.text())
        known = is_name(text) or is_number(text)
        if known:
            self.typed.emit(text)
        return known

    def object_to(self, sentence: str) -> None:
        """What was typed stays, with the reason why it is not taken over."""
        self._say(sentence)

    def clear_all(self) -> None:
        self.clear()
        self._say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text():
            self._take()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """What was said of already is left where it stands: Tab then goes on."""
        if forward and self.text() and not self.message.text():
            self._take()
            return True
        return super().focusNextPrevChild(forward)

    def _take(self) -> None:
        if self.settle():
            return
        if self.text().lstrip()[:1].isalpha() and "|" not in self.text():
            self.object_to("Đây không phải mã của thẻ: hãy gõ tên ở «Họ và tên», số ở «Số định danh».")
        else:
            self.scan(self.text())

    def _say(self, sentence: str, state: str = "error") -> None:
        self.message.setText(sentence)
        mark(self.message, "role", state)
        self.message.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)
        mark(self, "state", state if sentence else "")
