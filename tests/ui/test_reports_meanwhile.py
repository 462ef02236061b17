"""What a person does while a paper of *Sổ và báo cáo* is on its way: turn the period, stop, leave."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.ui.reports.day_page import DayPage
from onecua_desk.ui.reports.pages import DAY, REGISTER
from onecua_desk.ui.reports.register_page import RegisterPage
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.tasks import Tasks
from tests.clock import Clock
from tests.desk_fixture import COPY, THREE_DAYS, receive
from tests.exports.workbooks import rows
from tests.ui.reports_screen import choose, opened
from tests.ui.seat import take_seat

WAIT = 20_000


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, clock: Clock, tasks: Tasks) -> ReportsScreen:
    """Two dossiers in November, one in December, which it is now; its thread can be held up."""
    receive(desk, COPY)
    receive(desk, THREE_DAYS)
    clock.at = datetime(2026, 12, 2, 9)
    receive(desk, COPY)
    screen = opened(qtbot, take_seat(desk, tasks))
    qtbot.waitUntil(lambda: not screen.work.going() and not tasks.busy(), timeout=WAIT)
    return screen


def held_up(tasks: Tasks) -> threading.Event:
    """The thread works on something else until this is set."""
    go = threading.Event()
    tasks.run(lambda: go.wait(WAIT / 1000), lambda _: None)
    return go


def test_a_paper_is_made_of_the_period_that_was_asked_for(
    qtbot: QtBot, screen: ReportsScreen, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.select(REGISTER)
    path = tmp_path / "so.xlsx"
    choose(monkeypatch, path)
    go = held_up(tasks)
    screen.save_button.click()
    screen.bar.before.click()
    go.set()
    qtbot.waitUntil(lambda: not screen.work.going(), timeout=WAIT)
    assert [row[0] for row in rows(path)[2:3]] == ["Tháng 12/2026"]
    assert len(rows(path)) == 5 + 1


def test_a_paper_of_another_period_is_not_shown_under_the_one_that_is_chosen_now(
    qtbot: QtBot, screen: ReportsScreen, tasks: Tasks
) -> None:
    screen.tabs.select(REGISTER)
    page = screen.page()
    assert isinstance(page, RegisterPage)
    go = held_up(tasks)
    page.make.click()
    screen.bar.before.click()
    go.set()
    qtbot.waitUntil(lambda: not screen.work.going() and not tasks.busy(), timeout=WAIT)
    assert (page.said.text(), page.paper.picture.has_page()) == ("", False)


def test_the_day_list_that_was_on_screen_is_saved_though_the_next_day_has_none(
    qtbot: QtBot, screen: ReportsScreen, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.tabs.select(DAY)
    page = screen.page()
    assert isinstance(page, DayPage)
    qtbot.waitUntil(page.paper.picture.has_page, timeout=WAIT)
    path = tmp_path / "bang ke.pdf"
    choose(monkeypatch, path)
    go = held_up(tasks)
    screen.bar.before.click()
    screen.save_button.click()
    go.set()
    qtbot.waitUntil(lambda: not screen.work.going() and not tasks.busy(), timeout=WAIT)
    assert path.read_bytes().startswith(b"%PDF")
    assert screen.notice.text() == f"Đã ghi bảng kê. Tệp: {path}"


def test_what_a_killed_program_left_of_a_paper_goes_with_the_next_one(
    qtbot: QtBot, screen: ReportsScreen, tasks: Tasks, desk: Desk
) -> None:
    screen.tabs.select(REGISTER)
    page = screen.page()
    assert isinstance(page, RegisterPage)
    left, young = (desk.store.folder / f"giay-dang-lap-{name}" for name in ("cu", "moi"))
    for folder in (left, young):
        folder.mkdir()
        (folder / "giay.pdf").write_bytes(b"ten nguoi")
    os.utime(left, (0, 0))
    page.make.click()
    qtbot.waitUntil(lambda: not screen.work.going() and not tasks.busy(), timeout=WAIT)
    assert [folder.name for folder in desk.store.folder.glob("giay-dang-lap-*")] == [young.name]


def test_free_dates_stop_at_the_first_year_that_can_be_reported(
    qtbot: QtBot, screen: ReportsScreen, tasks: Tasks
) -> None:
    screen.bar.first.setText("01/01/2007")
    screen.bar.last.setText("31/12/2026")
    assert screen.bar.take()
    for _ in range(110):
        screen.bar.before.click()
    assert screen.bar.period().first.year >= 1990
    assert "từ năm 1990" in screen.bar.said.text()
