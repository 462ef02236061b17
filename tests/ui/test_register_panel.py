"""The card that takes an older register over: looked at, columns put right, wrong rows shown, written whole."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.register import RegisterField
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.ui.imports.panel import RegisterPanel
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.tasks import Tasks
from tests.desk_fixture import BIRTH, procedure
from tests.imports.tables import HEADS, workbook
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import text
from tests.ui.settings_screen import screen

__all__ = ["screen"]

NAME = procedure(BIRTH).name


def line(number: int, name: str = "Đặng Thị Hà", received: str = "04/11/2025") -> tuple[object, ...]:
    return (number, f"{number}/2025", name, "", "", NAME, received, "", "Đã trả", "")


@pytest.fixture
def panel(screen: SettingsScreen) -> RegisterPanel:
    return screen.register


def in_store(desk: Desk) -> list[str]:
    return [row.applicant for row in lookup.page(desk, lookup.Chip.ALL, "")]


def test_a_register_is_looked_at_and_taken_over_with_f12(
    screen: SettingsScreen, panel: RegisterPanel, desk: Desk, seat: Seat, tmp_path: Path
) -> None:
    panel.open_file(workbook(tmp_path / "so.xlsx", [HEADS, line(1), line(2, "Lê Văn Tám")]))
    assert "so.xlsx: 2 hồ sơ sẽ nhập." in text(panel)
    assert panel.mapping.boxes[RegisterField.CODE].currentText() == "B: Số biên nhận"
    assert in_store(desk) == []
    screen.main_verb()
    assert sorted(in_store(desk)) == ["Lê Văn Tám", "Đặng Thị Hà"]
    assert "Đã nhập 2 hồ sơ từ sổ cũ" in panel.notice.text()
    assert len(seat.announced[-1].dossiers) == 2
    assert panel.table.isHidden() or not panel.table.isVisible()


def test_the_same_file_again_has_nothing_to_take(panel: RegisterPanel, desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "so.xlsx", [HEADS, line(1)])
    for _ in range(2):
        panel.open_file(path)
        panel.take()
    assert not panel.take_button.isEnabled()
    assert "0 hồ sơ sẽ nhập, 1 đã có" in text(panel)
    assert len(in_store(desk)) == 1


def test_wrong_rows_are_shown_and_only_skipped_when_asked(panel: RegisterPanel, desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "so.xlsx", [HEADS, line(1), line(2, received="31/02/2025"), line(3, "")])
    panel.open_file(path)
    said = text(panel)
    assert "1 hồ sơ sẽ nhập, 2 dòng sai" in said
    assert "Dòng 3: Ngày nhận «31/02/2025» không phải ngày có thật" in said
    assert panel.table.paged().rowCount() == 2
    panel.main_verb()
    assert in_store(desk) == []
    panel.skip.click()
    panel.main_verb()
    assert in_store(desk) == ["Đặng Thị Hà"]


def test_a_column_that_was_guessed_wrong_is_put_right(panel: RegisterPanel, desk: Desk, tmp_path: Path) -> None:
    heads = ("Cột một", "Cột hai", "Cột ba")
    panel.open_file(workbook(tmp_path / "la.xlsx", [heads, ("04/11/2025", "Đặng Thị Hà", NAME)]))
    assert "Hãy chọn cột cho" in text(panel)
    assert not panel.take_button.isEnabled()
    for field, place in ((RegisterField.RECEIVED, 1), (RegisterField.NAME, 2), (RegisterField.PROCEDURE, 3)):
        box = panel.mapping.boxes[field]
        box.setCurrentIndex(place)
        box.activated.emit(place)
    assert "la.xlsx: 1 hồ sơ sẽ nhập." in text(panel)
    assert "Hãy chọn cột cho" not in text(panel)
    panel.take()
    assert in_store(desk) == ["Đặng Thị Hà"]


def test_a_long_register_says_how_long_it_takes(panel: RegisterPanel, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    rows = (f"{number},Đặng Thị Hà,{NAME},04/11/2025" for number in range(1, 1301))
    path.write_text("\n".join(["Số hồ sơ,Họ tên,Thủ tục,Ngày nhận", *rows]), encoding="utf-8")
    panel.open_file(path)
    assert "Nhập mất khoảng 2 giây, quầy phải chờ khi ghi: nên làm lúc vắng khách." in text(panel)


def test_a_file_that_cannot_be_read_is_said(panel: RegisterPanel, tmp_path: Path) -> None:
    path = tmp_path / "so.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    panel.open_file(path)
    assert "Excel 97-2003" in panel.notice.text()
    assert not panel.main_verb()


def test_esc_puts_the_file_away(screen: SettingsScreen, panel: RegisterPanel, tmp_path: Path) -> None:
    panel.open_file(workbook(tmp_path / "so.xlsx", [HEADS, line(1)]))
    assert screen.back()
    assert not panel.take_button.isVisible()
    assert not screen.back()


def test_esc_stops_an_import_and_nothing_is_written(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    tasks = Tasks()
    seat = take_seat(desk, tasks)
    panel = RegisterPanel(seat.workplace)
    qtbot.addWidget(panel)
    panel.show()
    panel.open_file(workbook(tmp_path / "so.xlsx", [HEADS, *(line(number) for number in range(1, 300))]))
    qtbot.waitUntil(panel.take_button.isEnabled)
    held = Event()
    tasks.run(held.wait, lambda _: None)
    panel.take()
    assert panel.back()
    held.set()
    qtbot.waitUntil(lambda: "Đã dừng; chưa ghi hồ sơ nào." in panel.notice.text())
    assert in_store(desk) == []
    assert panel.take_button.isEnabled()
    tasks.close()


def test_esc_stops_the_reading_of_a_file(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    tasks = Tasks()
    panel = RegisterPanel(take_seat(desk, tasks).workplace)
    qtbot.addWidget(panel)
    panel.show()
    held = Event()
    tasks.run(held.wait, lambda _: None)
    path = workbook(tmp_path / "so.xlsx", [HEADS, line(1)])
    panel.open_file(path)
    assert panel.back()
    held.set()
    qtbot.waitUntil(lambda: "Đã dừng đọc tệp." in panel.notice.text())
    assert (panel.busy.isVisible(), panel.take_button.isVisible(), panel.back()) == (False, False, False)
    panel.open_file(path)
    qtbot.waitUntil(panel.take_button.isEnabled)
    tasks.close()


def test_hidden_rows_are_counted_and_lost_zeros_are_said(panel: RegisterPanel, tmp_path: Path) -> None:
    lost = (2, "2/2025", "Lê Văn Tám", 34186001234, "", NAME, "04/11/2025")
    book = load_workbook(workbook(tmp_path / "so.xlsx", [HEADS, line(1), lost]))
    book.worksheets[1].row_dimensions[2].hidden = True
    book.save(tmp_path / "so.xlsx")
    panel.open_file(tmp_path / "so.xlsx")
    assert "2 hồ sơ sẽ nhập. 1 dòng đang ẩn trong bảng tính cũng được đọc." in text(panel)
    assert panel.remark.text() == "Dòng 2: Dòng đang ẩn trong bảng tính."
    panel.table.selectRow(1)
    assert panel.remark.text() == "Dòng 3: Số giấy tờ 34186001234 thiếu số 0 ở đầu, ghi là 034186001234."


def test_a_chosen_line_says_its_whole_remark(qtbot: QtBot, panel: RegisterPanel, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "so.xlsx", [HEADS, line(1), (2, "2/2025", "Lê Văn Tám", "", "", "Việc lạ", "04/11/2025")]
    )
    panel.open_file(path)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.remark.text() == "Dòng 3: Thủ tục không có trong danh mục, giữ tên như sổ."
