"""The settings card of the province's fees: a line by keyboard, and the file for all communes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Band, ByValue, Flat, PerPage
from onecua_desk.imports.writing import write_rows
from onecua_desk.services import fees
from onecua_desk.services.desk import Desk
from onecua_desk.ui.settings.fees import FeesPanel
from onecua_desk.ui.settings.screen import SettingsScreen
from tests.desk_fixture import BIRTH, COPY, MAI, THREE_DAYS, procedure
from tests.ui.seat import take_seat
from tests.ui.seeing import button, text

DECISION = "NQ 12/2026/NQ-HĐND"
LINE = ProvinceFee(THREE_DAYS, Flat(15_000, "trường hợp"), date(2026, 1, 1), None, DECISION)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    made = SettingsScreen(take_seat(desk).workplace)
    made.complete()
    qtbot.addWidget(made)
    made.resize(1174, 680)
    made.show()
    made.shown()
    return made


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
