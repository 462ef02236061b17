"""The other pages of the place: shares, charts, register, day list and posting; and the place in the window."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from onecua_desk.domain.report import Column
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.reports.charts_page import ChartsPage
from onecua_desk.ui.reports.day_page import DayPage
from onecua_desk.ui.reports.file_work import PDF
from onecua_desk.ui.reports.pages import CHARTS, DAY, POSTING, RATES, REGISTER, REPORT, SAVED, TITLES
from onecua_desk.ui.reports.posting_page import PostingPage
from onecua_desk.ui.reports.rates_page import RatesPage
from onecua_desk.ui.reports.register_page import RegisterPage
from onecua_desk.ui.reports.saved_page import SavedPage
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.theme import Theme, apply, current
from onecua_desk.ui.widgets.rail import RailItem
from onecua_desk.ui.window import MONEY, REPORTS, DeskWindow
from tests.clock import Clock
from tests.desk_fixture import COPY, MONDAY, THREE_DAYS, receive, settings_in
from tests.exports.workbooks import rows
from tests.paper.samples import page_texts
from tests.services.results import with_result
from tests.ui.reports_screen import choose, go_to, opened, press
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of

GOLDEN = Path(__file__).parent.parent / "golden" / "desk-1.sqlite3.gz"
WAIT = 20_000


@pytest.fixture
def town(desk: Desk) -> Desk:
    receive(desk, THREE_DAYS)
    with_result(desk, receive(desk, COPY))
    return desk


@pytest.fixture
def screen(qtbot: QtBot, town: Desk) -> ReportsScreen:
    return opened(qtbot, take_seat(town))


def shown(table: object) -> list[list[str]]:
    model = table.paged()  # type: ignore[attr-defined]
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]


def test_shares_say_their_part_and_whole_and_what_cannot_be_counted_says_why(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.select(RATES)
    page = screen.page()
    assert isinstance(page, RatesPage)
    found = {row[0]: row[1:] for row in shown(page.shares)}
    assert found["Giải quyết đúng và trước hạn"] == ["1 / 1", "100,0 %"]
    assert found["Nộp trực tuyến"] == ["0 / 2", "0,0 %"]
    assert found["Hài lòng"] == ["0 / 0", "—"]
    assert found["Phản ánh, kiến nghị xử lý đúng hạn"] == ["không tính được", "—"]
    page.shares.selectRow(next(at for at, row in enumerate(shown(page.shares)) if row[0].startswith("Phản ánh")))
    assert "được nhận trên hệ thống khác" in page.note.text()
    assert shown(page.handling)[0][1] == "1"
    assert not screen.print_button.isVisible()
    path = tmp_path / "ty le.xlsx"
    choose(monkeypatch, path)
    screen.save_button.click()
    assert ("Giải quyết đúng và trước hạn", 1, 1, 100) in [row[:4] for row in rows(path)]


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_charts_are_drawn_in_the_colours_and_the_size_of_the_theme(
    qtbot: QtBot, qapp: QApplication, town: Desk, contrast: bool, scale: float
) -> None:
    apply(qapp, Theme(contrast, scale))
    screen = opened(qtbot, take_seat(town))
    screen.tabs.select(CHARTS)
    page = screen.page()
    assert isinstance(page, ChartsPage)
    assert page.months.height() >= 17 * current().px(13)
    for view in (page.months, page.fields):
        view.draw()
        assert view.picture.isValid()
        assert (view.picture.defaultSize().width(), view.picture.defaultSize().height()) == (
            view.width(),
            view.height(),
        )
        picture = screen.grab().toImage()
        corner = view.mapTo(screen, view.rect().topRight())
        ratio = picture.devicePixelRatio()
        found = picture.pixelColor(int((corner.x() - 2) * ratio), int((corner.y() + 2) * ratio))
        assert found.name().upper() == current().card
    assert "Chứng thực: Tiếp nhận, cả kỳ trước chuyển sang 1" in page.fields.accessibleDescription()


def test_an_empty_period_has_no_charts_and_says_so(screen: ReportsScreen) -> None:
    screen.tabs.select(CHARTS)
    screen.bar.before.click()
    page = screen.page()
    assert isinstance(page, ChartsPage)
    assert not page.months.isVisible()
    screen.bar.after.click()
    assert page.months.isVisible()
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu báo cáo kèm biểu đồ")


def test_the_register_is_shown_saved_and_printed_and_says_its_numbers(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.select(REGISTER)
    page = screen.page()
    assert isinstance(page, RegisterPage)
    page.make.click()
    assert page.said.text().startswith("Sổ có 2 hồ sơ, từ số 1 (quyển 1) đến số 2 (quyển 1), ")
    assert page.paper.picture.has_page()
    page.cover.setChecked(False)
    for suffix in ("pdf", "xlsx", "csv"):
        path = tmp_path / f"so.{suffix}"
        offered = choose(monkeypatch, path)
        screen.save_button.click()
        assert offered == ["So theo doi ho so 2026-11-01 den 2026-11-30.pdf"]
        assert screen.notice.text().endswith(f"Tệp: {path}")
    assert "Đặng Thị Ngọc Bích" in page_texts((tmp_path / "so.pdf").read_bytes())[0]
    assert len(rows(tmp_path / "so.xlsx")) == 5 + 2
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu sổ theo dõi thành tệp PDF")


def test_a_register_of_nothing_is_one_sentence(screen: ReportsScreen) -> None:
    screen.tabs.select(REGISTER)
    screen.bar.before.click()
    screen.main_verb()
    assert screen.notice.text() == "Từ 01/10/2026 đến 31/10/2026 không có hồ sơ nào để vào sổ."


def test_the_day_list_is_shown_at_once_for_the_last_day_of_the_period(screen: ReportsScreen) -> None:
    screen.tabs.select(DAY)
    page = screen.page()
    assert isinstance(page, DayPage)
    assert page.said.text() == "Ngày 23/11/2026."
    assert page.paper.picture.has_page()
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu bảng kê ngày")
    screen.bar.before.click()
    assert not page.paper.picture.has_page()
    assert "31/10/2026" in page.said.text()


def test_of_a_day_to_come_no_older_sheet_is_shown(screen: ReportsScreen) -> None:
    screen.tabs.select(DAY)
    page = screen.page()
    assert isinstance(page, DayPage)
    screen.bar.kind.setCurrentIndex(screen.bar.kind.findText("Ngày"))
    screen.bar.kind.activated.emit(screen.bar.kind.currentIndex())
    assert page.paper.picture.has_page()
    screen.bar.first.setText("24/11/2026")
    screen.bar.first.editingFinished.emit()
    assert page.said.text() == "Ngày 24/11/2026 chưa tới."
    assert not page.paper.picture.has_page()


def test_the_posting_comes_as_booklet_or_board(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.select(POSTING)
    page = screen.page()
    assert isinstance(page, PostingPage)
    assert not screen.bar.isVisible()
    page.board.setChecked(True)
    path = tmp_path / "bang.pdf"
    choose(monkeypatch, path)
    screen.save_button.click()
    assert page.said.text().endswith(" tờ A3.")
    assert path.read_bytes().startswith(b"%PDF")
    assert page.paper.picture.has_page()


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


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Desk]:
    """A store of the first version: what reports count must be worked out first."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / FILE).write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    desk = open_desk(settings_in(tmp_path / "desk"), Clock(MONDAY.replace(hour=11)))
    yield desk
    desk.store.close()


