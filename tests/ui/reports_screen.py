"""The place of registers and reports at a real desk, and the system's own dialog in which a person chooses a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from onecua_desk.domain.report import Column
from onecua_desk.domain.report_words import COLUMNS
from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports import file_work
from onecua_desk.ui.reports.figures_model import FIRST
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, THREE_DAYS, receive
from tests.services.results import with_result
from tests.ui.seat import Seat, take_seat

ROOM = 1152, 660


def opened(qtbot: QtBot, seat: Seat) -> ReportsScreen:
    screen = ReportsScreen(seat.workplace)
    qtbot.addWidget(screen)
    screen.resize(*ROOM)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.shown()
    return screen


@pytest.fixture
def town(desk: Desk, clock: Clock) -> Desk:
    """Three dossiers of two fields; one has its result, the newest is another person's."""
    receive(desk, COPY)
    with_result(desk, receive(desk, COPY))
    clock.turn(hours=1)
    receive(desk, THREE_DAYS, replace(BICH, name="Trần Văn Tám"))
    return desk


@pytest.fixture
def seat(town: Desk) -> Seat:
    return take_seat(town)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> ReportsScreen:
    return opened(qtbot, seat)


def badges(screen: ReportsScreen) -> list[str]:
    """The sums that stand under the report."""
    return [badge.text() for badge in screen.report.badges if badge.isVisible()]


def go_to(screen: ReportsScreen, row: int, column: Column) -> None:
    """Choose a figure; row -1 is the total."""
    model, view = screen.report.model, screen.report.table.view
    view.setFocus()
    view.setCurrentIndex(model.index(row % model.rowCount(), FIRST + COLUMNS.index(column)))


def press(qtbot: QtBot, screen: ReportsScreen, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(screen.report.table.view, key)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """What the person answers in the dialog; the names that it offered come into the list."""
    offered: list[str] = []

    class Dialog(QFileDialog):
        def selectFile(self, name: str) -> None:
            offered.append(name)

        def exec(self) -> int:
            answers = QFileDialog.DialogCode
            return (answers.Accepted if path else answers.Rejected).value

        def selectedFiles(self) -> list[str]:
            return [str(path)]

    monkeypatch.setattr(file_work, "QFileDialog", Dialog)
    return offered
