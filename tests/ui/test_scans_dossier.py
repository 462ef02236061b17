"""Scans of a dossier that was received already: attached to that one, dropped with a reason, never lost on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.scans.dossier_scans import DossierScans
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.workplace import Workplace
from tests.desk_fixture import COPY, MAI, receive
from tests.ui.scans_panel import Gate, gate, notice, press, scan, waiting
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button, text

__all__ = ["gate"]


def test_scans_of_a_dossier_are_attached_and_dropped_with_a_reason(
    qtbot: QtBot, seat: Seat, desk: Desk, tmp_path: Path
) -> None:
    dossier = receive(desk)
    page = DossierScans(seat.workplace)
    qtbot.addWidget(page)
    page.show_dossier(dossier)
    page.resize(1160, 640)
    page.show()
    page.panel.add([scan(tmp_path, "a.png")])
    press(qtbot, page.panel, Qt.Key.Key_Return)
    assert seat.announced[-1].dossiers == {dossier.id}
    (file,) = page.panel.files()
    press(qtbot, page.panel, Qt.Key.Key_Delete)
    assert page.panel.files() == (file,)
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    assert "Hãy ghi lý do" in text(page)
    page.reason.setText("quét nhầm")
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    assert page.panel.files() == ()
    assert len(seat.announced) == 2
    assert not page.back()


def opened(qtbot: QtBot, place: Workplace) -> DossierScans:
    page = DossierScans(place)
    qtbot.addWidget(page)
    page.resize(1160, 640)
    page.show()
    return page


def files(desk: Desk, id: EventId) -> list[File]:
    return list(lookup.story(desk, id).dossier.files)


def test_a_file_is_attached_to_the_dossier_for_which_it_was_kept(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    birth, copy = receive(desk), receive(desk, COPY)
    page = opened(qtbot, replace(take_seat(desk).workplace, tasks=gate.tasks, slow=InlineTasks()))
    page.show_dossier(birth)
    page.panel.add([scan(tmp_path, "a.png")])
    gate.hold()
    press(qtbot, page.panel, Qt.Key.Key_Return)
    assert page.writing()
    page.show_dossier(copy)
    gate.let_go()
    assert not page.writing()
    assert (len(files(desk, birth.id)), files(desk, copy.id), page.panel.files()) == (1, [], ())
    page.show_dossier(lookup.story(desk, birth.id).dossier)
    assert (len(page.panel.files()), page.waiting()) == (1, 0)


def test_pages_wait_for_their_dossier_while_another_one_is_shown(
    qtbot: QtBot, seat: Seat, desk: Desk, tmp_path: Path
) -> None:
    birth, copy = receive(desk), receive(desk, COPY)
    page = opened(qtbot, seat.workplace)
    page.show_dossier(birth)
    page.panel.add([scan(tmp_path, "a.png")])
    page.show_dossier(copy)
    assert (page.panel.waiting(), page.waiting()) == (0, 1)
    page.show_dossier(birth)
    assert [one.path().name for one in waiting(page.panel)] == ["a.png"]
    assert page.waiting() == 1


def test_a_dossier_that_takes_no_files_any_more_says_so_and_can_be_asked_again(
    qtbot: QtBot, seat: Seat, desk: Desk, tmp_path: Path
) -> None:
    birth = receive(desk)
    page = opened(qtbot, seat.workplace)
    page.show_dossier(birth)
    page.panel.add([scan(tmp_path, "a.png")])
    processing.withdraw(desk, MAI, birth.id, "đã nộp nơi khác")
    press(qtbot, page.panel, Qt.Key.Key_Return)
    said = notice(page.panel)
    assert "rút" in said
    page.panel.parts.notice.dismiss()
    button(page, "Gắn lại vào hồ sơ").click()
    assert (notice(page.panel), page.writing(), files(desk, birth.id)) == (said, False, [])
