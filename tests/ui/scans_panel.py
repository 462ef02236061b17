"""The scans panel on a real desk, and what a person does and sees there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.ui.scans.panel import ScansPanel
from onecua_desk.ui.scans.stack import Waiting
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.workplace import Workplace
from tests.scans import papers
from tests.ui.seat import Seat

PAPERS = ["Tờ khai", "Giấy chứng sinh", "Giấy chứng nhận kết hôn"]


def shown(qtbot: QtBot, seat: Seat | Workplace) -> ScansPanel:
    made = ScansPanel(seat.workplace if isinstance(seat, Seat) else seat, lambda: PAPERS)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    return made


def scan(folder: Path, name: str, lines: int = 8) -> Path:
    return papers.save(papers.clean(60, lines), folder / name, 60)


def press(qtbot: QtBot, panel: ScansPanel, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(panel.parts.pages, key)


def waiting(panel: ScansPanel) -> list[Waiting]:
    return panel.pile.pages()


def notice(panel: ScansPanel) -> str:
    return panel.parts.notice.text()


class Gate:
    """A thread for tasks that is busy from ``hold`` to ``let_go``."""

    def __init__(self, qtbot: QtBot) -> None:
        self.tasks = Tasks()
        self._qtbot, self._open = qtbot, threading.Event()

    def hold(self) -> None:
        self._open.clear()
        self.tasks.run(self._open.wait, lambda _: None)

    def end(self) -> None:
        self._open.set()
        self.tasks.close()

    def let_go(self) -> None:
        self._open.set()
        for _ in range(3):  # what was asked, and what its answers asked
            with self._qtbot.waitCallback() as behind:
                self.tasks.run(lambda: None, behind)


@pytest.fixture
def gate(qtbot: QtBot) -> Iterator[Gate]:
    made = Gate(qtbot)
    yield made
    made.end()
