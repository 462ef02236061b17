"""Which period: a kind of period or free dates, and the one before or after."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.period import Preset, around, earlier, free, later, preset_of
from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.date_edit import DateEdit
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.presence import set_present

_FREE = "Từ ngày đến ngày"
_EDIT_WIDTH = 126


class PeriodBar(QWidget):
    """``changed`` carries the new period. What was typed wrong stands below, with the keyboard where it was typed."""

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._period = around(Preset.MONTH, today)
        self.kind, self.first, self.last, self.said = QComboBox(), DateEdit(), DateEdit(), QLabel()
        self.before, self.after = (
            KeyButton("Trước", "Alt+Left", Kind.QUIET),
            KeyButton("Sau", "Alt+Right", Kind.QUIET),
        )
        self._row = FlowLayout(8)
        self._lay_out()
        self._show()
        self.kind.activated.connect(self._choose)
        self.first.editingFinished.connect(self._first_typed)
        self.last.editingFinished.connect(self._typed)
        self.before.clicked.connect(lambda: self._step(back=True))
        self.after.clicked.connect(lambda: self._step(back=False))

    def period(self) -> Period:
        return self._period

    def add(self, widget: QWidget) -> None:
        """At the end of the line."""
        self._row.addWidget(widget)

    def take(self) -> bool:
        """Go to the dates as they are typed; false, with the reason, where they are no period."""
        try:
            self._refuse_unreal()
            period = free(self.first.value(), self.last.value())
        except UserError as error:
            self.show_error(error)
            return False
        self._clear()
        if period != self._period:
            self._go_to(period)
        return True

    def turn_to(self, today: date) -> None:
        """The calendar has turned: a period that went on until now becomes the one that goes on now."""
        preset, before = preset_of(self._period), self._today
        self._today = today
        went_on = self._period.first <= before <= self._period.last
        if preset and went_on and not self._period.first <= today <= self._period.last:
            self._period = around(preset, today)
            self._show()

    def show_error(self, error: UserError) -> bool:
        """Put the sentence below the dates, the keyboard into the one that it is about; false where it is of none."""
        edit = {"first": self.first, "last": self.last}.get(error.field or "")
        if edit is None:
            return False
        mark(edit, "state", "error")
        edit.setAccessibleDescription(str(error))
        self.said.setText(str(error))
        set_present(self.said, True)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        return True

    def _refuse_unreal(self) -> None:
        for field, edit in (("first", self.first), ("last", self.last)):
            if problem := edit.problem():
                raise UserError(problem, field=field)

    def _typed(self) -> None:
        """Leaving a date that nobody touched asks nothing; nor does an error that is being mended at the other one."""
        if (self.first.value(), self.last.value()) != (self._period.first, self._period.last) or self._wrong():
            self.take()

    def _first_typed(self) -> None:
        """Of a single day both dates are the same: the last one follows the first."""
        day = self.first.value()
        if self.kind.currentData() == str(Preset.DAY) and day is not None and day != self._period.first:
            self.last.set_value(day)
        self._typed()

    def _wrong(self) -> bool:
        return not self.said.isHidden()

    def _choose(self) -> None:
        preset = self.kind.currentData()
        if preset is None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.selectAll()
            return
        inside = self._period.first <= self._today <= self._period.last
        now = inside or preset == str(Preset.DAY)  # the day that is wanted is seldom the first of a month gone by
        self._go_to(around(Preset(preset), self._today if now else self._period.first))

    def _step(self, *, back: bool) -> None:
        """Not out of the years that can be reported on: they end, and so does the calendar at the year 1."""
        preset, period = self.kind.currentData(), self._period
        if preset is not None:
            moved = (earlier if back else later)(Preset(preset), period)
        else:
            days = timedelta(days=(period.last - period.first).days + 1)
            step = -days if back else days
            moved = Period(period.first + step, period.last + step)
        try:
            self._go_to(free(moved.first, moved.last))
        except UserError as error:
            self.show_error(error)

    def _go_to(self, period: Period) -> None:
        self._period = period
        self._show()
        self.changed.emit(period)

    def _show(self) -> None:
        self._clear()
        self.first.set_value(self._period.first)
        self.last.set_value(self._period.last)
        chosen, meant = self.kind.currentData(), preset_of(self._period)
        if chosen is None or around(Preset(chosen), self._period.first) != self._period:
            with QSignalBlocker(self.kind):
                self.kind.setCurrentIndex(self.kind.findData(str(meant) if meant else None))

    def _clear(self) -> None:
        for edit in (self.first, self.last):
            mark(edit, "state", "")
            edit.setAccessibleDescription("")
        set_present(self.said, False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        for edit in (self.first, self.last):
            edit.setFixedWidth(current().px(_EDIT_WIDTH))

    def _lay_out(self) -> None:
        for preset in Preset:
            self.kind.addItem(preset.label, str(preset))
        self.kind.addItem(_FREE, None)
        self.kind.setCurrentIndex(self.kind.findData(str(Preset.MONTH)))
        self.kind.setAccessibleName("Kỳ báo cáo")
        self.first.setAccessibleName("Từ ngày")
        self.last.setAccessibleName("Đến ngày")
        mark(self.said, "role", "error")
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.kind, self.first, self.last, self.before, self.after):
            self._row.addWidget(widget)
        self._measure()
        column.addLayout(self._row)
        column.addWidget(self.said)
