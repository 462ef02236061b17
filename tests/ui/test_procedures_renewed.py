"""The form stays open over midnight, or while the province's fees change: what is chosen is that of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Flat
from onecua_desk.services import fees, identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import catalogue
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.window import INTAKE, SETTINGS, DeskWindow
from tests.clock import Clock
from tests.desk_fixture import BICH_CARD, COPY, MAI, MONDAY, procedure
from tests.ui.intake_screen import SEVERAL_CASES, only_dossier
from tests.ui.procedure_step import ProcedureStep, open_step
from tests.ui.seat import take_seat

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
DEARER = Flat(amount=50_000, per="bản")


def charge(desk: Desk, first: date, code: str = COPY) -> None:
    fees.add(desk, MAI, ProvinceFee(code, DEARER, first, None, "NQ 1/2026"))


def end(desk: Desk, code: str, last: date) -> None:
    with desk.store.write() as connection:
        everything = catalogue.all_procedures(connection)
        catalogue.replace_all(
            connection, [replace(one, valid_to=last) if one.code == code else one for one in everything]
        )


@pytest.fixture
def step(qtbot: QtBot, desk: Desk) -> ProcedureStep:
    return open_step(qtbot, desk)


def amounts(step: ProcedureStep) -> list[int]:
    chosen = step.panel.procedure()
    assert chosen
    return [rule.amount for rule in chosen.fees if isinstance(rule, Flat)]


def test_the_chosen_procedure_takes_the_new_fee_and_keeps_what_was_answered(
    qtbot: QtBot, desk: Desk, step: ProcedureStep
) -> None:
    step.panel.box.choose(procedure(SEVERAL_CASES))
    step.panel.channel_box.setCurrentIndex(1)
    step.panel.case_box.setCurrentIndex(2)
    qtbot.keyClicks(step.panel.box, "khai")  # looking for another one meanwhile
    before = step.panel.kept()
    charge(desk, TODAY, SEVERAL_CASES)
    with qtbot.waitSignal(step.panel.chosen):
        step.known.load()
    assert amounts(step) == [50_000]
    assert step.panel.kept() == before
    assert step.panel.box.text() == "khai"
    assert step.answered == [SEVERAL_CASES]


def test_what_stayed_as_it_was_is_not_chosen_again(qtbot: QtBot, desk: Desk, clock: Clock, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    clock.turn(days=1)
    with qtbot.assertNotEmitted(step.panel.chosen):
        step.known.load()


def test_a_procedure_that_ended_at_midnight_is_said_at_its_box_and_nothing_typed_is_lost(
    desk: Desk, clock: Clock, step: ProcedureStep
) -> None:
    end(desk, COPY, TODAY)
    step.known.load()
    step.panel.box.choose(procedure(COPY))
    clock.turn(days=1)
    step.known.load()
    assert "hết hiệu lực từ 24/11/2026" in step.fields["procedure"].message()
    assert step.code() == COPY


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    made = DeskWindow(take_seat(desk).workplace, known, Bridge())
    qtbot.addWidget(made)
    made.show()
    return made


def intake_of(window: DeskWindow) -> IntakeScreen:
    screen = window.built(INTAKE)
    assert isinstance(screen, IntakeScreen)
    return screen


def fill(screen: IntakeScreen) -> None:
    screen.form.procedure.box.choose(procedure(COPY))
    screen.form.applicant.card.scan(BICH_CARD)
    screen.form.papers.papers.tick_required()


def test_the_first_citizen_of_the_morning_pays_what_holds_today_though_the_form_stood_open_all_night(
    desk: Desk, clock: Clock, window: DeskWindow
) -> None:
    charge(desk, TOMORROW)
    screen = intake_of(window)
    fill(screen)
    screen.form.terms.copies.setValue(3)
    clock.at = MONDAY.replace(day=24, hour=7, minute=30)
    window._every_minute.timeout.emit()
    assert screen.form.terms.copies.value() == 3
    screen.main_verb()
    assert only_dossier(desk).received.fee.amount == 150_000


def test_a_fee_changed_in_the_settings_is_the_fee_of_the_open_form(desk: Desk, window: DeskWindow) -> None:
    screen = intake_of(window)
    fill(screen)
    settings = window.show_place(SETTINGS)
    assert isinstance(settings, SettingsScreen)
    settings.complete()
    charge(desk, TODAY)
    settings.fees.changed.emit()
    chosen = screen.form.draft().procedure
    assert chosen
    assert [rule.amount for rule in chosen.fees if isinstance(rule, Flat)] == [50_000]
    screen.main_verb()
    assert only_dossier(desk).received.fee.amount == 50_000


def test_a_fee_that_changed_unheard_is_refused_once_and_then_shown(desk: Desk, window: DeskWindow) -> None:
    screen = intake_of(window)
    fill(screen)
    charge(desk, TODAY)
    screen.main_verb()
    assert "vừa đổi, hãy xem lại rồi lưu" in screen.form.fields["procedure"].message()
    screen.main_verb()
    assert only_dossier(desk).received.fee.amount == 50_000
