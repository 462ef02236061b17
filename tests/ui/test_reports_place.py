"""*Sổ và báo cáo* as a whole: its keys, its size, work that takes long, and the first visit after an upgrade."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.report import Column
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.reports.pages import CHARTS, DAY, POSTING, RATES, REGISTER, REPORT, SAVED, TITLES
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.widgets.rail import RailItem
from onecua_desk.ui.window import MONEY, REPORTS, DeskWindow
from tests.services.first_version import old
from tests.ui.reports_screen import go_to, opened, press, screen, seat, town
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import all_of

__all__ = ["old", "screen", "seat", "town"]

WAIT = 20_000


def test_long_work_is_told_can_be_stopped_and_only_one_goes_on(qtbot: QtBot, town: Desk, tmp_path: Path) -> None:
    tasks = Tasks()
    screen = opened(qtbot, take_seat(town, tasks))
    qtbot.waitUntil(lambda: not screen.work.going(), timeout=WAIT)
    begun, outcomes = threading.Event(), list[object]()

    def job(told, stopped):
        told(1, 4)
        begun.set()
        while not stopped():
            pass
        return "stopped"

    assert screen.work.run("Đang ghi…", job, outcomes.append, outcomes.append)
    assert begun.wait(WAIT / 1000)
    assert screen.busy.isVisible()
    assert screen.writing()
    assert not screen.work.run("", job, outcomes.append, outcomes.append)
    assert "Việc trước còn đang làm" in screen.notice.text()
    assert screen.back()
    qtbot.waitUntil(lambda: outcomes == ["stopped"], timeout=WAIT)
    assert not screen.busy.isVisible()
    tasks.close()


def test_the_first_visit_after_an_upgrade_works_the_figures_out(qtbot: QtBot, old: Desk) -> None:
    screen = opened(qtbot, take_seat(old))
    report = screen.report.model.report
    assert report is not None
    assert report.total[Column.RECEIVED] > 0
    assert not screen.busy.isVisible()


def test_a_stopped_completion_can_be_gone_on_with(qtbot: QtBot, old: Desk) -> None:
    screen = opened(qtbot, take_seat(old))
    screen.completed(False)
    assert "Đã dừng dựng số liệu" in screen.notice.text()
    screen.shown()
    assert screen.report.model.report is not None


def open_window(qtbot: QtBot, desk: Desk) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    window = DeskWindow(take_seat(desk, InlineTasks()).workplace, known, Bridge())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_f6_opens_the_place_ctrl_f6_the_money_and_a_listed_dossier_opens_among_the_dossiers(
    qtbot: QtBot, town: Desk
) -> None:
    window = open_window(qtbot, town)
    titles = [item.text() for item in all_of(window.rail, RailItem)]
    assert titles == [
        "Tiếp nhận",
        "Trả kết quả",
        "Hồ sơ",
        "Sổ và báo cáo",
        "Tiền thu",
        "Chốt ngày",
        "Đồng bộ",
        "Cài đặt",
    ]
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier)
    assert window.current_screen() is window.built(MONEY)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    screen = window.current_screen()
    assert isinstance(screen, ReportsScreen)
    assert screen is window.built(REPORTS)
    go_to(screen, -1, Column.RESOLVED)
    press(qtbot, screen, Qt.Key.Key_Return)
    qtbot.keyClick(screen.report.listed.table, Qt.Key.Key_Return)
    dossiers = window.current_screen()
    assert isinstance(dossiers, DossiersScreen)
    assert dossiers.details.reading is not None
    assert dossiers.details.reading.dossier.received_at.date() == date(2026, 11, 23)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert not screen.report.listed.isHidden()


def test_ctrl_tab_leafs_through_the_pages_from_wherever_the_keyboard_is(qtbot: QtBot, screen: ReportsScreen) -> None:
    go_to(screen, 0, Column.RECEIVED)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    visited = []
    for _ in TITLES:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, control)
        visited.append(screen.tabs.selected())
    assert visited == [RATES, CHARTS, REGISTER, DAY, POSTING, SAVED, REPORT]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, control | shift)
    assert screen.tabs.selected() == SAVED


def test_f8_says_where_it_is_of_use_on_pages_that_make_themselves(screen: ReportsScreen, qtbot: QtBot) -> None:
    for name in (REPORT, RATES, CHARTS, DAY):
        screen.tabs.select(name)
        screen.notice.dismiss()
        qtbot.keyClick(screen, Qt.Key.Key_F8)
        assert "F8 chỉ dùng ở Sổ theo dõi và Niêm yết" in screen.notice.text(), name
    for name in (REGISTER, POSTING):
        screen.tabs.select(name)
        assert not screen._f8.isEnabled(), "the page's own button has the key"


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off_at_any_size(
    qtbot: QtBot, qapp: QApplication, seat: Seat, contrast: bool, scale: float
) -> None:
    apply(qapp, Theme(contrast, scale))
    screen = opened(qtbot, seat)
    screen.resize(1080, 610) if scale > 1 else screen.resize(1152, 660)
    for name in TITLES:
        screen.tabs.select(name)
        page = screen.page()
        QApplication.processEvents()
        assert page.width() <= screen.width()
        for button in (screen.save_button, screen.print_button):
            assert button.isHidden() or button.width() >= button.sizeHint().width()
        assert screen.bar.isVisible() is (name not in {POSTING, SAVED})
    screen.tabs.select(REPORT)
    QApplication.processEvents()
    view = screen.report.table.view
    assert sum(view.columnWidth(column) for column in range(13)) <= view.viewport().width()
    assert view.viewport().height() >= view.rowHeight(0)
    go_to(screen, 0, Column.RECEIVED)
    press(qtbot, screen, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert screen.report.listed.table.viewport().height() >= view.rowHeight(0)
    assert screen.rect().contains(screen.report.listed.geometry().bottomRight())


def test_errors_of_the_program_are_not_hidden(screen: ReportsScreen) -> None:
    with pytest.raises(ZeroDivisionError):
        screen.work.tell(ZeroDivisionError())
    screen.tabs.select(RATES)
    with pytest.raises(ZeroDivisionError):
        screen.pages[RATES].failed(ZeroDivisionError())
