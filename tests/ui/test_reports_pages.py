"""The other pages of *Sổ và báo cáo*: shares, charts, register, day list and posting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports.charts_page import ChartsPage
from onecua_desk.ui.reports.day_page import DayPage
from onecua_desk.ui.reports.pages import CHARTS, DAY, POSTING, RATES, REGISTER
from onecua_desk.ui.reports.posting_page import PostingPage
from onecua_desk.ui.reports.rates_page import RatesPage
from onecua_desk.ui.reports.register_page import RegisterPage
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.theme import Theme, apply, current
from tests.exports.workbooks import rows
from tests.paper.samples import page_texts
from tests.ui.reports_screen import choose, opened, screen, seat, town
from tests.ui.seat import take_seat

__all__ = ["screen", "seat", "town"]


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
    assert found["Nộp trực tuyến"] == ["0 / 3", "0,0 %"]
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
    assert "Chứng thực: Tiếp nhận, cả kỳ trước chuyển sang 2" in page.fields.accessibleDescription()


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
    assert page.said.text().startswith("Sổ có 3 hồ sơ, từ số 1 (quyển 1) đến số 3 (quyển 1), ")
    assert page.paper.picture.has_page()
    page.cover.setChecked(False)
    for suffix, last in (("pdf", "pdf"), ("xlsx", "pdf"), ("csv", "xlsx")):
        path = tmp_path / f"so.{suffix}"
        offered = choose(monkeypatch, path)
        screen.save_button.click()
        assert offered == [f"So theo doi ho so 2026-11-01 den 2026-11-30.{last}"]
        assert screen.notice.text().endswith(f"Tệp: {path}")
    assert "Đặng Thị Ngọc Bích" in page_texts((tmp_path / "so.pdf").read_bytes())[0]
    assert len(rows(tmp_path / "so.xlsx")) == 5 + 3
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
