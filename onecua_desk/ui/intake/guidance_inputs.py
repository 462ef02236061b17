"""The inputs of forms 02 and 03: texts of some lines, and the usual reasons to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from onecua_desk.ui.theme import current

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SomeLines(QPlainTextEdit):
    """A text of a few lines. ``entered``: Enter, with Ctrl where Enter begins a line; Tab leaves it."""

    entered = Signal()
    went_down = Signal()
    """Down was pressed in the last line."""

    def __init__(self, placeholder: str, lines: int, *, a_list: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._a_list = a_list
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(current().px(22) * lines + 18)
        if not a_list:
            self.setMaximumHeight(self.minimumHeight())

    def put(self, text: str) -> None:
        """Another text, the cursor behind it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = not self._a_list or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and ends:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down and self._in_last_line():
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def _in_last_line(self) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)


class UsualReasons(QListWidget):
    """``taken`` carries the reason that was chosen by Enter or a click; Up in the first line goes back."""

    taken = Signal(str)
    went_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lý do thường dùng")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.taken.emit(item.text()))

    def show_reasons(self, reasons: Sequence[str]) -> None:
        self.clear()
        self.addItems(list(reasons))
        self.setCurrentRow(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCurrentRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard's place is shown only while it is here."""
        super().focusOutEvent(event)
        self.setCurrentRow(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentRow() >= 0:
            self.taken.emit(self.currentItem().text())
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.went_up.emit()
        else:
            super().keyPressEvent(event)
