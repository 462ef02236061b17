"""A field that shows what a scanner sends, whatever it is, and takes no typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_Key, _Standard = Qt.Key, QKeySequence.StandardKey
_MOVES = {_Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End}


class ScanField(QLineEdit):
    """While it has the keyboard every scan comes here, as a ``Scan``, and nowhere else.

    ``typed``: letters came one by one, by hand or by a scanner that is slower than its settings say.
    """

    scanned = Signal(object)
    typed = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES or event.matches(_Standard.Copy) or event.matches(_Standard.SelectAll):
            super().keyPressEvent(event)
        elif event.text() and event.text().isprintable():
            self.typed.emit()
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.typed.emit()
