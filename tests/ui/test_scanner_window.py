"""Scans in the desk's real window: each goes to where it belongs, whatever screen is in front."""

from __future__ import annotations

import os
import subprocess
import sys
import tty
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.services import identity, processing, scanner_settings
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.scanner_settings import Mark, Mode, ScannerSettings
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.window import DOSSIERS, HAND_BACK, INTAKE, SETTINGS, SYNC, DeskWindow
from tests.desk_fixture import BICH, BICH_CARD, MAI, receive
from tests.ui.bursts import Keyboard
from tests.ui.ports import line_of_two_ends
from tests.ui.scanner_room import another_window
from tests.ui.seat import take_seat
from tests.ui.seeing import text, the

IN_TELEX = (
    "034188001234||Ddawngj Thij Ngocj Bichs|29021988|Nuwx|Toor daan phoos soos 5, Suoois Trong, Bawcs Ninh|15042021"
)


@dataclass
class Counter:
    """The reader takes its times from the machine here: a burst is quick enough."""

    window: DeskWindow
    keys: Keyboard

    def intake(self) -> IntakeScreen:
        return cast(IntakeScreen, self.window.built(INTAKE))

    def hand_back(self) -> HandBackScreen:
        return cast(HandBackScreen, self.window.built(HAND_BACK))

    def name(self) -> str:
        return self.intake().form.applicant.name.text()


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    known = identity.known(desk.store)
    assert known
    window = DeskWindow(take_seat(desk, InlineTasks()).workplace, known, Bridge(), None)
    made = Counter(window, Keyboard())
    qtbot.addWidget(window, before_close_func=lambda _: made.intake().form.clear())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QApplication.processEvents()  # the reader begins when the window stands
    return made


def ready(desk: Desk) -> Dossier:
    dossier = receive(desk, "1.001193")
    return processing.record_result(desk, MAI, dossier.id, "412/2026", date(2026, 11, 23), 2).value


@pytest.mark.parametrize("place", [INTAKE, DOSSIERS, SYNC, SETTINGS])
@pytest.mark.parametrize("end", ["\r", "\t"])
def test_a_card_fills_the_applicant_from_any_screen(counter: Counter, qtbot: QtBot, place: str, end: str) -> None:
    counter.window.show_place(place)
    counter.keys.scan(BICH_CARD, end)
    qtbot.waitUntil(lambda: counter.name() == BICH.name)
    assert counter.window.current_screen() is counter.intake()
    assert counter.intake().form.applicant.number.text() == "034 188 001 234"


def test_the_enter_of_a_slow_reader_behind_a_whole_scan_skips_no_field(counter: Counter, qtbot: QtBot) -> None:
    intake = counter.intake()
    intake.take_card(BICH_CARD)
    phone = intake.form.applicant.phone
    phone.setFocus()
    qtbot.keyClick(phone, Qt.Key.Key_Return)
    assert phone.hasFocus()
    qtbot.keyClick(phone, Qt.Key.Key_Return)
    assert not phone.hasFocus(), "a person's own Enter goes on"


def test_a_card_scanned_into_the_look_up_box_leaves_the_box_as_it_was(counter: Counter, qtbot: QtBot) -> None:
    box = counter.window.top.lookup
    box.setFocus()
    box.setText("tran van")
    counter.keys.scan(BICH_CARD)
    qtbot.waitUntil(lambda: counter.name() == BICH.name)
    assert box.text() == "tran van"


def test_a_card_scanned_into_the_procedure_box_chooses_nothing_there(counter: Counter, qtbot: QtBot) -> None:
    box = counter.intake().form.procedure.box
    box.setFocus()
    counter.keys.scan(BICH_CARD)
    qtbot.waitUntil(lambda: counter.name() == BICH.name)
    assert box.text() == ""
    assert counter.intake().form.procedure.procedure() is None


