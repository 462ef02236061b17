"""The intake screen on a real desk, and what a person does and sees there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.widgets.scroll import Scroll
from tests.desk_fixture import BICH_CARD, BIRTH, procedure
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import all_of

NO_LIMIT = "1.004772"
SEVERAL_CASES = "1.004222"
SEVERAL_FEES = "1.004194"


@pytest.fixture
def seat(desk: Desk, qapp: QApplication) -> Seat:
    return take_seat(desk)


def make_screen(qtbot: QtBot, seat: Seat) -> IntakeScreen:
    screen = IntakeScreen(seat.workplace)
    qtbot.addWidget(screen)
    screen.resize(1160, 660)
    screen.show()
    screen.shown()
    screen.form.procedure.box.setFocus()
    return screen


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> IntakeScreen:
    return make_screen(qtbot, seat)


def choose(screen: IntakeScreen, code: str) -> None:
    screen.form.procedure.box.choose(procedure(code))


def fill(screen: IntakeScreen, code: str = BIRTH) -> None:
    choose(screen, code)
    screen.form.applicant.card.scan(BICH_CARD)
    screen.form.applicant.phone.setText("0912 345 678")
    screen.form.papers.papers.tick_required()
    if screen.form.terms.amount_edit.isVisible():
        screen.form.terms.amount_edit.setText("15000")


def dossiers(desk: Desk) -> list[lookup.DossierRow]:
    return lookup.page(desk, lookup.Chip.ALL, "")


def only_dossier(desk: Desk) -> Dossier:
    (row,) = dossiers(desk)
    return lookup.story(desk, row.id).dossier


def enter(qtbot: QtBot, screen: IntakeScreen) -> None:
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)


def notice_verb(screen: IntakeScreen, text: str) -> QPushButton:
    buttons: list[QPushButton] = list(screen.notice.findChildren(QPushButton))
    return [button for button in buttons if button.text() == text][-1]


def form_area(screen: IntakeScreen) -> Scroll:
    """What the form is scrolled in where it does not fit."""
    return next(area for area in all_of(screen, Scroll) if area.widget() is screen.form)


def visible_text(screen: IntakeScreen) -> str:
    labels: list[QLabel] = list(screen.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if label.isVisible())
