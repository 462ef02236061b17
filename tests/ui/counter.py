"""The applicant's panel with an input behind it, at a real desk, and the keys that a person presses there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Applicant
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import MONDAY
from tests.ui.seat import take_seat

TAM_CARD = "034090001234|125123456|Trần Văn Tám|02051990|Nam|Thôn Đông Tiến, Suối Trong, Bắc Ninh|15042021"
COOP = Applicant(
    "Hợp tác xã Suối Trong",
    "0100109106",
    address="Thôn Pho",
    phone="02043812345",
    email="htx@suoitrong.vn",
    organisation=True,
)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Counter(QWidget):
    """The panel with an input behind it; Enter moves on and Esc leaves, as in the window."""

    def __init__(self, panel: ApplicantPanel) -> None:
        super().__init__()
        self.panel, self.after, self.left = panel, QLineEdit(), 0
        column = QVBoxLayout(self)
        column.addWidget(panel)
        column.addWidget(panel.duplicate)
        column.addWidget(self.after)
        column.addStretch(1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._leave)
        self.resize(720, 660)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.left += 1


def sit_down(qtbot: QtBot, desk: Desk, tasks: Tasks | None = None) -> Counter:
    counter = Counter(ApplicantPanel(Fields(), take_seat(desk, tasks).workplace))
    qtbot.addWidget(counter)
    with qtbot.waitActive(counter):
        counter.show()
        counter.activateWindow()
    counter.panel.set_today(MONDAY.date())
    counter.panel.name.setFocus()
    return counter


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    return sit_down(qtbot, desk)


@pytest.fixture
def panel(counter: Counter) -> ApplicantPanel:
    return counter.panel


def press(qtbot: QtBot, counter: Counter, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(counter.focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier)
