"""The printers' table of the settings: one line for all forms, own lines for those that differ, a page to try."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.services import print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintForm, PrintSettings, PrintWay, Stock
from onecua_desk.ui.settings.printer_row import SAVE
from onecua_desk.ui.settings.printers import PrintersPanel
from onecua_desk.ui.widgets.notice import Notice
from tests.cups_fixture import PrintServer, print_server, printer
from tests.paper.samples import page_texts
from tests.ui.seat import Seat
from tests.ui.seeing import all_of, text, the

__all__ = ["print_server", "printer"]


@pytest.fixture
def panel(qtbot: QtBot, seat: Seat) -> PrintersPanel:
    made = PrintersPanel(seat.workplace)
    qtbot.addWidget(made)
    made.resize(1174, 400)
    made.show()
    made.read()
    return made


def box(panel: QWidget, name: str) -> QComboBox:
    """The choice that is called ``name`` for people who hear the screen."""
    return next(one for one in all_of(panel, QComboBox) if one.accessibleName() == name and one.isVisible())


def choose(choices: QComboBox, words: str) -> None:
    index = choices.findText(words)
    assert index >= 0, [choices.itemText(number) for number in range(choices.count())]
    choices.setCurrentIndex(index)
    choices.activated.emit(index)


def own(panel: QWidget, form: PrintForm) -> None:
    choose(box(panel, "Chọn máy in riêng cho một loại giấy tờ"), form.label)


def lines(panel: QWidget) -> list[str]:
    """The forms that have a line."""
    names = {"Mọi giấy tờ", *(form.label for form in PrintForm)}
    return [label.text() for label in all_of(panel, QLabel) if label.isVisible() and label.text() in names]


def test_without_printer_papers_are_saved_and_the_folder_is_named(panel: PrintersPanel, seat: Seat) -> None:
    assert box(panel, "Máy in: Mọi giấy tờ").currentText() == SAVE
    assert str(seat.workplace.slip_folder) in text(panel)
    assert lines(panel) == ["Mọi giấy tờ"]


def test_a_printer_that_is_switched_off_stays_chosen_and_is_said_so(panel: PrintersPanel, desk: Desk) -> None:
    print_settings.write(desk.store, PrintSettings(PrintWay("Canon-LBP2900")))
    panel.read()
    assert box(panel, "Máy in: Mọi giấy tờ").currentText() == "Canon-LBP2900 (đang không thấy)"
    assert "Không thấy máy in “Canon-LBP2900”: hãy bật máy in, hoặc chọn máy khác." in text(panel)


def test_choosing_by_key_to_save_instead_is_kept_and_told(qtbot: QtBot, panel: PrintersPanel, desk: Desk) -> None:
    print_settings.write(desk.store, PrintSettings(PrintWay("Canon-LBP2900")))
    panel.read()
    chooser = box(panel, "Máy in: Mọi giấy tờ")
    chooser.setFocus()
    with qtbot.waitSignal(panel.changed):
        qtbot.keyClick(chooser, Qt.Key.Key_Home)
    assert print_settings.read(desk.store) == PrintSettings()


def test_a_form_gets_its_own_line_with_the_keyboard_in_it_and_loses_it_again(panel: PrintersPanel, desk: Desk) -> None:
    own(panel, PrintForm.SLIP)
    assert lines(panel) == ["Mọi giấy tờ", "Giấy hẹn (mẫu 01)"]
    assert panel.focusWidget() is box(panel, "Máy in: Giấy hẹn (mẫu 01)")
    choose(box(panel, "Khổ giấy: Giấy hẹn (mẫu 01)"), "Cuộn 80 mm")
    assert print_settings.read(desk.store).way(PrintForm.SLIP).stock is Stock.ROLL
    assert print_settings.read(desk.store).way(PrintForm.SUPPLEMENT).stock is Stock.A5
    drop = next(one for one in all_of(panel, QWidget) if one.accessibleName().startswith("Bỏ lựa chọn riêng: Giấy hẹn"))
    drop.click()  # type: ignore[attr-defined]
    assert lines(panel) == ["Mọi giấy tờ"]
    assert print_settings.read(desk.store) == PrintSettings()


def test_papers_that_a_form_has_no_layout_for_are_not_offered(panel: PrintersPanel) -> None:
    def offered(name: str) -> list[str]:
        choices = box(panel, f"Khổ giấy: {name}")
        return [choices.itemText(index) for index in range(choices.count())]

    own(panel, PrintForm.SLIP)
    own(panel, PrintForm.LARGE_SLIP)
    assert offered("Mọi giấy tờ") == ["Đúng khổ", "A4, hai bản A5"]
    assert offered("Giấy hẹn (mẫu 01)") == ["A5", "A4, hai bản A5", "Cuộn 80 mm"]
    assert offered("Giấy hẹn chữ lớn") == ["A4"]


def test_copies_are_kept(panel: PrintersPanel, desk: Desk) -> None:
    print_settings.write(desk.store, PrintSettings(PrintWay("Canon-LBP2900")))
    panel.read()
    the(panel, QSpinBox).setValue(3)
    assert print_settings.read(desk.store).default.copies == 3


def test_a_trial_page_comes_out_of_the_chosen_tray(
    panel: PrintersPanel, print_server: PrintServer, printer: str, desk: Desk
) -> None:
    panel.read()
    choose(box(panel, "Máy in: Mọi giấy tờ"), printer)
    choose(box(panel, "Khay: Mọi giấy tờ"), "Khay 2")
    assert print_settings.read(desk.store).default == PrintWay(printer, tray="Tray2")
    next(one for one in all_of(panel, QWidget) if one.accessibleName() == "In thử: Mọi giấy tờ").click()  # type: ignore[attr-defined]
    (page,) = print_server.printed(printer)
    assert "InputSlot=Tray2" in page.options
    assert f"Máy in: {printer}" in page_texts(page.pdf)[0]
    assert the(panel, Notice).text() == f"Đã gửi trang in thử tới máy in {printer}."
