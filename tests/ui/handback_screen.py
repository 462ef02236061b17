"""The hand-back screen as an official uses it: scans, keys, and what stands there afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.services import intake, lookup, processing
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.intake import Draft
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.widgets.notice import Notice
from tests.desk_fixture import BICH, COPY, MAI, draft
from tests.ui.seat import Seat
from tests.ui.seeing import all_of, the

OTHER_CARD = "001190012345||Trần Thị Vân|01011990|Nữ|Thôn Hạ, Suối Trong, Bắc Ninh|15042021"


def open_screen(qtbot: QtBot, seat: Seat) -> HandBackScreen:
    """Shown at the size that it has in the window on a 1366x768 screen; what is announced comes back as a refresh."""
    announce = seat.workplace.announce

    def tell(changes: Changes) -> None:
        announce(changes)
        made.refresh(changes)

    made = HandBackScreen(replace(seat.workplace, announce=tell))
    qtbot.addWidget(made)
    made.resize(1174, 680)
    made.show()
    box(made).setFocus()
    return made


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> HandBackScreen:
    return open_screen(qtbot, seat)


def ready(desk: Desk, code: str = COPY, number: str = "412/2026", name: str = BICH.name) -> Dossier:
    """A dossier whose result lies on the counter."""
    return with_result(desk, draft(desk, code, replace(BICH, name=name)), number)


def with_result(desk: Desk, wanted: Draft, number: str = "412/2026") -> Dossier:
    dossier = intake.receive(desk, wanted, MAI).value
    return processing.record_result(desk, MAI, dossier.id, number, date(2026, 11, 23), 2).value


def box(screen: HandBackScreen) -> HintEdit:
    return the(screen, HintEdit)


def scan(qtbot: QtBot, screen: HandBackScreen, text: str) -> None:
    """What a scanner does: the text, then Enter. Letters with marks are put in, as QTest cannot type them."""
    box(screen).setText(text)
    qtbot.keyClick(box(screen), Qt.Key.Key_Return)


def press(qtbot: QtBot, screen: QWidget, key: str) -> None:
    """Presses the visible choice that shows ``key``."""
    radio = next(one for one in all_of(screen, KeyRadio) if one._key == key and one.isVisible())
    radio.click()


def notice(screen: HandBackScreen) -> str:
    """The message below the box."""
    return next(one for one in all_of(screen, Notice) if one.parent() is screen).text()


def state(desk: Desk, dossier: Dossier) -> State:
    return lookup.story(desk, dossier.id).dossier.state


def newest(desk: Desk, dossier: Dossier) -> str:
    return lookup.story(desk, dossier.id).lines[0].detail
