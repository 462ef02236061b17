"""Which day: today until another one is typed or stepped to, which stays until the calendar turns."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.date_edit import DateEdit
from onecua_desk.ui.widgets.field import Field

_WIDEST = 140


class DayBar(QWidget):
    """``changed`` carries the new day. What is typed wrong has its sentence below it."""

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = self._today = today
        self.edit = DateEdit()
        self.before, self.after = KeyButton("Hôm trước", "Alt+Left"), KeyButton("Hôm sau", "Alt+Right")
        self._field = Field("Ngày", self.edit)
        self._lay_out()
        self.edit.set_value(today)
        self.edit.editingFinished.connect(self.take)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))

    def day(self) -> date:
        return self._day

    def take(self) -> bool:
        """Go to the day that is typed; false, with the reason, where it is none."""
        day = self.edit.value()
        if day is None:
            self._field.set_error(self.edit.problem() or "Hãy nhập ngày.")
        elif day != self._day:
            self._go_to(day)
        return day is not None

    def turn_to(self, today: date) -> bool:
        """Whether the calendar has turned since; today is shown then."""
        turned, self._today = today != self._today, today
        if turned:
            self._go_to(today)
        return turned

    def _step(self, days: int) -> None:
        """From the day on screen, which may just have been typed."""
        with suppress(OverflowError):  # where the calendar itself ends
            self._go_to((self.edit.value() or self._day) + timedelta(days))

    def _go_to(self, day: date) -> None:
        self._day = day
        self.edit.set_value(day)
        self.changed.emit(day)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.edit.setMaximumWidth(_WIDEST)
        for widget in (self.before, self._field, self.after):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
