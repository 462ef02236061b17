"""The verbs that the dossier's state allows: the next one large, the most usual other beside it, the rest in a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from onecua_desk.ui.dossiers.reading import Reading
from onecua_desk.ui.dossiers.verbs import Verb, main_verb, other_verbs, words
from onecua_desk.ui.widgets.buttons import KeyButton, Kind


class VerbBar(QWidget):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.main = KeyButton("", "F12", Kind.MAIN)
        self.second, self.more = KeyButton("", "F7"), KeyButton("", "F8")
        self.menu = QMenu(self)
        self._main: Verb | None = None
        self._others: tuple[Verb, ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(self.second, 1)
        self._row.addWidget(self.more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.main)
        column.addLayout(self._row)
        self.main.clicked.connect(self.press_main)
        self.second.clicked.connect(self._press_second)
        self.more.clicked.connect(self._press_more)

    def show_verbs(self, reading: Reading) -> None:
        self._main, self._others = main_verb(reading), other_verbs(reading)
        self.main.setText(words(self._main, reading.dossier) if self._main else "")
        self.main.setVisible(self._main is not None)
        self.second.setText(words(self._others[0], reading.dossier) if self._others else "")
        self.second.setVisible(bool(self._others))
        rest = self._others[1:]
        self.more.setText(words(rest[0], reading.dossier) if len(rest) == 1 else "Việc khác")
        self.more.setVisible(bool(rest))
        self.menu.clear()
        for verb in rest:
            self.menu.addAction(words(verb, reading.dossier)).triggered.connect(partial(self.chosen.emit, verb))
        self._fit()

    def press_main(self) -> None:
        """What F12 does."""
        if self._main is not None:
            self.chosen.emit(self._main)

    def focus_first(self) -> None:
        shown = (button for button in (self.main, self.second) if not button.isHidden())
        if first := next(shown, None):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press_second(self) -> None:
        self.chosen.emit(self._others[0])

    def _press_more(self) -> None:
        if len(self._others) == 2:
            self.chosen.emit(self._others[1])
            return
        size = self.menu.sizeHint()
        self.menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - size.width(), -size.height() - 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _fit(self) -> None:
        """Below each other where larger type leaves no room side by side."""
        shown = [button for button in (self.second, self.more) if not button.isHidden()]
        wide = sum(button.sizeHint().width() for button in shown) + 8 * (len(shown) - 1)
        sideways = wide <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if sideways else QBoxLayout.Direction.TopToBottom)
