"""Báo cáo 13 cột: its sums, its figures by keyboard, and the dossiers behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.report import By, Column
from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.desk_fixture import COPY, receive
from tests.ui.reports_screen import badges, go_to, press, screen, seat, town

__all__ = ["screen", "seat", "town"]


def listed(screen: ReportsScreen) -> list[str]:
    model = screen.report.listed.model
    return [model.item(row).row.applicant for row in range(model.rowCount())]


def chosen(screen: ReportsScreen) -> tuple[int, int]:
    index = screen.report.table.view.currentIndex()
    return index.row(), index.column()


def test_the_four_sums_stand_ticked_with_their_numbers_under_the_table(screen: ReportsScreen) -> None:
    assert badges(screen) == [
        "(3) = (4) + (5) + (6): 3 = 0 + 3 + 0 ✓",
        "(7) = (8) + (9) + (10): 1 = 0 + 1 + 0 ✓",
        "(11) = (12) + (13): 2 = 2 + 0 ✓",
        "(3) = (7) + (11): 3 = 1 + 2 ✓",
    ]


def test_every_figure_is_reached_by_arrow_keys_and_the_total_is_the_last_line(
    qtbot: QtBot, screen: ReportsScreen
) -> None:
    view, model = screen.report.table.view, screen.report.model
    view.setFocus()
    view.setCurrentIndex(model.index(0, 2))
    visited = {chosen(screen)}
    for _ in range(model.rowCount() - 1):
        press(qtbot, screen, Qt.Key.Key_Down)
        visited.add(chosen(screen))
    for _ in range(10):
        press(qtbot, screen, Qt.Key.Key_Right)
    assert visited == {(row, 2) for row in range(model.rowCount())}
    assert chosen(screen) == (model.rowCount() - 1, 12)
    assert model.is_total(chosen(screen)[0])
    press(qtbot, screen, Qt.Key.Key_Up)
    assert chosen(screen) == (model.rowCount() - 2, 12)
    for _ in range(20):
        press(qtbot, screen, Qt.Key.Key_Left)
    assert chosen(screen)[1] == 2


def test_enter_opens_the_dossiers_of_a_figure_enter_again_one_of_them_and_esc_goes_back(
    qtbot: QtBot, screen: ReportsScreen
) -> None:
    go_to(screen, -1, Column.RECEIVED)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.report.listed.title.text() == "Tổng số tiếp nhận (3) · Tổng cộng"
    assert screen.report.listed.count.text() == "3 hồ sơ"
    assert listed(screen)[0] == "Trần Văn Tám"
    table = screen.report.listed.table
    assert QApplication.focusWidget() is table
    with qtbot.waitSignal(screen.dossier_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [screen.report.listed.model.item(0).row.id]
    assert screen.back()
    assert screen.report.listed.isHidden()
    assert QApplication.focusWidget() is screen.report.table.view
    assert not screen.back()


def test_every_figure_opens_as_many_dossiers_as_it_says(screen: ReportsScreen) -> None:
    model, table = screen.report.model, screen.report.table
    for row in range(model.rowCount()):
        for column in range(2, 13):
            index = model.index(row, column)
            table.view.asked.emit(index)
            assert len(listed(screen)) == int(index.data())


def test_a_nought_says_that_there_is_nothing_and_keeps_the_keyboard(qtbot: QtBot, screen: ReportsScreen) -> None:
    go_to(screen, 0, Column.LATE)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.report.listed.empty.isVisible()
    assert QApplication.focusWidget() is screen.report.listed.leave_button
    assert not screen.report.listed.save_button.isEnabled()


def test_lines_are_fields_bodies_officials_or_months(screen: ReportsScreen) -> None:
    names = {}
    for by in By:
        screen.report.by.setCurrentIndex(screen.report.by.findData(str(by)))
        screen.report.by.activated.emit(screen.report.by.currentIndex())
        names[by] = screen.report.model.index(0, 1).data()
    assert names[By.FIELD] == "Chứng thực"
    assert names[By.OFFICIAL] == "Lê Thị Mai"
    assert names[By.MONTH] == "Tháng 11/2026"
    assert len(badges(screen)) == 4


def test_what_is_written_meanwhile_is_counted_and_the_chosen_cell_stays(screen: ReportsScreen, desk: Desk) -> None:
    go_to(screen, 0, Column.DIRECT)
    receive(desk, COPY)
    screen.refresh(None)
    assert chosen(screen) == (0, 4)
    assert badges(screen)[0].startswith("(3) = (4) + (5) + (6): 4 = 0 + 4 + 0")


def test_figures_that_come_after_the_keyboard_have_a_cell_to_begin_with(qtbot: QtBot, screen: ReportsScreen) -> None:
    view = screen.report.table.view
    screen.report.model.show_report(None)
    view.setFocus()
    assert not view.currentIndex().isValid()
    screen.refresh(None)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.report.listed.isVisible()
