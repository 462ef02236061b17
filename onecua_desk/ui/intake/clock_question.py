"""The question that a doubtful clock asks before anything is received by it: which leader allows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard
from onecua_desk.services.clock_guard import DoubtfulClock
from onecua_desk.ui.intake.saving import Saving
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.workplace import Workplace

_SECOND = 1_000


class ClockQuestion(Card):
    """``go_on``: the leader's name is in the log; ``give_up``: nothing was written, the form stays as it is.

    ``aside`` makes room while it is asked: with large type not everything fits below it.
    """

    def __init__(
        self,
        workplace: Workplace,
        saving: Saving,
        go_on: Callable[[], object],
        give_up: Callable[[], object],
        aside: QWidget,
    ) -> None:
        super().__init__()
        self._workplace, self._go_on, self._give_up, self._aside = workplace, go_on, give_up, aside
        self._writing = False
        self.time, self.day, self.doubt, self.leader = QLabel(), QLabel(), QLabel(), QLineEdit()
        self.field = Field("Lãnh đạo cho phép tiếp nhận", self.leader)
        self.allow = KeyButton("Cho phép, lưu và in", "F12", Kind.MAIN)
        self.not_now = KeyButton("Chưa tiếp nhận", "Esc")
        self._lay_out()
        self._tick = QTimer(self, interval=_SECOND)
        self._tick.timeout.connect(self._show_time)
        self.leader.returnPressed.connect(self.confirm)
        self.allow.clicked.connect(self.confirm)
        self.not_now.clicked.connect(self.back)
        saving.saved.connect(self._close_after)
        self.hide()

    def asks(self, error: Exception) -> bool:
        """Whether ``error`` is a doubt, which is asked about now."""
        if not isinstance(error, DoubtfulClock):
            return False
        self.doubt.setText(" ".join(doubt.sentence() for doubt in error.doubts))
        self.field.clear()
        self._show_time()
        self._tick.start()
        set_present(self._aside, False)
        set_present(self, True)
        self.leader.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def confirm(self) -> bool:
        """Whether there was a question to answer: write the name down, then go on."""
        if self.isHidden():
            return False
        if not self._writing:
            self._writing = True
            desk, official, name = self._workplace.desk, self._workplace.official, self.leader.text()
            self._workplace.tasks.run(lambda: clock_guard.trust(desk, official, name), self._allowed, self._refused)
        return True

    def back(self) -> bool:
        """Esc: whether there was a question to give up."""
        if self.isHidden():
            return False
        self._close()
        self._give_up()
        return True

    def _allowed(self, _: None) -> None:
        self._writing = False
        self._close()
        self._go_on()

    def _refused(self, error: Exception) -> None:
        self._writing = False
        if not isinstance(error, UserError):
            raise error
        self.field.set_error(str(error))
        self.leader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._tick.stop()
        self.leader.clear()
        set_present(self, False)
        set_present(self._aside, True)

    def _close_after(self, _: Dossier, __: str) -> None:
        self._close()

    def _show_time(self) -> None:
        now = self._workplace.desk.now()
        self.time.setText(f"{now:%H:%M}")
        self.day.setText(f"{now:%d/%m/%Y}")

    def _lay_out(self) -> None:
        mark(self.time, "role", "name")
        for label in (self.time, self.day):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark(self.day, "role", "title")
        mark(self.doubt, "role", "warning")
        self.doubt.setWordWrap(True)
        self.doubt.setTextFormat(Qt.TextFormat.PlainText)
        self.leader.setPlaceholderText("Họ tên, chức vụ")
        row = QHBoxLayout()
        row.addLayout(_column(self.time, self.day))
        row.addLayout(_column(self.doubt, self.field), 1)
        row.addLayout(_column(self.allow, self.not_now))
        row.setSpacing(20)
        self.body.addLayout(row)


def _column(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column
