"""What *Sổ và báo cáo* shows is saved where the official chooses, or printed, and what became of it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from onecua_desk.domain.period import Preset
from onecua_desk.domain.report import Column
from onecua_desk.errors import UserError
from onecua_desk.services import saved_files
from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports.file_work import CSV, EXCEL, PDF
from onecua_desk.ui.reports.pages import RATES, REGISTER, REPORT, SAVED
from onecua_desk.ui.reports.saved_page import SavedPage
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.desk_fixture import MAI
from tests.exports.workbooks import rows
from tests.paper.samples import page_texts
from tests.ui.reports_screen import choose, go_to, press, screen, seat, town
from tests.ui.seat import Seat

__all__ = ["screen", "seat", "town"]


def test_what_was_said_of_a_page_goes_when_it_is_turned(screen: ReportsScreen) -> None:
    screen.main_verb()
    assert screen.notice.isVisible()
    screen.tabs.select(SAVED)
    assert not screen.notice.isVisible()


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


def test_the_kind_that_was_saved_last_is_offered_first(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "b.csv")
    screen.save_button.click()
    offered = choose(monkeypatch, None)
    screen.save_button.click()
    screen.tabs.select(RATES)
    screen.save_button.click()
    assert [name.rpartition(".")[2] for name in offered] == ["csv", "csv"]
    choose(monkeypatch, tmp_path / "gone" / "b.pdf")
    screen.tabs.select(REPORT)
    screen.save_button.click()
    offered = choose(monkeypatch, None)
    screen.save_button.click()
    assert offered[0].endswith(".csv"), "what was not written is not remembered"


def test_what_was_said_of_a_saved_file_goes_with_its_page_and_with_its_period(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_year() -> None:
        screen.bar.kind.setCurrentIndex(screen.bar.kind.findData(str(Preset.YEAR)))
        screen.bar.kind.activated.emit(screen.bar.kind.currentIndex())

    for turn in (lambda: screen.tabs.select(RATES), screen.bar.before.click, a_year):
        screen.tabs.select(REPORT)
        choose(monkeypatch, tmp_path / "b.csv")
        screen.save_button.click()
        assert screen.notice.text().startswith("Đã ghi báo cáo. Tệp: ")
        turn()
        assert not screen.notice.isVisible()


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


def test_a_name_with_the_ending_of_another_kind_writes_nothing(
    screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "bieu-do.xlsx")
    screen.work.save("Lưu biểu đồ", "bieu-do", (PDF,), lambda path, told, stopped: path.name)
    assert screen.notice.text() == "Chưa ghi: tên tệp phải kết thúc bằng .pdf."
    assert not list(tmp_path.glob("bieu-do*"))


def test_f12_on_a_page_without_a_print_says_what_can_be_done(screen: ReportsScreen) -> None:
    screen.tabs.select("rates")
    screen.main_verb()
    assert screen.notice.text() == "Trang này không có bản in; Ctrl+S để lưu tệp."


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
        "23/11/2026 10:41",
        "Lê Thị Mai",
        "Sổ theo dõi hồ sơ 01/11/2026 đến 30/11/2026",
        str(path),
    ]
    screen.main_verb()
    assert screen.notice.text() == "Trang này không có bản in."


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


def test_the_dialog_opens_on_the_kind_of_the_last_file(
    town: Desk, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_files.saved(town, MAI, "Báo cáo", tmp_path / "b.csv", "csv")
    opened: list[str] = []

    def look(dialog: QFileDialog) -> int:
        opened.extend((dialog.selectedNameFilter(), dialog.defaultSuffix(), *dialog.nameFilters()))
        return QFileDialog.DialogCode.Rejected.value

    monkeypatch.setattr("onecua_desk.ui.reports.file_work.QFileDialog.exec", look)
    screen.save_button.click()
    assert opened == [CSV, "csv", EXCEL, PDF, CSV]


def test_a_refused_printer_is_one_sentence(screen: ReportsScreen) -> None:
    screen.work.tell(UserError("Máy in hết giấy."))
    assert screen.notice.text() == "Máy in hết giấy."
