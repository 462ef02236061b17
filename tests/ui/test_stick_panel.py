"""Mang bằng USB, through its buttons: a package out, its answer in, and what is said when something is wrong.

And what is doubtful about the line itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.ui.sync.line_panel import LinePanel
from onecua_desk.ui.sync.stick import StickPanel
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.workplace import Workplace
from tests.carried import Carried, carried, scan
from tests.clock import Clock
from tests.desk_fixture import MAI, receive
from tests.ui.seeing import all_of


@pytest.fixture
def by_stick(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Carried]:
    with carried(tmp_path, clock, template, desks=1) as made:
        yield made


@pytest.fixture
def told() -> list[Changes]:
    return []


@pytest.fixture
def panel_of(qtbot: QtBot, told: list[Changes], tmp_path: Path) -> Callable[[Desk], StickPanel]:
    def make(desk: Desk) -> StickPanel:
        tasks = InlineTasks()
        place = Workplace(
            desk=desk,
            official=MAI,
            tasks=tasks,
            slow=tasks,
            files=tasks,
            printing=tasks,
            announce=told.append,
            send_now=lambda: None,
            slip_folder=tmp_path,
        )
        panel = StickPanel(place)
        qtbot.addWidget(panel)
        panel.show_state()
        panel.show()
        return panel

    return make


def choose(monkeypatch: pytest.MonkeyPatch, found: Path) -> None:
    """The system's own dialog, in which a person would choose."""
    dialog = "onecua_desk.ui.sync.stick.QFileDialog"
    monkeypatch.setattr(f"{dialog}.getExistingDirectory", lambda *_: str(found))
    monkeypatch.setattr(f"{dialog}.getOpenFileName", lambda *_: (str(found), ""))


def test_a_package_goes_out_and_its_answer_comes_in(
    by_stick: Carried, panel_of: Callable[[Desk], StickPanel], told: list[Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_stick.desks[1]
    dossier = receive(desk)
    scan(desk, dossier, b"%PDF a page")
    panel = panel_of(desk)
    assert panel.said.text() == "Chưa ghi gói nào."
    choose(monkeypatch, by_stick.folder)
    panel.write_button.click()
    (package,) = by_stick.folder.glob("*.ocp")
    assert panel.notice.text().startswith(f"Đã ghi gói 1 vào {package}: 2 việc, 1 bản quét.")
    assert panel.said.text().endswith("(2 việc, 1 bản quét): chưa đọc gói trả lời.")
    choose(monkeypatch, by_stick.up(package).answer)
    panel.read_button.click()
    assert panel.notice.text().startswith("Gói 1: cấp trên đã nhận 2 việc và 1 bản quét của quầy, không có việc mới.")
    assert "đã đọc gói trả lời lúc" in panel.said.text()
    assert {id for changes in told for id in changes.dossiers} == {dossier.id}


def test_a_dialog_that_is_left_does_nothing(
    by_stick: Carried, panel_of: Callable[[Desk], StickPanel], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = panel_of(by_stick.desks[1])
    for name, nothing in (("getExistingDirectory", ""), ("getOpenFileName", ("", ""))):
        monkeypatch.setattr(f"onecua_desk.ui.sync.stick.QFileDialog.{name}", lambda *_, nothing=nothing: nothing)
    panel.write_button.click()
    panel.read_button.click()
    assert not panel.notice.isVisible()
    assert panel.write_button.isEnabled()


def test_what_is_wrong_is_said_in_place_and_the_buttons_are_free_again(
    by_stick: Carried, panel_of: Callable[[Desk], StickPanel], tmp_path: Path
) -> None:
    panel = panel_of(by_stick.desks[1])
    panel.write_to(tmp_path / "da-rut")
    assert "Không có thư mục" in panel.notice.text()
    panel.read_from(tmp_path / "khong-co.oca")
    assert "không còn ở đó nữa" in panel.notice.text()
    assert panel.write_button.isEnabled()
    assert panel.read_button.isEnabled()
    assert not panel.busy.isVisible()


def test_scans_can_be_left_out(by_stick: Carried, panel_of: Callable[[Desk], StickPanel]) -> None:
    desk = by_stick.desks[1]
    scan(desk, receive(desk), b"%PDF a page")
    panel = panel_of(desk)
    panel.files.setChecked(False)
    panel.write_to(by_stick.folder)
    assert "0 bản quét" in panel.notice.text()


def test_a_desk_that_works_alone_says_why_there_are_no_packages(
    desk: Desk, panel_of: Callable[[Desk], StickPanel]
) -> None:
    panel = panel_of(desk)
    assert "chưa ghi danh" in panel.said.text()
    assert not panel.write_button.isEnabled()
    assert not panel.read_button.isEnabled()


def test_escape_is_for_somebody_else_while_nothing_goes_on(
    by_stick: Carried, panel_of: Callable[[Desk], StickPanel]
) -> None:
    panel = panel_of(by_stick.desks[1])
    assert panel.back() is False


def test_the_keyboard_is_on_the_first_verb_that_is_possible(
    by_stick: Carried, desk: Desk, panel_of: Callable[[Desk], StickPanel], qtbot: QtBot
) -> None:
    panel = panel_of(by_stick.desks[1])
    panel.enter()
    assert panel.focusWidget() is panel.write_button
    alone = panel_of(desk)
    alone.enter()
    assert alone.focusWidget() is alone.leave_button
    with qtbot.waitSignal(alone.left):
        alone.leave_button.click()


def test_the_words_stand_together_at_the_top(by_stick: Carried, panel_of: Callable[[Desk], StickPanel]) -> None:
    panel = panel_of(by_stick.desks[1])
    panel.resize(560, 680)
    assert panel.write_button.geometry().bottom() < 250


def said(panel: LinePanel) -> str:
    return " ".join(label.text() for label in all_of(panel, QLabel))


def test_an_address_that_others_can_listen_to_is_warned_of_beside_the_line(qtbot: QtBot) -> None:
    tasks = InlineTasks()
    panel = LinePanel(cast(Workplace, SimpleNamespace(tasks=tasks)))
    qtbot.addWidget(panel)
    panel.show_way(Line("http://motcua.tinh.vn", "t"))
    assert "đổi sang https" in said(panel)
    panel.show_way(Line("https://motcua.tinh.vn", "t"))
    assert "đổi sang https" not in said(panel)
