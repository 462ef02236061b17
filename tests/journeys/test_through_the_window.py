"""A first day through the real window: first start with an enrolment code, intake, result from above, hand-back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.app import Program, make_application
from onecua_desk.demo.line import CuttableLine
from onecua_desk.district.access import enrol
from onecua_desk.district.officials import look_up, record_result
from onecua_desk.domain.parts import Official, State
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, lookup, notices, officials, replica
from onecua_desk.ui.focus_ring import FocusRing
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.signin.first_start import FirstStart
from onecua_desk.ui.signin.sign_in import SignIn
from onecua_desk.ui.window import HAND_BACK, INTAKE
from onecua_desk.wire.enrolment import read_enrolment, write_enrolment
from tests.clock import Clock
from tests.desk_fixture import BICH_CARD, UNIT, settings_in
from tests.district_fixture import EnrolledDistrict, running_district

WAIT = 20_000


@pytest.fixture
def above(tmp_path: Path, clock: Clock) -> Iterator[EnrolledDistrict]:
    with running_district(tmp_path / "district", 0, clock, UNIT) as district:
        yield district


@pytest.fixture
def program(tmp_path: Path, clock: Clock, qapp: object) -> Iterator[Program]:
    application = make_application()
    settings = settings_in(tmp_path / "desk")
    program = Program(application, open_desk(settings, clock), settings)
    yield program
    for window in (program.door, program.window):
        if window:
            window.hide()
    program.end()
    ring: FocusRing | None = application.findChild(FocusRing)
    assert ring
    shiboken6.delete(ring)  # the application outlives this program here


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    with qtbot.waitActive(widget.window(), timeout=WAIT):  # keys of a window that is not active reach nobody
        widget.window().activateWindow()
    qtbot.keyClick(widget, key)


def first_start(qtbot: QtBot, program: Program, code: str) -> None:
    program.begin()
    door = program.door
    assert isinstance(door, FirstStart)
    door["enrolment"].setText(code)
    assert door["unit_code"].text() == UNIT.code
    for name, text in (("official", "Lê Thị Mai"), ("login", "mai"), ("password", "mat-khau-1")):
        door[name].setText(text)
    door["repeated"].setText("mat-khau-1")
    door["phone"].setText("0222 3888 999")
    press(qtbot, door["repeated"], Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)


def take_in(qtbot: QtBot, program: Program) -> str:
    """One citizen by card; the new dossier's code."""
    assert program.window
    screen = program.window.show_place(INTAKE)
    assert isinstance(screen, IntakeScreen)
    box = screen.form.procedure.box
    box.setFocus()
    qtbot.keyClicks(box, "1.001193")
    qtbot.waitUntil(lambda: bool(box.offers()), timeout=WAIT)
    press(qtbot, box, Qt.Key.Key_Return)
    screen.form.applicant.card.scan(BICH_CARD)
    qtbot.keyClick(box, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(screen.saving.printed, timeout=WAIT) as printed:
        press(qtbot, box, Qt.Key.Key_F12)
    return str(printed.args[0].code)


def test_a_first_day(qtbot: QtBot, tmp_path: Path, program: Program, above: EnrolledDistrict, clock: Clock) -> None:
    with closing(CuttableLine("127.0.0.1", int(above.url.rpartition(":")[2]))) as line:
        first_start(qtbot, program, enrol(above.district, _fields(), 1, line.url))
        assert notices.read_contact(program.desk.store) == "0222 3888 999"
        line.cut()
        code = take_in(qtbot, program)
        assert (tmp_path / "desk" / "giay-hen" / f"Giay hen {code}.pdf").read_bytes().startswith(b"%PDF")
        assert replica.standing(program.desk).outbox.events == 2
        line.restore()
        program._send_now()
        qtbot.waitUntil(lambda: replica.standing(program.desk).outbox.events == 0, timeout=WAIT)
        clock.turn(hours=2)
        record_result(above.district, code, "412/2026", date(2026, 11, 23), 1, "", Official("phong", "Phong"))
        program._send_now()
        qtbot.waitUntil(lambda: lookup.counts(program.desk)[lookup.Chip.READY] == 1, timeout=WAIT)
        hand_back(qtbot, program, code)
        program._send_now()
        qtbot.waitUntil(lambda: look_up(above.district, code)[0].state is State.RETURNED, timeout=WAIT)


def hand_back(qtbot: QtBot, program: Program, code: str) -> None:
    assert program.window
    screen = program.window.show_place(HAND_BACK)
    assert isinstance(screen, HandBackScreen)
    (row,) = lookup.find(program.desk, code[-4:])
    screen.open_dossier(row.id)
    qtbot.waitUntil(lambda: "Đặng Thị Ngọc Bích" in _words(screen), timeout=WAIT)
    press(qtbot, screen, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: lookup.story(program.desk, row.id).dossier.state is State.RETURNED, timeout=WAIT)


def test_the_official_signs_out_and_the_next_one_must_know_the_password(
    qtbot: QtBot, program: Program, above: EnrolledDistrict
) -> None:
    first_start(qtbot, program, enrol(above.district, _fields(), 1, above.url))
    assert program.window
    program.window.left.emit()
    door = program.door
    assert isinstance(door, SignIn)
    assert program.window is None


def test_a_half_filled_form_is_there_again_after_signing_out_and_in(
    qtbot: QtBot, program: Program, above: EnrolledDistrict
) -> None:
    first_start(qtbot, program, enrol(above.district, _fields(), 1, above.url))
    window = program.window
    assert window
    screen = window.show_place(INTAKE)
    assert isinstance(screen, IntakeScreen)
    qtbot.waitUntil(lambda: screen.form.procedure.box.isEnabled())
    screen.form.applicant.card.scan(BICH_CARD)
    window.left.emit()
    assert program.window is None
    program.begin(signed_in=0)
    assert program.window
    again = program.window.show_place(INTAKE)
    assert isinstance(again, IntakeScreen)
    qtbot.waitUntil(lambda: again.form.applicant.applicant().name == "Đặng Thị Ngọc Bích")


def test_answers_that_are_still_under_way_do_not_reach_a_window_that_is_gone(
    qtbot: QtBot, program: Program, above: EnrolledDistrict
) -> None:
    first_start(qtbot, program, enrol(above.district, _fields(), 1, above.url))
    assert program.window
    for _ in range(20):
        program.window.refresh(None)
        program.bridge.announce(None)
    program.window.left.emit()
    drained = QTimer(interval=300, singleShot=True)
    with qtbot.waitSignal(drained.timeout):  # pytest-qt fails the test for any error on the way
        drained.start()


def test_a_new_code_for_the_same_desk_is_used_at_once(qtbot: QtBot, program: Program, above: EnrolledDistrict) -> None:
    code = enrol(above.district, _fields(), 1, above.url)
    with closing(CuttableLine("127.0.0.1", int(above.url.rpartition(":")[2]))) as line:
        line.cut()
        first_start(qtbot, program, write_enrolment(replace(read_enrolment(code), url=line.url)))
        qtbot.waitUntil(lambda: program._worker is not None, timeout=WAIT)
        take_in(qtbot, program)
        before = program._worker
        assert program.window
        identity.enrol(program.desk.store, code)
        program.window.enrolled.emit()
        qtbot.waitUntil(lambda: replica.standing(program.desk).outbox.events == 0, timeout=WAIT)
        assert program._worker is not before


def test_who_signs_in_next_sees_how_the_line_is(qtbot: QtBot, program: Program, above: EnrolledDistrict) -> None:
    first_start(qtbot, program, enrol(above.district, _fields(), 1, above.url))
    assert program.window
    qtbot.waitUntil(lambda: program._line_status is not None, timeout=WAIT)
    program.window.left.emit()
    program.enter(officials.everyone(program.desk.store)[0])
    window = program.window
    qtbot.waitUntil(lambda: bool(window.bottom.line.text()), timeout=WAIT)
    assert "một mình" not in window.bottom.line.text()


def _answer(text: str) -> None:
    """Press the button of the question that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


def _fields() -> dict[str, str]:
    names = ("code", "name", "parent", "centre", "place")
    return {name: getattr(UNIT, name) for name in names}


def _words(widget: QWidget) -> str:
    return " ".join(label.text() for label in cast("list[QLabel]", widget.findChildren(QLabel)))
