"""The settings card of the province's fees: a line by keyboard, and the file for all communes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Band, ByValue, Flat, PerPage
from onecua_desk.services import fee_files, fees
from onecua_desk.services.desk import Desk
from onecua_desk.ui.settings.fees import FeesPanel
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.tasks import Tasks
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, MAI, THREE_DAYS, procedure
from tests.imports.tables import write_rows
from tests.ui.seat import take_seat
from tests.ui.seeing import button, text
from tests.ui.settings_screen import screen

__all__ = ["screen"]

DECISION = "NQ 12/2026/NQ-HĐND"
LINE = ProvinceFee(THREE_DAYS, Flat(15_000, "trường hợp"), date(2026, 1, 1), None, DECISION)


@pytest.fixture
def panel(screen: SettingsScreen) -> FeesPanel:
    return screen.fees


def lines(desk: Desk) -> list[ProvinceFee]:
    return [one.entry.line for one in fees.listed(desk)]


def enter(qtbot: QtBot, panel: FeesPanel) -> None:
    qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Return)


def test_a_line_is_added_by_keyboard_alone(qtbot: QtBot, screen: SettingsScreen, panel: FeesPanel, desk: Desk) -> None:
    panel.add_button.click()
    box = panel.form.procedure
    assert screen.focusWidget() is box
    qtbot.keyClicks(box, THREE_DAYS)
    enter(qtbot, panel)
    enter(qtbot, panel)
    assert screen.focusWidget() is panel.form.kind
    enter(qtbot, panel)
    for name, typed in (("amount", "15000"), ("per", "ban")):
        assert screen.focusWidget() is panel.form.edits[name]
        qtbot.keyClicks(panel.form.edits[name], typed)
        enter(qtbot, panel)
    assert "Đọc là: 15.000 đ/ban" in text(panel)
    panel.form.first.setFocus()
    qtbot.keyClicks(panel.form.first, "01012026")
    panel.form.edits["decision"].setText(DECISION)
    panel.form.edits["decision"].setFocus()
    with qtbot.waitSignal(screen.fees_changed):
        enter(qtbot, panel)
    assert lines(desk) == [ProvinceFee(THREE_DAYS, Flat(15_000, "ban"), date(2026, 1, 1), None, DECISION)]
    assert "Đã thêm mức thu." in text(panel)
    assert panel.table.paged().rowCount() == 1
    assert panel.form.isHidden()


def test_only_what_the_way_of_computing_needs_is_asked(panel: FeesPanel, desk: Desk) -> None:
    panel.open_form()
    asked = {
        "Theo đơn vị": {"amount", "per"},
        "Theo trang": {"steps", "maximum"},
        "Theo giá trị": {"per", "steps", "minimum", "maximum"},
        "Không thu": set(),
    }
    for kind, names in asked.items():
        panel.form.kind.setCurrentText(kind)
        shown = {
            name for name in ("amount", "per", "steps", "minimum", "maximum") if panel.form.edits[name].isVisible()
        }
        assert shown == names
    panel.form.procedure.choose(procedure(COPY))
    panel.form.kind.setCurrentText("Theo giá trị")
    for name, typed in {"per": "giá trị hợp đồng", "steps": "còn lại: 0,15 %", "maximum": "5.000.000"}.items():
        panel.form.edits[name].setText(typed)
    panel.form.edits["decision"].setText(DECISION)
    panel.form.first.setText("01/01/2026")
    assert "Đọc là: Theo giá trị hợp đồng: 0,15 % (tối đa 5.000.000 đ)" in text(panel)
    assert panel.main_verb()
    assert [line.rule for line in lines(desk)] == [
        ByValue("giá trị hợp đồng", (Band(0, 150),), minimum=None, maximum=5_000_000)
    ]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("amount", "mười nghìn", "không phải số tiền"),
        ("per", "", "đơn vị tính"),
        ("first", "31/02/2026", "không phải ngày có thật"),
        ("decision", "", "số nghị quyết"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays(
    panel: FeesPanel, desk: Desk, name: str, typed: str, said: str
) -> None:
    panel.open_form()
    form = panel.form
    form.procedure.choose(procedure(BIRTH))
    for one, value in {"amount": "8.000", "per": "bản", "decision": DECISION}.items():
        form.edits[one].setText(value)
    form.first.setText("01/01/2026")
    (form.first if name == "first" else form.edits[name]).setText(typed)
    panel.main_verb()
    assert said in form.fields[name].message()
    assert (form.first if name == "first" else form.edits[name]).text() == typed
    assert lines(desk) == []
    assert not form.isHidden()


def test_enter_on_a_line_opens_it_and_an_end_is_kept(qtbot: QtBot, panel: FeesPanel, desk: Desk) -> None:
    fees.add(desk, MAI, LINE)
    panel.read()
    panel.table.setFocus()
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert panel.form.edits["amount"].text() == "15.000"
    panel.form.last.setText("31/12/2026")
    panel.main_verb()
    assert lines(desk) == [replace(LINE, last=date(2026, 12, 31))]
    assert "mức cũ còn trong lịch sử" in text(panel)


def test_days_that_are_taken_are_said_in_the_form(panel: FeesPanel, desk: Desk) -> None:
    fees.add(desk, MAI, LINE)
    panel.read()
    panel.open_form()
    panel.form.procedure.choose(procedure(THREE_DAYS))
    panel.form.kind.setCurrentText("Không thu")
    panel.form.first.setText("01/06/2026")
    panel.form.edits["decision"].setText(DECISION)
    panel.main_verb()
    assert "đã có mức thu từ 01/01/2026" in panel.form.fields["first"].message()


def test_a_line_written_by_mistake_is_taken_off_the_list(panel: FeesPanel, desk: Desk) -> None:
    fees.add(desk, MAI, LINE)
    panel.read()
    panel.open_form(fees.listed(desk)[0])
    button(panel, "Bỏ mức ghi nhầm").click()
    assert lines(desk) == []
    assert len(fees.history(desk, THREE_DAYS)) == 1


def test_esc_puts_the_form_away_before_anything_else(screen: SettingsScreen, panel: FeesPanel) -> None:
    panel.open_form()
    panel.form.procedure.choose(procedure(COPY))
    assert screen.unsaved() == "Mức thu đang nhập mà chưa lưu."
    assert screen.back()
    assert panel.form.isHidden()
    assert not screen.back()


def test_a_file_is_looked_at_first_and_taken_over_with_f12(
    screen: SettingsScreen, panel: FeesPanel, desk: Desk, tmp_path: Path
) -> None:
    fees.add(desk, MAI, LINE)
    fees.add(desk, MAI, replace(LINE, procedure=COPY, rule=PerPage()))
    path = tmp_path / "tinh.xlsx"
    panel.export_file(path)
    assert f"Đã ghi 2 mức thu vào {path}." in text(panel)
    for one in fees.listed(desk):
        fees.withdraw(desk, MAI, one.entry.id)
    panel.import_file(path)
    assert "tinh.xlsx: 2 mức mới." in text(panel)
    assert lines(desk) == []
    screen.main_verb()
    assert len(lines(desk)) == 2
    assert "Đã nhập 2 thay đổi" in text(panel)


def test_a_file_with_wrong_rows_names_them_and_cannot_be_taken(
    screen: SettingsScreen, panel: FeesPanel, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "sai.csv"
    heads = ["Mã thủ tục", "Cách tính", "Mức thu", "Đơn vị tính", "Từ ngày", "Nghị quyết"]
    write_rows(path, heads, [[BIRTH, "Theo đơn vị", "8x", "bản", "01/01/2026", DECISION]])
    panel.import_file(path)
    said = text(panel)
    assert "1 dòng sai; chưa nhập gì" in said
    assert "Dòng 2: «8x» không phải số tiền" in said
    screen.main_verb()
    assert lines(desk) == []
    assert screen.back()
    assert panel.importing.isHidden()


def test_a_file_that_is_no_table_is_said(panel: FeesPanel, tmp_path: Path) -> None:
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    panel.import_file(path)
    assert "bị hỏng hoặc không phải tệp Excel" in panel.notice.text()
    assert panel.importing.isHidden()


def test_esc_stops_the_reading_of_a_file_and_the_panel_takes_another(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    fees.add(desk, MAI, LINE)
    path = tmp_path / "tinh.xlsx"
    fee_files.export(desk, path)
    tasks = Tasks()
    panel = FeesPanel(take_seat(desk, tasks).workplace)
    qtbot.addWidget(panel)
    panel.show()
    held = Event()
    tasks.run(held.wait, lambda _: None)
    panel.import_file(path)
    assert panel.back()
    held.set()
    qtbot.waitUntil(lambda: "Đã dừng đọc tệp; chưa nhập gì." in panel.notice.text())
    assert panel.importing.isHidden()
    assert not panel.back()
    panel.import_file(path)
    qtbot.waitUntil(lambda: "1 mức đã có" in text(panel))
    tasks.close()


def test_a_file_is_taken_back_with_one_verb(panel: FeesPanel, desk: Desk, clock: Clock, tmp_path: Path) -> None:
    made = [fees.add(desk, MAI, replace(LINE, procedure=code)) for code in (THREE_DAYS, COPY)]
    path = tmp_path / "tinh.xlsx"
    fee_files.export(desk, path)
    for one in made:
        fees.withdraw(desk, MAI, one.id)
    clock.turn(minutes=1)
    panel.import_file(path)
    panel.main_verb()
    clock.turn(minutes=1)
    fees.add(desk, MAI, replace(LINE, procedure=BIRTH))
    panel.open_form(fees.listed(desk)[-1])
    assert panel.undo_button.isVisibleTo(panel)
    assert panel.undo_button.text() == "Bỏ cả lần nhập (2 mức)"
    panel.undo_button.click()
    assert "Đã bỏ lần nhập lúc 09:42 23/11/2026; mức trước đó áp dụng lại." in panel.notice.text()
    assert [line.procedure for line in lines(desk)] == [BIRTH]


def test_a_line_of_its_own_has_no_file_to_take_back(panel: FeesPanel, desk: Desk) -> None:
    fees.add(desk, MAI, LINE)
    panel.open_form(fees.listed(desk)[0])
    assert not panel.undo_button.isVisibleTo(panel)
