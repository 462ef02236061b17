"""A doubtful clock at the intake form: the leader is asked once, and nothing is written before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.clock_facts import ClockTrusted
from onecua_desk.services.desk import Desk
from onecua_desk.store import log
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.clock import Clock
from tests.desk_fixture import MONDAY, receive
from tests.ui.intake_screen import dossiers, enter, fill, make_screen, visible_text
from tests.ui.seat import Seat, take_seat


@pytest.fixture
def seat(desk: Desk, clock: Clock, qapp: QApplication) -> Seat:
    """A desk whose clock was set back by a day since its last dossier."""
    receive(desk)
    clock.at = MONDAY - timedelta(days=1)
    return take_seat(desk)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> IntakeScreen:
    return make_screen(qtbot, seat)


def allowed(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        entry = log.last_alone(connection, 0, ClockTrusted.kind)
    fact = entry.event.fact if entry and entry.event else None
    return [fact.allowed_by] if isinstance(fact, ClockTrusted) else []


def test_the_question_shows_the_time_large_and_the_doubt_and_nothing_is_written(
    screen: IntakeScreen, desk: Desk
) -> None:
    fill(screen)
    screen.main_verb()
    assert not screen.clock.isHidden()
    assert (screen.clock.time.text(), screen.clock.day.text()) == ("09:41", "22/11/2026")
    assert "trước việc đã ghi lúc 09:41 23/11/2026" in visible_text(screen)
    assert screen.focusWidget() is screen.clock.leader
    assert screen.preview.isHidden()
    assert len(dossiers(desk)) == 1
    assert not allowed(desk)
    screen.back()
    assert not screen.preview.isHidden()


def test_with_the_leaders_name_intake_goes_on_and_is_not_asked_again(
    screen: IntakeScreen, desk: Desk, qtbot: QtBot
) -> None:
    fill(screen)
    screen.main_verb()
    screen.clock.leader.setText("Nguyễn Văn An, Chủ tịch")
    enter(qtbot, screen)
    assert screen.clock.isHidden()
    assert len(dossiers(desk)) == 2
    assert allowed(desk) == ["Nguyễn Văn An, Chủ tịch"]
    fill(screen)
    screen.main_verb()
    assert screen.clock.isHidden()
    assert len(dossiers(desk)) == 3


def test_f12_without_a_name_says_so_and_writes_nothing(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    screen.main_verb()
    screen.main_verb()
    assert "Hãy ghi họ tên lãnh đạo" in screen.clock.field.message()
    assert len(dossiers(desk)) == 1
    screen.clock.leader.setText("Nguyễn Văn An")
    screen.main_verb()
    assert len(dossiers(desk)) == 2


def test_esc_gives_the_question_up_and_the_form_stays_as_it_was(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    before = screen.form.draft()
    screen.main_verb()
    assert screen.back()
    assert screen.clock.isHidden()
    assert screen.form.draft() == before
    assert len(dossiers(desk)) == 1
    assert not allowed(desk)


def test_a_clock_that_was_put_right_meanwhile_is_not_asked_about(
    screen: IntakeScreen, desk: Desk, clock: Clock
) -> None:
    fill(screen)
    screen.main_verb()
    screen.back()
    clock.at = MONDAY + timedelta(minutes=1)
    screen.main_verb()
    assert screen.clock.isHidden()
    assert len(dossiers(desk)) == 2
