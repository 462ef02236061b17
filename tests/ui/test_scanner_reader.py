"""Scans into a real window, whatever has the keyboard; and typing that must arrive as if nobody listened."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from onecua_desk.ui.scanner.burst import Rhythm, Scan
from onecua_desk.ui.scanner.reader import ScanReader
from tests.ui.bursts import Keyboard

CARD = (
    "034188001234|012345678|Đặng Thị Ngọc Bích|29021988|Nữ|"
    "Tổ dân phố số 5, phường Suối Trong, tỉnh Bắc Ninh, khu ph|15042021"
)
CODE = "H02.15.23-261123-1001"


def known(text: str) -> bool:
    return "|" in text or text == CODE


@dataclass
class Room:
    """A window with one of each input, and what happened in it."""

    window: QMainWindow
    reader: ScanReader
    keys: Keyboard
    line: QLineEdit
    inputs: dict[str, QWidget]
    scans: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)


def inputs() -> dict[str, QWidget]:
    combo, table, items = QComboBox(), QTableWidget(3, 2), QListWidget()
    combo.addItems(["", "Nam", "Nữ", "0", "Tổ"])
    items.addItems(["0341", "Nam", "Hà"])
    for row in range(3):
        table.setItem(row, 0, QTableWidgetItem(f"{row}34"))
    table.setCurrentCell(1, 0)
    return {
        "line": QLineEdit("đang gõ dở"),
        "text": QPlainTextEdit("ghi chú"),
        "combo": combo,
        "button": QPushButton("Bấm"),
        "check": QCheckBox("Chọn"),
        "table": table,
        "list": items,
        "spin": QSpinBox(value=7),
    }


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    window, body, made = QMainWindow(), QWidget(), inputs()
    column = QVBoxLayout(body)
    for widget in made.values():
        column.addWidget(widget)
    window.setCentralWidget(body)
    keys = Keyboard()
    reader = ScanReader(window, known, Rhythm(), keys.clock, exact=True)
    line = made["line"]
    assert isinstance(line, QLineEdit)
    here = Room(window, reader, keys, line, made)
    reader.scanned.connect(lambda scan: here.scans.append(scan.text))
    _watch(here)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    reader.listen(Rhythm())
    line.setFocus()
    return here


def _watch(here: Room) -> None:
    """Everything that a stray key could do."""

    def note(what: str) -> object:
        return lambda *_: here.happened.append(what)

    button, check, combo, table = (here.inputs[name] for name in ("button", "check", "combo", "table"))
    assert isinstance(button, QPushButton)
    assert isinstance(check, QCheckBox)
    assert isinstance(combo, QComboBox)
    assert isinstance(table, QTableWidget)
    button.clicked.connect(note("pressed"))
    check.toggled.connect(note("ticked"))
    combo.currentIndexChanged.connect(note("chosen"))
    table.currentCellChanged.connect(note("moved"))
    table.cellChanged.connect(note("edited"))
    here.line.textChanged.connect(note("typed"))
    here.line.returnPressed.connect(note("entered"))
    for key in ("F12", "Ctrl+B", "Alt+1"):
        QShortcut(QKeySequence(key), here.window).activated.connect(note(key))


@pytest.mark.parametrize("name", ["line", "text", "combo", "button", "check", "table", "list", "spin"])
@pytest.mark.parametrize("end", ["\r", "\t", "\r\r", ""])
def test_a_card_of_120_letters_in_30_ms_is_read_whatever_has_the_keyboard_and_nothing_else_happens(
    room: Room, qtbot: QtBot, name: str, end: str
) -> None:
    widget = room.inputs[name]
    widget.setFocus()
    room.keys.scan(CARD, end)
    room.reader.let_go()
    qtbot.waitUntil(lambda: bool(room.scans))
    assert room.scans == [CARD]
    assert room.happened == []
    assert QApplication.focusWidget() is widget


def test_a_scan_is_read_when_nothing_has_the_keyboard(room: Room, qtbot: QtBot) -> None:
    room.line.clearFocus()
    assert QApplication.focusWidget() is None
    room.keys.scan(CODE)
    qtbot.waitUntil(lambda: room.scans == [CODE])


def test_the_input_keeps_its_text_its_cursor_and_its_selection(room: Room, qtbot: QtBot) -> None:
    room.line.setSelection(2, 4)
    room.keys.scan(CARD)
    qtbot.waitUntil(lambda: bool(room.scans))
    assert (room.line.text(), room.line.selectedText(), room.line.selectionStart()) == ("đang gõ dở", "ng g", 2)


@pytest.mark.parametrize("gap", [0.035, 0.060, 0.120])
def test_what_a_quick_hand_types_arrives_letter_by_letter_in_order(room: Room, gap: float) -> None:
    room.line.clear()
    room.keys.type("nguyen thi ngoc bich 034188001234 dang ky khai sinh", gap)
    room.reader.let_go()
    assert room.line.text() == "nguyen thi ngoc bich 034188001234 dang ky khai sinh"
    assert room.scans == []


def test_a_typed_letter_is_there_after_one_gap(room: Room, qtbot: QtBot) -> None:
    room.line.clear()
    room.keys.type("a")
    assert room.line.text() == ""
    qtbot.waitUntil(lambda: room.line.text() == "a")


def test_a_key_held_down_is_no_scan(room: Room) -> None:
    room.line.clear()
    room.keys.hold_down("a", 40, 0.020)
    room.reader.let_go()
    assert room.line.text() == "a" * 40
    assert room.scans == []


def test_a_pasted_card_stays_where_it_was_pasted(room: Room) -> None:
    QApplication.clipboard().setText(CARD)
    room.line.clear()
    room.line.setFocus()
    room.keys.press("\x16", Qt.KeyboardModifier.ControlModifier)
    assert room.line.text() == CARD
    assert room.scans == []


def test_a_letter_typed_just_before_a_command_comes_before_it(room: Room) -> None:
    room.line.clear()
    room.keys.type("ab", 0.005)
    room.keys.press("\x01", Qt.KeyboardModifier.ControlModifier)
    assert room.line.selectedText() == "ab"


def test_letters_typed_just_before_a_click_go_to_the_old_place(room: Room, qtbot: QtBot) -> None:
    room.line.clear()
    room.keys.type("ab", 0.005)
    qtbot.mouseClick(room.inputs["text"], Qt.MouseButton.LeftButton)
    assert room.line.text() == "ab"


def test_enter_behind_some_quick_letters_is_entered_behind_them(room: Room) -> None:
    room.line.clear()
    room.happened.clear()
    room.keys.type("1001\r", 0.004)
    assert room.line.text() == "1001"
    assert room.happened == ["typed"] * 4 + ["entered"]


def test_a_code_that_is_not_ours_stays_as_it_was_typed(room: Room) -> None:
    room.line.clear()
    room.happened.clear()
    room.keys.scan("8934563138165")
    assert room.line.text() == "8934563138165"
    assert room.happened[-1] == "entered"
    assert room.scans == []


def test_a_code_that_is_not_ours_is_told_where_nothing_can_be_typed(room: Room, qtbot: QtBot) -> None:
    room.inputs["button"].setFocus()
    room.keys.scan("8934563138165")
    qtbot.waitUntil(lambda: room.scans == ["8934563138165"])
    assert room.happened == []


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
    door = QLineEdit()
    qtbot.addWidget(door)
    with qtbot.waitActive(door):
        door.show()
        door.activateWindow()
    door.setFocus()
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


def test_when_it_has_stopped_nothing_is_held_back(room: Room) -> None:
    room.reader.stop()
    room.line.clear()
    room.keys.type(CARD, 0.001)
    assert room.line.text() == CARD


def test_the_scan_says_how_long_it_took(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.reader.scanned) as told:
        room.keys.scan(CODE, seconds=0.200)
    scan = told.args[0]
    assert isinstance(scan, Scan)
    assert scan.keys == len(CODE)
    assert scan.seconds == pytest.approx(0.200, rel=0.06)