def test_the_first_visit_after_an_upgrade_works_the_figures_out(qtbot: QtBot, upgraded: Desk) -> None:
    screen = opened(qtbot, take_seat(upgraded))
    report = screen.report.model.report
    assert report is not None
    assert report.total[Column.RECEIVED] > 0
    assert not screen.busy.isVisible()


def test_a_stopped_completion_can_be_gone_on_with(qtbot: QtBot, upgraded: Desk) -> None:
    screen = opened(qtbot, take_seat(upgraded))
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


def test_files_that_were_saved_stand_on_a_page_of_their_own(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so.xlsx"
    choose(monkeypatch, path)
    screen.tabs.select(REGISTER)
    screen.save_button.click()
    screen.tabs.select(SAVED)
    page = screen.page()
    assert isinstance(page, SavedPage)
    model = page.table.paged()
    assert [model.index(0, column).data() for column in range(4)] == [
        "23/11/2026 09:41",
        "Lê Thị Mai",
        "Sổ theo dõi hồ sơ 01/11/2026 đến 30/11/2026",
        str(path),
    ]
    screen.main_verb()
    assert screen.notice.text() == "Trang này không có bản in."


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


def test_the_kind_that_is_chosen_in_the_dialog_names_the_file(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Qt's own dialog, as far as a person sees it."""

    def choose_pdf(dialog: QFileDialog) -> int:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("thang 11.xlsx")
        dialog.selectNameFilter(PDF)
        dialog.filterSelected.emit(PDF)
        return QFileDialog.DialogCode.Accepted.value

    monkeypatch.setattr("onecua_desk.ui.reports.file_work.QFileDialog.exec", choose_pdf)
    screen.save_button.click()
    assert [file.name for file in tmp_path.glob("thang*")] == ["thang 11.pdf"]


def test_a_refused_printer_is_one_sentence(screen: ReportsScreen) -> None:
    screen.work.tell(UserError("Máy in hết giấy."))
    assert screen.notice.text() == "Máy in hết giấy."


def test_f8_says_where_it_is_of_use_on_pages_that_make_themselves(screen: ReportsScreen, qtbot: QtBot) -> None:
    for name in (REPORT, RATES, CHARTS, DAY):
        screen.tabs.select(name)
        screen.notice.dismiss()
        qtbot.keyClick(screen, Qt.Key.Key_F8)
        assert "F8 chỉ dùng ở Sổ theo dõi và Niêm yết" in screen.notice.text(), name
    for name in (REGISTER, POSTING):
        screen.tabs.select(name)
        assert not screen._f8.isEnabled(), "the page's own button has the key"
