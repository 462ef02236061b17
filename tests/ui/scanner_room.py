"""A window with one of each input, in which everything that a stray key could do is seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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

from onecua_desk.ui.scanner.burst import Rhythm
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


def another_window(qtbot: QtBot) -> QLineEdit:
    """An input that is a window of its own, and has the keyboard."""
    door = QLineEdit()
    qtbot.addWidget(door)
    with qtbot.waitActive(door):
        door.show()
        door.activateWindow()
    door.setFocus()
    return door


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
