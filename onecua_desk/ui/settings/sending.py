"""Gửi bản quét: how much of the line scans may use, and at which hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from onecua_desk.domain.sending import SendingRules, read_hour
from onecua_desk.errors import UserError
from onecua_desk.services import file_lane
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.field import Field
from onecua_desk.ui.workplace import Workplace

_SPEEDS = (0, 32, 64, 128, 256)
_AFTER_WORK = time(16, 30), time(7)
_EXPLAINED = "Bản quét luôn đi sau mọi việc khác. Gửi ngay, không đợi giờ: nút «Gửi tệp ngay» ở màn Đồng bộ."


class SendingPanel(Card):
    """Reads when it comes on screen and keeps each choice as it is made; cares for itself."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = workplace.desk, workplace.tasks
        self._reads = Latest(workplace.tasks)
        self._rules = SendingRules()
        self._speeds, self._hours = ChipBar(), QCheckBox("Chỉ gửi bản quét trong giờ")
        self._start, self._end = Field("Từ", QLineEdit()), Field("Đến", QLineEdit())
        self._lay_out()
        self._speeds.chosen.connect(self._choose_speed)
        self._hours.clicked.connect(self._choose_hours)
        for field in (self._start, self._end):
            _line(field).editingFinished.connect(self._type_hours)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reads.run(lambda: file_lane.rules(self._desk), self._show)

    def _show(self, rules: SendingRules) -> None:
        self._rules = rules
        self._speeds.blockSignals(True)
        self._speeds.select(str(rules.kbit))
        self._speeds.blockSignals(False)
        self._hours.setChecked(rules.start is not None)
        for field, hour in ((self._start, rules.start), (self._end, rules.end)):
            field.setVisible(hour is not None)
            if hour is not None:
                _line(field).setText(f"{hour:%H:%M}")

    def _choose_speed(self, name: str) -> None:
        self._keep(replace(self._rules, kbit=int(name)))

    def _choose_hours(self, on: bool) -> None:
        start, end = _AFTER_WORK if on else (None, None)
        self._keep(replace(self._rules, start=start, end=end))

    def _type_hours(self) -> None:
        if self._rules.start is None:
            return
        field = self._start
        try:
            start = read_hour(_line(field).text())
            field = self._end
            rules = replace(self._rules, start=start, end=read_hour(_line(field).text()))
        except UserError as error:
            field.set_error(str(error))
        else:
            self._keep(rules)

    def _keep(self, rules: SendingRules) -> None:
        if rules != self._rules:
            self._tasks.run(lambda: file_lane.set_rules(self._desk, rules), lambda _: self._show(rules), self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._show(self._rules)
        self._end.set_error(str(error))

    def _lay_out(self) -> None:
        for kbit in _SPEEDS:
            self._speeds.add(str(kbit), f"{kbit} kbit/giây" if kbit else "Không giới hạn")
        self._speeds.setAccessibleName("Tốc độ gửi bản quét")
        speed, explained, hours = QLabel("Tốc độ"), QLabel(_EXPLAINED), QHBoxLayout()
        explained.setWordWrap(True)
        for label in (speed, explained):
            mark(label, "role", "soft")
        for field in (self._start, self._end):
            hours.addWidget(field)
        hours.addStretch(1)
        self.body.addWidget(Section(None, "Gửi bản quét"))
        for widget in (speed, self._speeds, self._hours):
            self.body.addWidget(widget)
        self.body.addLayout(hours)
        self.body.addWidget(explained)


def _line(field: Field) -> QLineEdit:
    assert isinstance(field.input, QLineEdit)
    return field.input
