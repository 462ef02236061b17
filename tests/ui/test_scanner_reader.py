"""Scans into a real window, whatever has the keyboard; and typing that must arrive as if nobody listened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from onecua_desk.ui.scanner.burst import Scan
from tests.ui.scanner_room import CARD, CODE, Room, room

__all__ = ["room"]


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
