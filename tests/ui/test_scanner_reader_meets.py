"""Scans that meet a dialog, another window, an open list, an input method, or a window that is busy."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from onecua_desk.ui.scanner.burst import Rhythm
from onecua_desk.ui.scanner.reader import ScanReader
from tests.ui.scanner_room import CARD, CODE, Room, another_window, known, room

__all__ = ["room"]


def test_a_scan_into_a_dialog_presses_nothing_and_opens_nothing(room: Room, qtbot: QtBot) -> None:
    dialog = QDialog(room.window)
    button = QPushButton("Bỏ hết", dialog)
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    button.setFocus()
    for text in (CARD, "8934563138165"):
        room.keys.scan(text)
    QCoreApplication.processEvents()
    assert dialog.isVisible()
    assert room.scans == []
    room.keys.type("\r", gap=0.500)
    assert not dialog.isVisible()


def test_another_window_of_the_program_is_left_alone(room: Room, qtbot: QtBot) -> None:
    door = another_window(qtbot)
    room.keys.scan(CARD, "")
    assert door.text() == CARD
    assert room.scans == []


def test_an_open_list_is_closed_and_nothing_in_it_is_chosen(room: Room, qtbot: QtBot) -> None:
    combo = room.inputs["combo"]
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    combo.showPopup()
    room.keys.scan(CARD)
    qtbot.waitUntil(lambda: room.scans == [CARD])
    assert room.happened == []
    assert QApplication.activePopupWidget() is None


def test_an_input_method_that_rewrites_letters_inside_a_scan_leaves_nothing_behind(room: Room, qtbot: QtBot) -> None:
    """UniKey: a letter appears, is taken back by Backspace, and comes again with its mark."""
    room.keys.scan("034188001234||Nguye\bễn Va\băn Hùng|01021988|Nam|Hà Nội|15042021")
    qtbot.waitUntil(lambda: bool(room.scans))
    assert room.scans == ["034188001234||Nguyễn Văn Hùng|01021988|Nam|Hà Nội|15042021"]
    assert room.line.text() == "đang gõ dở"


def test_an_input_method_that_composes_words_is_scanned_through_and_typed_through(room: Room, qtbot: QtBot) -> None:
    room.line.clear()
    for pending in ("N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyễ", "Nguyễn"):
        room.keys.compose(pending, gap=0.090)
    room.keys.compose("", "Nguyễn ", gap=0.090)
    room.reader.let_go()
    assert room.line.text() == "Nguyễn "
    room.keys.type("034188001234||", 0.001)
    for pending in ("N", "Ng", "Ngô"):
        room.keys.compose(pending)
    room.keys.compose("", "Ngô")
    room.keys.type("|01021988|Nam|Hà Nội|15042021\r", 0.001)
    qtbot.waitUntil(lambda: bool(room.scans))
    assert room.scans == ["034188001234||Ngô|01021988|Nam|Hà Nội|15042021"]
    assert room.line.text() == "Nguyễn "


def test_control_codes_around_a_scan_trigger_no_shortcut(room: Room, qtbot: QtBot) -> None:
    room.reader.listen(Rhythm(0.030, "\x02", "\x03"))
    room.keys.press("\x02", Qt.KeyboardModifier.ControlModifier)
    room.keys.type(CODE, 0.05)
    room.keys.press("\x03", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.scans == [CODE])
    assert room.happened == []


def test_letters_typed_by_their_alt_codes_belong_to_the_scan(room: Room, qtbot: QtBot) -> None:
    keypad = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    room.keys.type("034188001234||", 0.004)
    for figure in "0221":
        room.keys.now += 0.008
        room.keys.press(figure, keypad)
    room.keys.type("Ý Lan|01021988|Nữ|Hà Nội|15042021\r", 0.004)
    qtbot.waitUntil(lambda: bool(room.scans))
    assert room.scans[0].startswith("034188001234||Ý Lan|")
    assert room.happened == []


def test_a_window_that_is_busy_while_a_scan_begins_loses_nothing_of_it(room: Room, qtbot: QtBot) -> None:
    """Keys without times of their own are seen late then, one behind the other, and the event loop never rests."""
    room.reader.stop()
    reader = ScanReader(room.window, known, Rhythm(), room.keys.clock)
    reader.scanned.connect(lambda scan: room.scans.append(scan.text))
    reader.listen(Rhythm())
    room.keys.type(CODE[:2], 0.500)
    room.keys.type(CODE[2:], 0.002)
    room.keys.type("\r", 0.100)
    qtbot.waitUntil(lambda: room.scans == [CODE])
    assert room.happened == []
    room.keys.type("\r", 2)
    assert room.happened == ["entered"]
    reader.stop()
