"""A hand-back screen that is seen while it writes: its thread waits until it is let go."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.tasks import Tasks
from tests.ui.handback_screen import open_screen
from tests.ui.seat import take_seat


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def slow(qtbot: QtBot, desk: Desk, tasks: Tasks) -> HandBackScreen:
    """With a real thread, which ``busy`` keeps from going on."""
    return open_screen(qtbot, take_seat(desk, tasks))


def busy(tasks: Tasks) -> Event:
    """What is asked for from now on waits until the event is set."""
    held = Event()
    tasks.run(held.wait, lambda _: None)
    return held
