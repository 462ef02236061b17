"""Scans and the drafts they belong to: nothing lands with another citizen, and nothing that waits is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from onecua_desk.services import drafts, scan_folder
from onecua_desk.services.desk import Desk
from onecua_desk.services.pasted import FOLDER
from onecua_desk.services.scan_folder import ScanFolder
from onecua_desk.ui.scans import arrivals
from onecua_desk.ui.scans.panel import ScansPanel
from onecua_desk.ui.tasks import InlineTasks
from tests.desk_fixture import BIRTH, COPY, MAI, procedure
from tests.ui.intake_screen import choose, make_screen
from tests.ui.scans_panel import PAPERS, Gate, gate, notice, press, scan, shown, waiting
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import the

__all__ = ["gate"]

ENTER = Qt.Key.Key_Return


@pytest.fixture
def panel(qtbot: QtBot, seat: Seat) -> ScansPanel:
    made = shown(qtbot, seat)
    made.show_draft("bich", {})
    return made


def picture(path: Path) -> bytes:
    return arrivals._png(QImage(str(path)))


def pictures(desk: Desk) -> list[Path]:
    return list((desk.store.folder / FOLDER).glob("*/*"))


def keep_draft(desk: Desk, key: str, kept: dict[str, Any]) -> None:
    drafts.keep(desk, MAI, key, "", "", json.dumps({"scans": kept}))


def test_a_draft_remembers_files_and_waiting_pages(qtbot: QtBot, seat: Seat, panel: ScansPanel, tmp_path: Path) -> None:
    panel.add([scan(tmp_path, "a.png")])
    press(qtbot, panel, Qt.Key.Key_Return)
    gone = scan(tmp_path, "c.png", 5)
    panel.add([scan(tmp_path, "b.png", 9), gone])
    press(qtbot, panel, Qt.Key.Key_R, Qt.Key.Key_3)
    kept = panel.kept()
    gone.unlink()
    other = shown(qtbot, seat)
    other.show_draft("bich", kept)
    assert other.files() == panel.files()
    page, lost = waiting(other)
    assert (page.paper, page.manner.turns, page.ready()) == (PAPERS[2], 1, True)
    assert "Không còn thấy tệp" in lost.fault
    assert other.kept() == kept
    other.show_draft("van", {})
    assert (other.files(), other.waiting()) == ((), 0)


@pytest.mark.parametrize("kept", [{}, {"files": [{"sha256": "x"}], "waiting": [{}, {"path": "/khong-co"}]}])
def test_what_another_version_wrote_is_left_out(panel: ScansPanel, kept: dict[str, object]) -> None:
    panel.show_draft("bich", kept)
    assert (panel.files(), panel.waiting()) == ((), 0)


def test_a_file_that_is_written_while_another_draft_comes_waits_for_its_own(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    panel = shown(qtbot, replace(take_seat(desk).workplace, tasks=gate.tasks, slow=InlineTasks()))
    panel.show_draft("bich", {})
    panel.add([scan(tmp_path, "a.png"), scan(tmp_path, "b.png", 5)])
    press(qtbot, panel, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Up)
    gate.hold()
    press(qtbot, panel, ENTER)
    assert panel.writing()
    bich = panel.kept()
    panel.show_draft("van", {})
    with qtbot.waitSignal(panel.files_kept) as told:
        gate.let_go()
    assert (panel.files(), panel.waiting(), notice(panel)) == ((), 0, "")
    key, files = told.args
    with qtbot.waitSignal(panel.changed):
        panel.show_draft("bich", bich)
    assert (key, panel.files()) == ("bich", files)
    assert [page.paper for page in waiting(panel)] == [PAPERS[1]]
    panel.show_draft("van", {})
    panel.show_draft("bich", bich | {"files": []})
    assert panel.files() == ()


def test_a_draft_that_came_back_before_its_file_was_written_takes_it(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    panel = shown(qtbot, replace(take_seat(desk).workplace, tasks=gate.tasks, slow=InlineTasks()))
    panel.show_draft("bich", {})
    panel.add([scan(tmp_path, "a.png")])
    gate.hold()
    press(qtbot, panel, ENTER, Qt.Key.Key_Delete)
    assert "Đang lưu" in notice(panel)
    bich = panel.kept()
    panel.show_draft("van", {})
    panel.show_draft("bich", bich)
    gate.let_go()
    assert (len(panel.files()), panel.waiting()) == (1, 0)


def test_a_pasted_picture_waits_with_its_draft_and_leaves_no_copy_behind(
    qtbot: QtBot, seat: Seat, panel: ScansPanel, desk: Desk, tmp_path: Path
) -> None:
    panel.add([picture(scan(tmp_path, "a.png"))])
    bich = panel.kept()
    keep_draft(desk, "bich", bich)
    panel.show_draft("van", {})
    again = shown(qtbot, seat)  # as after a restart
    again.show_draft("bich", bich)
    assert [(page.page.name, page.ready()) for page in waiting(again)] == [("Ảnh dán vào", True)]
    assert len(pictures(desk)) == 1
    press(qtbot, again, ENTER)
    assert (len(again.files()), pictures(desk)) == (1, [])
    again.add([picture(scan(tmp_path, "b.png", 5))])
    press(qtbot, again, Qt.Key.Key_Delete)
    assert notice(again) == "Đã bỏ một trang khỏi danh sách."
    again.add([picture(scan(tmp_path, "c.png", 5))])
    again.end_draft("van")
    assert again.waiting() == 1
    again.end_draft("bich")
    assert (again.waiting(), pictures(desk)) == (0, [])


def test_what_is_still_to_be_opened_and_what_was_just_pasted_belong_to_the_draft_too(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    panel = shown(qtbot, replace(take_seat(desk).workplace, slow=gate.tasks))
    panel.show_draft("bich", {})
    gate.hold()
    panel.add([scan(tmp_path, "a.png"), picture(scan(tmp_path, "b.png", 5))])
    assert panel.waiting() == 2
    bich = panel.kept()
    panel.show_draft("van", {})
    gate.let_go()
    assert panel.waiting() == 0
    panel.show_draft("bich", bich)
    gate.let_go()
    assert [(page.page.name, page.ready()) for page in waiting(panel)] == [("a.png", True), ("Ảnh dán vào", True)]


def test_a_draft_whose_files_are_out_of_reach_comes_up_at_once_and_forgets_nothing(
    qtbot: QtBot, desk: Desk, gate: Gate, panel: ScansPanel, tmp_path: Path
) -> None:
    path = scan(tmp_path, "a.png")
    panel.add([path])
    bich = panel.kept()
    path.rename(tmp_path / "away")
    slow = shown(qtbot, replace(take_seat(desk).workplace, slow=gate.tasks))
    gate.hold()
    slow.show_draft("bich", bich)
    assert [(page.ready(), page.fault) for page in waiting(slow)] == [(False, "")]  # nobody has looked yet
    gate.let_go()
    assert "Không còn thấy tệp" in waiting(slow)[0].fault
    assert slow.kept() == bich
    (tmp_path / "away").rename(path)
    press(qtbot, slow, ENTER)
    gate.let_go()
    press(qtbot, slow, ENTER)
    assert len(slow.files()) == 1


def test_pages_whose_preparing_is_stopped_wait_to_be_tried_again(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    panel = shown(qtbot, replace(take_seat(desk).workplace, slow=gate.tasks))
    panel.add([scan(tmp_path, "a.png")])
    gate.let_go()
    gate.hold()
    press(qtbot, panel, Qt.Key.Key_R)
    panel.parts.busy.cancelled.emit()
    gate.let_go()
    assert "Đã dừng" in waiting(panel)[0].fault
    press(qtbot, panel, ENTER)
    gate.let_go()
    assert waiting(panel)[0].ready()


def test_the_scanners_folder_offers_nothing_that_waits_with_another_citizen(
    qtbot: QtBot, panel: ScansPanel, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "may-quet"
    mine = scan(folder, "bich.png")
    scan_folder.write(desk.store, ScanFolder(str(folder)))

    def come_back() -> None:
        panel.hide()
        panel.show()

    come_back()
    qtbot.waitUntil(lambda: panel.waiting() == 1, timeout=20_000)
    keep_draft(desk, "bich", panel.kept())
    panel.hide()
    panel.show_draft("van", {})
    scan(folder, "van.png", 5)
    panel.show()
    qtbot.waitUntil(lambda: panel.waiting() == 1, timeout=20_000)
    assert waiting(panel)[0].path().name == "van.png"
    drafts.drop(desk, "bich")  # given up: its page is free again
    come_back()
    qtbot.waitUntil(lambda: panel.waiting() == 2, timeout=20_000)
    assert waiting(panel)[1].path() == mine
    panel.hide()
    panel._watching.found.emit([scan(folder, "spaet.png", 6)])  # on its way while the panel was left
    assert panel.waiting() == 2


def test_on_the_intake_screen_pages_stay_with_the_citizen_who_brought_them(
    qtbot: QtBot, desk: Desk, gate: Gate, tmp_path: Path
) -> None:
    place = replace(take_seat(desk).workplace, tasks=gate.tasks, slow=InlineTasks())
    screen = make_screen(qtbot, Seat(place))
    gate.let_go()
    choose(screen, COPY)
    screen.put_aside()
    choose(screen, BIRTH)
    screen.pages.open_scans()
    panel = the(screen, ScansPanel)
    panel.add([scan(tmp_path, "a.png"), picture(scan(tmp_path, "b.png", 5))])
    press(qtbot, panel, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Up)
    gate.hold()
    press(qtbot, panel, ENTER)
    screen.back()
    screen._open_next_draft()
    gate.let_go()
    screen.drafts.flush()
    assert (screen.form.what(), len(screen.form.files)) == (procedure(BIRTH).name, 1)
    screen._open_next_draft()
    assert (screen.form.what(), screen.form.files, panel.waiting()) == (procedure(COPY).name, (), 0)
    screen._open_next_draft()
    assert (len(screen.form.files), panel.waiting()) == (1, 1)


def test_the_panel_comes_up_without_any_image_library() -> None:
    modules = "onecua_desk.ui.scans.panel, onecua_desk.ui.scans.dossier_scans"
    code = f"import {modules}, sys; print({{'PIL', 'pypdfium2'}} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