def test_a_card_in_telex_keys_is_filled_in_with_its_letters_and_a_word_to_compare(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.keys.scan(IN_TELEX)
    qtbot.waitUntil(lambda: counter.name() == BICH.name)
    assert "hãy so với thẻ" in counter.intake().form.applicant.card.message.text()


def test_a_card_that_an_input_method_retyped_is_filled_in(counter: Counter, qtbot: QtBot) -> None:
    counter.keys.scan(BICH_CARD.replace("ặ", "a\bă\bặ").replace("ị", "i\bị"))
    qtbot.waitUntil(lambda: counter.name() == BICH.name)


def test_a_card_that_lost_its_letters_says_how_to_set_the_scanner(counter: Counter, qtbot: QtBot) -> None:
    counter.keys.scan("034188001234||Đ?ng Th? Ng?c B?ch|29021988|N?|B?c Ninh|15042021")
    qtbot.waitUntil(lambda: "cổng COM" in counter.intake().form.applicant.card.message.text())
    assert counter.name() == ""


def test_a_slip_opens_its_dossier_one_key_before_its_hand_back(counter: Counter, qtbot: QtBot, desk: Desk) -> None:
    receive(desk)
    dossier = ready(desk)
    counter.keys.scan(dossier.code)
    qtbot.waitUntil(lambda: isinstance(counter.window.current_screen(), DossiersScreen))
    screen = cast(DossiersScreen, counter.window.built(DOSSIERS))
    assert screen.details.shown_id() == dossier.id
    screen.main_verb()
    assert counter.window.current_screen() is counter.hand_back()
    assert "412/2026" in text(counter.hand_back())


def test_slip_and_card_at_the_hand_back_open_and_check(counter: Counter, qtbot: QtBot, desk: Desk) -> None:
    dossier = ready(desk)
    screen = counter.window.show_place(HAND_BACK)
    counter.keys.scan(dossier.code)
    qtbot.waitUntil(lambda: "412/2026" in text(screen))
    assert counter.window.current_screen() is screen
    counter.keys.scan(BICH_CARD)
    qtbot.waitUntil(lambda: "Đúng người nộp" in text(screen))
    assert counter.name() == ""


def test_a_foreign_code_is_typed_into_an_input_and_said_elsewhere(counter: Counter, qtbot: QtBot) -> None:
    note = counter.intake().form.applicant.name
    note.setFocus()
    counter.keys.scan("8934563138165", end="")
    counter.window.scanner.reader.let_go()
    assert note.text() == "8934563138165"
    note.clearFocus()
    counter.keys.scan("8934563138165")
    qtbot.waitUntil(lambda: "không phải thẻ căn cước" in counter.window.said.text())


def test_the_settings_show_what_was_scanned_and_how_quick_it_was(counter: Counter, qtbot: QtBot) -> None:
    screen = cast(SettingsScreen, counter.window.show_place(SETTINGS))
    screen.complete()
    screen.scanner.trial.setFocus()
    counter.keys.scan(BICH_CARD)
    qtbot.waitUntil(lambda: screen.scanner.trial.text() == BICH_CARD)
    said = the(screen.scanner, Notice).text()
    assert said.startswith(f"Đọc được thẻ căn cước của {BICH.name}. {len(BICH_CARD)} ký tự trong ")
    assert counter.window.current_screen() is screen
    counter.keys.type("a")
    counter.window.scanner.reader.let_go()
    assert "rời rạc" in the(screen.scanner, Notice).text()


def test_what_is_chosen_is_kept_and_the_reader_follows(counter: Counter, qtbot: QtBot, desk: Desk) -> None:
    screen = cast(SettingsScreen, counter.window.show_place(SETTINGS))
    screen.complete()
    panel = screen.scanner
    with qtbot.waitSignal(panel.changed):
        panel._prefix.setCurrentIndex(panel._prefix.findData(Mark.STX))
        panel._prefix.activated.emit(1)
    assert scanner_settings.read(desk.store) == ScannerSettings(prefix=Mark.STX)
    assert counter.window.scanner.reader._burst.rhythm.prefix == "\x02"


def test_a_scanner_at_a_port_is_heard_like_one_at_the_keyboard(counter: Counter, qtbot: QtBot, tmp_path: Path) -> None:
    scanner, port = line_of_two_ends()
    tty.setraw(port)
    with qtbot.waitSignal(counter.window.scanner.port_changed):
        counter.window.scanner.use(ScannerSettings(mode=Mode.SERIAL, port=os.ttyname(port)))
    assert counter.window.scanner.port_open
    os.write(scanner, f"{BICH_CARD}\r\n".encode())
    qtbot.waitUntil(lambda: counter.name() == BICH.name)
    counter.intake().form.applicant.phone.setFocus()
    os.write(scanner, b"0912345678\r")
    qtbot.waitUntil(lambda: "0912345678" in counter.intake().form.applicant.phone.text())
    counter.window.scanner.stop()
    for end in (scanner, port):
        os.close(end)


def test_the_window_does_not_load_the_serial_library_for_a_keyboard(counter: Counter) -> None:
    code = "import onecua_desk.ui.window, sys; print([name for name in sys.modules if name.startswith('serial')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_window_that_was_left_takes_no_scans(counter: Counter, qtbot: QtBot) -> None:
    counter.window.hide()
    door = another_window(qtbot)
    counter.keys.scan(BICH_CARD, "")
    assert door.text() == BICH_CARD


def test_what_is_said_of_a_foreign_code_covers_no_page_and_ends_with_what_is_done_next(
    counter: Counter, qtbot: QtBot, desk: Desk
) -> None:
    window, said = counter.window, counter.window.said
    window.show_place(DOSSIERS).setFocus()
    window.setFocus()
    counter.keys.scan("8934563138165")
    qtbot.waitUntil(lambda: "không phải thẻ căn cước" in said.text())
    page = window.current_screen()
    assert page is not None
    below = page.mapTo(window, page.rect().bottomLeft()).y()
    assert said.geometry().top() > below
    window.refresh(Changes())
    assert said.text(), "news of the line is nothing that the official did"
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert said.text() == ""
