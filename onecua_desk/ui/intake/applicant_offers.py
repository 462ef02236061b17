"""Earlier applicants, offered below an input while it is typed into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from onecua_desk.domain.text import digits, fold
from onecua_desk.services import applicants
from onecua_desk.services.applicants import EarlierApplicant
from onecua_desk.ui.intake.applicant_words import offer_lines
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.drop_list import DropList
from onecua_desk.ui.workplace import Workplace

PAUSE = 120
"""Milliseconds after the last letter until the store is asked."""

_WIDTH = 460
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def enough_letters(text: str) -> bool:
    return len(fold(text).strip()) >= 2


def enough_digits(text: str) -> bool:
    return len(digits(text)) >= 4


class EarlierOffers(QObject):
    """Arrow keys mark, Enter takes what is marked, Esc closes; Enter without a mark goes on as without a list."""

    taken = Signal(object)
    """An ``EarlierApplicant``."""

    def __init__(self, workplace: Workplace | None, parent: QWidget) -> None:
        """Without a ``workplace`` nobody is known."""
        super().__init__(parent)
        self._workplace, self._panel = workplace, parent
        self._latest = Latest(workplace.tasks) if workplace else None
        self._list: DropList | None = None
        self._edit: QLineEdit | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._ask)

    def watch(self, edit: QLineEdit, is_enough: Callable[[str], bool]) -> None:
        """Offer below ``edit`` as soon as what was typed ``is_enough`` to tell people apart."""
        edit.installEventFilter(self)
        edit.textEdited.connect(lambda text: self._follow(edit, is_enough(text)))

    def offers(self) -> list[object]:
        return self._list.items() if self._list else []

    def close(self) -> bool:
        """Whether there was a list to close; what was asked is no longer waited for."""
        self._pause.stop()
        if self._latest:
            self._latest.drop()
        was_open = self._list is not None and not self._list.isHidden()
        if self._list:
            self._list.hide()
        return was_open

    def eventFilter(self, edit: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.close()
        elif isinstance(event, QKeyEvent) and self.offers():
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # else it would be the frame's Esc, which leaves the form
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._answer(Qt.Key(event.key()))
        return super().eventFilter(edit, event)

    def _answer(self, key: Qt.Key) -> bool:
        """Whether the key was meant for the list."""
        assert self._list is not None
        if key in _STEPS:
            self._list.move_mark(_STEPS[key])
            return True
        if key in _ENTER:
            marked = self._list.marked()
            self._take(marked) if marked else self.close()
            return marked is not None
        return key == Qt.Key.Key_Escape and self.close()

    def _follow(self, edit: QLineEdit, enough: bool) -> None:
        self._edit = edit
        self._pause.start() if enough else self.close()

    def _ask(self) -> None:
        if self._workplace and self._latest and self._edit is not None and self._edit.hasFocus():
            desk, text = self._workplace.desk, self._edit.text()
            self._latest.run(lambda: applicants.earlier(desk, text), self._show)

    def _show(self, offers: list[EarlierApplicant]) -> None:
        if self._edit is None or not self._edit.hasFocus():
            return
        if self._list is None:
            self._list = DropList(self._panel.window(), offer_lines)
            self._list.picked.connect(self._take)
        self._list.open_below(self._edit, offers, current().px(_WIDTH))

    def _take(self, offer: object) -> None:
        self.close()
        self.taken.emit(offer)
