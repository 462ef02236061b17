"""A printer that keeps a paper for long holds up no draft, no save and no verb; leaving waits for it, with a word."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import drafts, identity, lookup
from onecua_desk.services.desk import Desk
from onecua_desk.ui import window as desk_window
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.ask_papers import AskPapersPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.window import DOSSIERS, INTAKE, DeskWindow
from tests.desk_fixture import COPY, receive
from tests.ui.intake_screen import dossiers, fill
from tests.ui.seat import Seat, take_seat

WAIT = 20_000


class Printer:
    """The desk's printing; nothing comes out before ``answer``."""

    def __init__(self) -> None:
        self.tasks = Tasks()
        self._answers = threading.Event()
        self.tasks.run(self._answers.wait, lambda _: None)

    def answer(self) -> None:
        self._answers.set()


@pytest.fixture
def printer(qapp: object) -> Iterator[Printer]:
    made = Printer()
    yield made
    made.answer()
    made.tasks.close()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def seat(desk: Desk, tasks: Tasks, printer: Printer) -> Seat:
    return take_seat(desk, tasks, printer.tasks)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, seat: Seat) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    made = DeskWindow(seat.workplace, known, Bridge())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def intake(qtbot: QtBot, window: DeskWindow) -> IntakeScreen:
    """A slip of its first dossier is at the printer."""
    screen = window.show_place(INTAKE)
    assert isinstance(screen, IntakeScreen)
    qtbot.waitUntil(lambda: screen._loaded, timeout=WAIT)
    take_in(qtbot, window, screen)
    return screen


def take_in(qtbot: QtBot, window: DeskWindow, screen: IntakeScreen, code: str = COPY) -> None:
    fill(screen, code)
    with qtbot.waitSignal(screen.saved, timeout=WAIT):
        screen.main_verb()


def prints(desk: Desk) -> list[int]:
    return [lookup.story(desk, row.id).dossier.reprints(FormKind.SLIP) for row in dossiers(desk)]


def test_the_next_citizen_is_kept_and_taken_in_while_the_first_slip_is_still_at_the_printer(
    qtbot: QtBot, desk: Desk, window: DeskWindow, intake: IntakeScreen, printer: Printer
) -> None:
    fill(intake)
    qtbot.waitUntil(lambda: len(drafts.open_drafts(desk)) == 1, timeout=WAIT)
    take_in(qtbot, window, intake)
    assert prints(desk) == [0, 0]
    printer.answer()
    qtbot.waitUntil(lambda: prints(desk) == [1, 1], timeout=WAIT)


def test_form_02_is_asked_for_and_the_next_dossier_served_while_its_paper_is_at_the_printer(
    qtbot: QtBot, desk: Desk, window: DeskWindow, printer: Printer
) -> None:
    first, second = receive(desk), receive(desk)
    screen = window.show_place(DOSSIERS)
    assert isinstance(screen, DossiersScreen)
    details = screen.details
    screen.open_dossier(first.id)
    qtbot.waitUntil(lambda: details.reading is not None and details.reading.dossier.id == first.id, timeout=WAIT)
    details.start(Verb.ASK_PAPERS)
    assert details.form
    asking = details.form.panel
    assert isinstance(asking, AskPapersPanel)
    asking.missing.setPlainText("Giấy chứng sinh")
    screen.main_verb()
    qtbot.waitUntil(lambda: details.form is None, timeout=WAIT)
    assert lookup.story(desk, first.id).dossier.state is State.AWAITING_PAPERS
    assert details.notice.text() == "Đã yêu cầu bổ sung 1 giấy tờ; thời hạn tạm dừng."
    screen.open_dossier(second.id)
    qtbot.waitUntil(lambda: details.shown_id() == second.id, timeout=WAIT)
    printer.answer()
    qtbot.waitUntil(lambda: details.notice.text() != "", timeout=WAIT)
    assert details.notice.text().startswith(f"Hồ sơ {first.code}: Đã lưu phiếu")
    assert lookup.story(desk, first.id).dossier.reprints(FormKind.SUPPLEMENT) == 1


def test_leaving_waits_for_the_slip_and_says_why(
    qtbot: QtBot, desk: Desk, window: DeskWindow, intake: IntakeScreen, printer: Printer
) -> None:
    said: list[str] = []

    def look() -> None:
        said.append(window.said.text())
        assert not window.may_leave("Đăng xuất")  # it is leaving already
        printer.answer()

    QTimer.singleShot(100, look)
    assert window.close()
    assert said == ["Đang in nốt giấy tờ, xin chờ…"]
    assert window.said.isHidden()
    assert prints(desk) == [1]


def test_a_printer_that_never_answers_keeps_nobody_and_what_it_prints_later_is_still_written_down(
    qtbot: QtBot,
    desk: Desk,
    window: DeskWindow,
    intake: IntakeScreen,
    printer: Printer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk_window, "PRINT_PATIENCE", 50)
    assert window.may_leave("Đăng xuất")
    printer.tasks.let_go()
    assert prints(desk) == [0]
    printer.answer()
    printer.tasks.close()
    assert prints(desk) == [1]
