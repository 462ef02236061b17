"""Looks dossiers up while one types in the box of the top line, and says which one was chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from onecua_desk.errors import UserError
from onecua_desk.ui.lookup.hits import TIPS, Advice, All, Hit, Item, lines, look_for, state
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.drop_list import DropList
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.workplace import Workplace

_WIDTH = 620
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LookUp(QObject):
    """``chosen``: id of the dossier to open; ``listed``: what to list on the dossier screen.

    Arrows mark a hit and Enter opens it; Enter without a mark, and Shift+Enter, list all. The screen below stays as it
    is, and whatever is typed on it.
    """

    chosen = Signal(object)
    listed = Signal(str)

    def __init__(self, box: HintEdit, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._box, self._desk, self._asks = box, workplace.desk, Latest(workplace.tasks)
        self.list = DropList(window, lines, state)
        self.list.picked.connect(self._pick)
        box.installEventFilter(self)
        box.textChanged.connect(self._changed)
        box.searched.connect(self._ask)

    def close(self) -> None:
        """Nothing drops down any more, not what was asked for either."""
        self._asks.drop()
        self.list.hide()

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn:
                QTimer.singleShot(0, self, self._open)  # Ctrl+F gives the box the keyboard, then selects its text
            elif event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._answer(Qt.Key(event.key()), event.modifiers())
        return super().eventFilter(box, event)

    def _answer(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the key was meant for the list."""
        if key in _STEPS and self.list.items():
            self.list.move_mark(_STEPS[key])
            return True
        if key in _ENTER and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._list_all(self._box.text())
            return True
        if key in _ENTER and isinstance(marked := self.list.marked(), Hit | All):
            self._pick(marked)
            return True
        return False

    def _open(self) -> None:
        if self._box.hasFocus():
            self._ask(self._box.text())

    def _changed(self, text: str) -> None:
        """What stands below belongs to another text until the answer comes: no key may choose of it."""
        self._asks.drop()
        self.list.unmark()
        if not text.strip():
            self._open()

    def _ask(self, text: str) -> None:
        said = text.strip()
        if not self._box.hasFocus():
            return
        if said:
            self._asks.run(lambda: look_for(self._desk, said), self._show, self._failed)
        else:
            self._show((TIPS,))

    def _show(self, items: tuple[Item, ...]) -> None:
        if self._box.hasFocus():
            self.list.open_below(self._box, items, current().px(_WIDTH))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._show((Advice("Chưa tìm được", str(error)),))

    def _pick(self, item: object) -> None:
        if isinstance(item, Hit):
            self._leave()
            self.chosen.emit(item.id)
        elif isinstance(item, All):
            self._list_all(item.text)

    def _list_all(self, text: str) -> None:
        if said := text.strip():
            self._leave()
            self.listed.emit(said)

    def _leave(self) -> None:
        self._box.clear()
        self.close()
