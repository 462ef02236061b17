"""Large letters on a small screen: the list stays in sight, and four verbs stand in one row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Official
from onecua_desk.services import officials
from onecua_desk.services.desk import Desk
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui import theme
from onecua_desk.ui.day_close.screen import DayCloseScreen
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.sync.screen import SyncScreen
from tests.desk_fixture import MONDAY
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button, the
from tests.ui.test_sync_screen import enrolled, refused


@pytest.fixture
def seat(desk: Desk) -> Seat:
    refused(enrolled(desk))
    officials.add(desk.store, Official("lan", "Trần Thị Lan"), "mat-khau-2")
    return take_seat(desk)


@pytest.fixture
def large() -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Theme(contrast=False, scale=1.5))
    yield
    theme.apply(app, theme.Theme())


def show(qtbot: QtBot, screen: SyncScreen | DayCloseScreen, width: int, height: int) -> None:
    qtbot.addWidget(screen)
    screen.resize(width, height)
    screen.show()
    screen.shown()
    QApplication.processEvents()


def rows_seen(table: PagedTable) -> float:
    return table.viewport().height() / table.rowHeight(0)


def test_the_verbs_of_a_refused_receipt_stand_in_one_row(qtbot: QtBot, seat: Seat) -> None:
    screen = SyncScreen(seat.workplace, lambda: LineStatus(LineState.ONLINE, MONDAY))
    show(qtbot, screen, 1159, 657)
    verbs = ("Mở hồ sơ", "Tiếp nhận lại", "Giao việc", "Rút lại")
    assert len({button(screen, verb).y() for verb in verbs}) == 1


def test_two_rows_are_seen_above_an_open_form_with_large_letters(qtbot: QtBot, large: None, seat: Seat) -> None:
    screen = SyncScreen(seat.workplace, lambda: LineStatus(LineState.ONLINE, MONDAY))
    show(qtbot, screen, 1080, 610)
    button(screen, "Giao việc").click()
    QApplication.processEvents()
    assert rows_seen(the(screen, PagedTable)) >= 2


def test_two_rows_of_each_table_of_the_day_are_seen_with_large_letters(qtbot: QtBot, large: None, seat: Seat) -> None:
    screen = DayCloseScreen(seat.workplace)
    show(qtbot, screen, 1080, 610)
    assert rows_seen(screen.lines) >= 2
    assert rows_seen(screen.differences) >= 2
