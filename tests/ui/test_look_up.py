"""Ctrl+F on every screen: hits drop down as one types, a key opens one, and the work below stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services import identity, lookup
from onecua_desk.services.desk import Desk
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.focus_ring import FocusRing
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.lookup.hits import TIPS, Advice, All, Hit, lines, state
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.window import DOSSIERS, INTAKE, DeskWindow
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, procedure, receive
from tests.ui.seat import take_seat

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ("Đặng Thị Ngọc Bích", "Nông Văn Bịch", "Lê Văn Hùng")


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(qapp)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    for n, name in enumerate(NAMES):
        receive(desk, BIRTH, replace(BICH, name=name, number=f"03418800{n}234"))
    return desk


def open_window(qtbot: QtBot, desk: Desk, tasks: Tasks | InlineTasks) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    window = DeskWindow(take_seat(desk, tasks).workplace, known, Bridge())
    qtbot.addWidget(window, before_close_func=_leave)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def _leave(window: DeskWindow) -> None:
    if screen := window.built(INTAKE):
        screen.back()


@pytest.fixture
def window(qtbot: QtBot, crowd: Desk, ring: FocusRing) -> DeskWindow:
    return open_window(qtbot, crowd, InlineTasks())


def look_up(qtbot: QtBot, window: DeskWindow, text: str) -> list[object]:
    """What has dropped down after ``text`` was typed and a pause."""
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: bool(window.look_ups.list.items()))
    window.top.lookup.setText(text)
    window.top.lookup.search_now()
    return window.look_ups.list.items()


def shown(window: DeskWindow) -> str:
    """Whose dossier the dossier screen shows."""
    screen = window.current_screen()
    assert isinstance(screen, DossiersScreen)
    assert screen.details.reading is not None
    return screen.details.reading.dossier.applicant.name


def test_ctrl_f_says_what_can_be_typed_and_what_was_not_found(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: window.look_ups.list.items() == [TIPS])
    (nothing,) = look_up(qtbot, window, "xyz")
    assert isinstance(nothing, Advice)
    assert "«xyz»" in nothing.sentence
    assert "số định danh" in nothing.advice
    window.top.lookup.clear()
    assert window.look_ups.list.items() == [TIPS]


def test_hits_say_who_what_and_how_it_stands_without_the_whole_personal_number(
    qtbot: QtBot, window: DeskWindow
) -> None:
    first, second, last = look_up(qtbot, window, "bích")
    assert isinstance(first, Hit)
    assert lines(first)[0] == "Đặng Thị Ngọc Bích · H02.15.23-261123-1001"
    assert lines(first)[1] == "Hẹn trả: hôm nay · 0341••••0234 · Đăng ký khai sinh"
    assert state(first) == ("Hẹn hôm nay", "due")
    assert isinstance(second, Hit)
    assert second.who.startswith("Nông Văn Bịch")
    assert last == All("bích")
    assert not any(BICH.number in "".join(lines(one)) for one in (first, second))


def test_an_arrow_and_enter_open_the_whole_story(qtbot: QtBot, window: DeskWindow) -> None:
    look_up(qtbot, window, "bích")
    box = window.top.lookup
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert shown(window) == "Nông Văn Bịch"
    assert (box.text(), window.look_ups.list.items()) == ("", [])


def test_a_click_opens_a_hit(qtbot: QtBot, window: DeskWindow) -> None:
    look_up(qtbot, window, "1003")
    drop = window.look_ups.list
    middle = drop.visualRect(drop.model().index(0, 0)).center()
    qtbot.mouseClick(drop.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert shown(window) == "Lê Văn Hùng"


@pytest.mark.parametrize("way", ["enter", "shift", "last line"])
def test_everything_that_was_found_can_be_listed(qtbot: QtBot, window: DeskWindow, way: str) -> None:
    look_up(qtbot, window, "bích")
    box = window.top.lookup
    for _ in range({"enter": 0, "shift": 1, "last line": 3}[way]):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return, SHIFT if way == "shift" else Qt.KeyboardModifier.NoModifier)
    screen = window.built(DOSSIERS)
    assert isinstance(screen, DossiersScreen)
    assert screen.list.box.text() == "bích"
    assert [screen.list.model.item(row).row.applicant for row in range(screen.list.model.rowCount())] == list(NAMES[:2])


def test_a_half_filled_form_loses_nothing_and_esc_gives_the_keyboard_back(qtbot: QtBot, window: DeskWindow) -> None:
    intake = window.show_place(INTAKE)
    assert isinstance(intake, IntakeScreen)
    intake.form.procedure.box.choose(procedure(BIRTH))
    intake.form.applicant.card.scan(BICH_CARD)
    address = intake.form.applicant.address
    address.setText("Tổ 7")
    address.setFocus()
    look_up(qtbot, window, "hùng")
    qtbot.keyClick(window.top.lookup, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is address
    assert window.look_ups.list.items() == []
    look_up(qtbot, window, "hùng")
    qtbot.keyClick(window.top.lookup, Qt.Key.Key_Down)
    qtbot.keyClick(window.top.lookup, Qt.Key.Key_Return)
    assert shown(window) == "Lê Văn Hùng"
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is address
    assert (address.text(), intake.form.applicant.name.text()) == ("Tổ 7", BICH.name)


def test_only_the_answer_to_what_stands_in_the_box_is_shown_and_chosen(
    qtbot: QtBot, crowd: Desk, ring: FocusRing
) -> None:
    tasks = Tasks()
    window = open_window(qtbot, crowd, tasks)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    box, drop = window.top.lookup, window.look_ups.list
    for text in ("hùng", "bịch", "1003", "bích"):
        box.setText(text)
        box.search_now()
    qtbot.waitUntil(lambda: All("bích") in drop.items())
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.setText("hùng")
    assert drop.marked() is None  # what is marked belongs to the text before
    box.search_now()
    qtbot.waitUntil(lambda: All("hùng") in drop.items())
    box.setText("bích")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert drop.items() == []
    tasks.close()


def test_the_drop_down_lies_inside_the_window_at_every_type_size(
    qapp: QApplication, qtbot: QtBot, window: DeskWindow, crowd: Desk
) -> None:
    for n in range(9):
        receive(crowd, BIRTH, replace(BICH, name=f"Bích {'Rất Dài ' * 9}{n}"))
    for scale in (1.0, 1.25, 1.5):
        apply(qapp, Theme(False, scale))
        qapp.processEvents()
        assert len(look_up(qtbot, window, "bích")) == lookup.BEST + 1
        drop = window.look_ups.list
        assert window.rect().contains(drop.geometry())
        assert drop.verticalScrollBar().maximum() == 0
        qtbot.keyClick(window.top.lookup, Qt.Key.Key_Escape)
