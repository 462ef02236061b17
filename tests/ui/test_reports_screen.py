"""Báo cáo 13 cột: its sums, its figures by keyboard, the dossiers behind them, its files and its paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.period import Preset
from onecua_desk.domain.report import By, Column, Period
from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports import file_work
from onecua_desk.ui.reports.pages import POSTING, RATES, REPORT, SAVED, TITLES
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.theme import Theme, apply
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, THREE_DAYS, receive
from tests.exports.workbooks import rows
from tests.paper.samples import page_texts
from tests.services.results import with_result
from tests.ui.reports_screen import choose, go_to, opened, press
from tests.ui.seat import Seat, take_seat


@pytest.fixture
def seat(desk: Desk, clock: Clock) -> Seat:
    receive(desk, COPY)
    with_result(desk, receive(desk, COPY))
    clock.turn(hours=1)
    receive(desk, THREE_DAYS, replace(BICH, name="Trần Văn Tám"))
    return take_seat(desk)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> ReportsScreen:
    return opened(qtbot, seat)


def badges(screen: ReportsScreen) -> list[str]:
    return [badge.text() for badge in screen.report.badges if badge.isVisible()]


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


def test_an_empty_period_says_so_and_what_to_do(screen: ReportsScreen) -> None:
    screen.bar.before.click()
    assert screen.bar.period() == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert screen.report.empty.isVisible()
    assert badges(screen) == []
    screen.bar.after.click()
    assert not screen.report.empty.isVisible()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("24/11/2026", "01/11/2026", "Ngày cuối kỳ 01/11/2026 trước ngày đầu kỳ 24/11/2026"),
        ("31/02/2026", "01/11/2026", "không phải ngày có thật"),
        ("", "01/11/2026", "Hãy nhập ngày đầu kỳ."),
        ("01/01/2027", "31/01/2027", "Kỳ báo cáo bắt đầu ngày 01/01/2027, chưa tới."),
    ],
)
def test_wrong_dates_are_said_at_the_dates(screen: ReportsScreen, first: str, last: str, said: str) -> None:
    screen.bar.first.setText(first)
    screen.bar.last.setText(last)
    screen.bar.last.editingFinished.emit()
    assert said in screen.bar.said.text()
    assert screen.bar.said.isVisible()
    assert "error" in (screen.bar.first.property("state"), screen.bar.last.property("state"))
    screen.bar.first.setText("01/11/2026")
    screen.bar.last.setText("30/11/2026")
    screen.bar.last.editingFinished.emit()
    assert not screen.bar.said.isVisible()
    assert len(badges(screen)) == 4


def test_presets_go_back_and_forth_and_free_dates_by_their_length(screen: ReportsScreen) -> None:
    bar = screen.bar
    bar.kind.setCurrentIndex(bar.kind.findData(str(Preset.REPORT_MONTH)))
    bar.kind.activated.emit(bar.kind.currentIndex())
    assert bar.period() == Period(date(2026, 11, 15), date(2026, 12, 14))
    bar.before.click()
    assert (bar.first.text(), bar.last.text()) == ("15/10/2026", "14/11/2026")
    bar.first.setText("01/11/2026")
    bar.last.setText("10/11/2026")
    bar.last.editingFinished.emit()
    assert bar.kind.currentText() == "Từ ngày đến ngày"
    bar.after.click()
    assert bar.period() == Period(date(2026, 11, 11), date(2026, 11, 20))


def test_a_single_day_is_typed_once(screen: ReportsScreen) -> None:
    bar = screen.bar
    bar.kind.setCurrentIndex(bar.kind.findData(str(Preset.DAY)))
    bar.kind.activated.emit(bar.kind.currentIndex())
    assert bar.period() == Period(date(2026, 11, 23), date(2026, 11, 23))
    for typed, day in (("10/11/2026", date(2026, 11, 10)), ("20112026", date(2026, 11, 20))):
        bar.first.setText(typed)
        bar.first.editingFinished.emit()
        assert (bar.period(), bar.said.isHidden(), bar.last.value()) == (Period(day, day), True, day)
        assert bar.kind.currentData() == str(Preset.DAY)
    bar.last.setText("22/11/2026")
    bar.last.editingFinished.emit()
    assert bar.period() == Period(date(2026, 11, 20), date(2026, 11, 22))


def test_a_day_chosen_from_a_month_gone_by_is_today(screen: ReportsScreen) -> None:
    screen.bar.before.click()
    screen.bar.kind.setCurrentIndex(screen.bar.kind.findData(str(Preset.DAY)))
    screen.bar.kind.activated.emit(screen.bar.kind.currentIndex())
    assert screen.bar.period() == Period(date(2026, 11, 23), date(2026, 11, 23))


def test_what_was_said_of_a_page_goes_when_it_is_turned(screen: ReportsScreen) -> None:
    screen.main_verb()
    assert screen.notice.isVisible()
    screen.tabs.select(SAVED)
    assert not screen.notice.isVisible()


def test_a_period_that_went_on_turns_with_the_calendar(screen: ReportsScreen, clock: Clock) -> None:
    clock.turn(days=10)
    screen.shown()
    assert screen.bar.period() == Period(date(2026, 12, 1), date(2026, 12, 31))
    screen.bar.before.click()
    clock.turn(days=40)
    screen.shown()
    assert screen.bar.period().first == date(2026, 11, 1)


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "csv"])
def test_the_report_is_saved_where_the_official_chooses(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"thang 11.{suffix}"
    offered = choose(monkeypatch, path)
    screen.save_button.click()
    assert offered == ["Bao cao 13 cot theo linh vuc 2026-11-01 den 2026-11-30.xlsx"]
    assert screen.notice.text() == f"Đã ghi báo cáo. Tệp: {path}"
    assert path.stat().st_size > 300


def test_the_list_behind_a_figure_is_saved_too(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(screen, -1, Column.PENDING)
    press(qtbot, screen, Qt.Key.Key_Return)
    path = tmp_path / "ds.xlsx"
    offered = choose(monkeypatch, path)
    screen.report.listed.save_button.click()
    assert offered == ["Danh sach ho so cot 11 2026-11-01 den 2026-11-30.xlsx"]
    assert len(rows(path)) == 4 + 2


def test_a_dialog_that_is_left_writes_nothing_and_a_refused_place_is_one_sentence(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    screen.save_button.click()
    assert screen.notice.text() == ""
    choose(monkeypatch, tmp_path / "rut roi" / "b.xlsx")
    screen.save_button.click()
    assert screen.notice.text().startswith("Không ghi được tệp")
    assert screen.notice.text().endswith("không còn ở đó nữa.")


def test_f12_prints_the_report_with_its_charts(screen: ReportsScreen, seat: Seat) -> None:
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu báo cáo thành tệp PDF trong")
    (file,) = seat.workplace.slip_folder.glob("Bao cao 13 cot*.pdf")
    assert "Tổng cộng 3 0 3 0 1 0 1 0 2 2 0" in page_texts(file.read_bytes())[0]


def test_dates_that_were_just_typed_are_shown_before_they_are_printed(screen: ReportsScreen, seat: Seat) -> None:
    screen.bar.first.setText("02/11/2026")
    screen.main_verb()
    assert screen.notice.text().startswith("Đã chuyển sang kỳ vừa nhập")
    assert not seat.workplace.slip_folder.exists()
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu báo cáo")


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


def test_figures_that_come_after_the_keyboard_have_a_cell_to_begin_with(qtbot: QtBot, screen: ReportsScreen) -> None:
    view = screen.report.table.view
    screen.report.model.show_report(None)
    view.setFocus()
    assert not view.currentIndex().isValid()
    screen.refresh(None)
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.report.listed.isVisible()


def test_a_name_with_the_ending_of_another_kind_writes_nothing(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "bieu-do.xlsx")
    screen.work.save("Lưu biểu đồ", "bieu-do", (file_work.PDF,), lambda path, told, stopped: path.name)
    assert screen.notice.text() == "Chưa ghi: tên tệp phải kết thúc bằng .pdf."
    assert not list(tmp_path.glob("bieu-do*"))


def test_f12_on_a_page_without_a_print_says_what_can_be_done(screen: ReportsScreen) -> None:
    screen.tabs.select("rates")
    screen.main_verb()
    assert screen.notice.text() == "Trang này không có bản in; Ctrl+S để lưu tệp."
