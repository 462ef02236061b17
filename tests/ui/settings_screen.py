"""The settings at a real desk, all of their cards made."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.ui.settings.screen import SettingsScreen
from tests.ui.seat import Seat


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> SettingsScreen:
    made = SettingsScreen(seat.workplace)
    made.complete()
    qtbot.addWidget(made)
    made.resize(1174, 680)
    made.show()
    made.shown()
    return made
