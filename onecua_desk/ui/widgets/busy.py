"""Long work: what goes on, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.presence import set_present


class Busy(QWidget):
    """Takes no height while nothing goes on."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._bar = QLabel(), QProgressBar(textVisible=False)
        self._cancel = KeyButton("Dừng", kind=Kind.QUIET)
        self._cancel.clicked.connect(self.cancelled)
        mark(self._text, "role", "soft")
        words = QHBoxLayout()
        words.addWidget(self._text, 1)
        words.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def start(self, text: str, *, cancellable: bool = False) -> None:
        """Show ``text`` and a bar that moves but does not yet say how far."""
        self._text.setText(text)
        self._cancel.setVisible(cancellable)
        self._bar.setRange(0, 0)
        set_present(self, True)

    def progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` (any unit): the bar shows per mille, so that bytes fit as well."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(1000 * done // total if total else 0)

    def stop(self) -> None:
        self.hide()
