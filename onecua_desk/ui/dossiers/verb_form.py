"""A verb's panel with its title, its error line and its two buttons: F12 writes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.scroll import Scroll


class VerbForm(QWidget):
    """``done`` carries the ``Outcome``; after an error the inputs stay as they were typed."""

    done = Signal(object)
    cancelled = Signal()

    def __init__(self, panel: VerbPanel) -> None:
        super().__init__()
        self.panel, self.notice = panel, Notice()
        self.writing = False
        title = QLabel(panel.title)
        mark(title, "role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self.notice)
        column.addWidget(Scroll(panel), 1)
        self.confirm = KeyButton(panel.confirm, "F12", Kind.DANGER if panel.danger else Kind.MAIN)
        self.cancel = KeyButton("Hủy", "Esc")
        self.confirm.clicked.connect(self.write)
        self.cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm, 1)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)

    def start(self) -> None:
        """The keyboard goes to the first input, or to the button where nothing is asked."""
        inputs: list[QWidget] = list(self.panel.findChildren(QWidget))
        next(filter(_takes_keys, inputs), self.confirm).setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        if self.writing:
            return
        self._set_writing(True)
        self.notice.hide()
        self.panel.fields.clear()
        panel, draft = self.panel, self.panel.draft()
        panel.runner().run(lambda: panel.write(draft), self._when_written(), self._failed)

    def leave(self) -> None:
        """Not while something is being written: its outcome must be seen."""
        if not self.writing:
            self.cancelled.emit()

    def may_leave(self) -> bool:
        """False, with a reminder, while typed work would be lost, or is being written."""
        if self.writing:
            self.notice.say(f"«{self.panel.title}» đang được ghi, xin chờ.", Tone.DUE)
        elif self.panel.typed():
            self.notice.say(f"Đang ghi dở «{self.panel.title}»: F12 để lưu, Esc để bỏ.", Tone.DUE)
        else:
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, and presses the button that it reaches."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.focusNextChild()

    def _when_written(self) -> Callable[[Outcome], None]:
        """What is written is announced, even where this form is gone by then."""
        announce = self.panel.workplace.announce

        def written(outcome: Outcome) -> None:
            if shiboken6.isValid(self):
                self._set_writing(False)
                self.done.emit(outcome)
            if outcome.changes is not None:
                announce(outcome.changes)

        return written

    def _failed(self, error: Exception) -> None:
        self._set_writing(False)
        self.notice.hide()
        if not isinstance(error, UserError):
            raise error
        if not self.panel.show_error(error):
            self.notice.say(str(error), Tone.LATE)

    def _set_writing(self, writing: bool) -> None:
        self.writing = writing
        self.confirm.setText("Đang ghi…" if writing else self.panel.confirm)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
