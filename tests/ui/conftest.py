"""The program's own look for every test of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from onecua_desk.services.desk import Desk
from onecua_desk.ui import translations
from onecua_desk.ui.fonts import load_fonts
from onecua_desk.ui.theme import Theme, apply, current
from tests.ui.seat import Seat, take_seat


@pytest.fixture(scope="session")
def dressed(qapp):
    load_fonts()
    apply(qapp, Theme())
    return qapp, translations.install(qapp)


@pytest.fixture(autouse=True)
def _look(dressed):
    """The standard look again, where the test before chose another."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # else every old widget is restyled too
    if current() != Theme().tokens():
        apply(dressed[0], Theme())


@pytest.fixture
def seat(desk: Desk) -> Seat:
    """The first official at the desk; nothing runs beside the test."""
    return take_seat(desk)
