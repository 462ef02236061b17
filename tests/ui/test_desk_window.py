"""The real window with its real screens: questions, keys, the look-up box, work under way."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.services import identity, lookup
from onecua_desk.services.desk import Desk
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dialogs import may
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.fitting import is_tight
from onecua_desk.ui.focus_ring import FocusRing
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.window import DOSSIERS, INTAKE, SETTINGS, DeskWindow
from tests.desk_fixture import BICH_CARD, BIRTH, MONDAY, procedure, receive
from tests.ui.seat import take_seat
from tests.ui.seeing import button, line

WAIT = 20_000


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(qapp)
    yield made
    shiboken6.delete(made)


def open_window(qtbot: QtBot, desk: Desk, tasks: Tasks | InlineTasks, status: LineStatus | None = None) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    window = DeskWindow(take_seat(desk, tasks).workplace, known, Bridge(), status)
    qtbot.addWidget(window, before_close_func=lambda _: _back(window))  # or closing asks
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def _back(window: DeskWindow) -> None:
    for name in (INTAKE, DOSSIERS, SETTINGS):
        if screen := window.built(name):
            screen.back()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, ring: FocusRing) -> DeskWindow:
    return open_window(qtbot, desk, InlineTasks())


def intake_of(window: DeskWindow) -> IntakeScreen:
    screen = window.show_place(INTAKE)
    assert isinstance(screen, IntakeScreen)
    return screen


def fill(screen: IntakeScreen) -> None:
    screen.form.procedure.box.choose(procedure(BIRTH))
    screen.form.applicant.card.scan(BICH_CARD)
    screen.form.papers.papers.tick_required()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget
    return widget


def question(answer: str, seen: list[QMessageBox]) -> None:
    """Answer the question that will be open in a moment, after its button had the keyboard for a while."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box)
        next(button for button in box.buttons() if button.text() == answer).click()

    QTimer.singleShot(200, press)


def test_questions_over_the_window_can_be_answered_again_and_again(qtbot: QtBot, window: DeskWindow) -> None:
    settings = window.show_place(SETTINGS)
    assert isinstance(settings, SettingsScreen)
    settings.complete()
    button(settings, "Thêm cán bộ").click()
    line(settings, "Họ và tên").setText("Lan")
    for _ in range(3):
        seen: list[QMessageBox] = []
        question("Ở lại", seen)
        assert not window.close()
        seen.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
    assert settings.unsaved() != ""


def test_the_question_shows_a_typed_name_as_it_is(qtbot: QtBot, window: DeskWindow) -> None:
    formats: list[tuple[Qt.TextFormat, str]] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        formats.append((box.textFormat(), box.text()))
        box.escapeButton().click()

    QTimer.singleShot(100, press)
    assert not may("Bỏ", "Đóng chương trình", "Của Bích <b>đậm</b>.", window)
    assert formats == [(Qt.TextFormat.PlainText, "Của Bích <b>đậm</b>.")]


class Gate:
    """Holds the tasks' thread until it is opened."""

    def __init__(self, tasks: Tasks) -> None:
        self._open = threading.Event()
        tasks.run(self._open.wait, lambda _: None)

    def open(self) -> None:
        self._open.set()


def test_what_is_typed_while_a_save_runs_does_not_reach_the_form_and_nothing_is_called_unsaved(
    qtbot: QtBot, desk: Desk, ring: FocusRing
) -> None:
    tasks = Tasks()
    window = open_window(qtbot, desk, tasks)
    screen = intake_of(window)
    fill(screen)
    phone = screen.form.applicant.phone
    phone.setFocus()
    gate = Gate(tasks)
    qtbot.keyClick(phone, Qt.Key.Key_F12)
    qtbot.keyClicks(phone, "0912")
    qtbot.keyClick(phone, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(phone, Qt.Key.Key_Escape)
    assert phone.text() == ""
    assert focused() is phone
    assert "chưa lưu" not in screen.unsaved()
    QTimer.singleShot(100, gate.open)
    assert window.may_leave()  # waits, and has nothing to ask
    assert lookup.counts(desk)[lookup.Chip.ALL] == 1
    qtbot.keyClicks(screen.form.applicant.phone, "0987")
    assert phone.text() == "0987"
    tasks.close()


def test_f2_goes_to_the_procedure_of_an_empty_form_and_never_to_a_button(qtbot: QtBot, window: DeskWindow) -> None:
    screen = intake_of(window)
    screen.verbs.clear.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert focused() is screen.form.procedure.box
    screen.form.terms.return_box.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F3)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert focused() is screen.form.procedure.box
    fill(screen)
    screen.form.applicant.address.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F3)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert focused() is screen.form.applicant.address
    screen.verbs.clear.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert focused() is screen.form.applicant.phone


def test_esc_in_the_settings_goes_back_to_where_one_was(qtbot: QtBot, window: DeskWindow) -> None:
    window.show_place(DOSSIERS)
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert window.built(SETTINGS) is window.current_screen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.built(DOSSIERS) is window.current_screen()


def test_the_window_begins_with_what_the_line_reported_last(qtbot: QtBot, desk: Desk) -> None:
    window = open_window(qtbot, desk, InlineTasks(), LineStatus(LineState.OFFLINE, MONDAY))
    assert "Ngoại tuyến" in window.bottom.line.text()


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(1280, 680, True), (1366, 728, True), (1366, 768, True), (1440, 860, False), (1920, 1040, False)],
)
def test_the_window_takes_the_whole_of_a_small_screen(width: int, height: int, expected: bool) -> None:
    assert is_tight(QSize(width, height)) is expected


def test_ctrl_f_looks_up_from_any_screen_and_esc_empties_the_box(qtbot: QtBot, window: DeskWindow, desk: Desk) -> None:
    dossier = receive(desk)
    qtbot.keyClick(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    lookup_box = window.top.lookup
    assert focused() is lookup_box
    lookup_box.setText(dossier.code)
    qtbot.keyClick(lookup_box, Qt.Key.Key_Return)
    screen = window.built(DOSSIERS)
    assert isinstance(screen, DossiersScreen)
    assert screen.isVisible()
    assert screen.details.shown_id() == dossier.id
    qtbot.keyClick(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(lookup_box, Qt.Key.Key_Escape)
    assert lookup_box.text() == ""
    assert focused() is not lookup_box
