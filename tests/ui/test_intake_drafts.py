"""The intake screen: what is typed is on the disk within a second, and several drafts are open at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Help, Official
from onecua_desk.domain.payment import PayMoment
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import drafts, officials
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.store.engine import FILE
from onecua_desk.ui.intake.drafts import PAUSE
from onecua_desk.ui.intake.guidance_panel import GuidancePanel
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.widgets.chips import Chip
from tests.desk_fixture import BICH_CARD, BIRTH, COPY
from tests.ui.intake_screen import SEVERAL_CASES, SEVERAL_FEES, choose, dossiers, fill, make_screen, screen, seat
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button, the

__all__ = ["screen", "seat"]


def restarted(qtbot: QtBot, desk: Desk, screen: IntakeScreen) -> IntakeScreen:
    """The same desk after the program was killed: nothing but what is on the disk is there."""
    screen.drafts.flush()
    screen.hide()
    return make_screen(qtbot, take_seat(desk))


def names(screen: IntakeScreen) -> list[str]:
    chips: list[Chip] = list(screen.drafts_bar.findChildren(Chip))
    return [chip.text() for chip in chips if chip.isVisible()]


def on_the_disk(desk: Desk) -> list[str]:
    with closing(sqlite3.connect(Path(desk.store.folder) / FILE)) as driver:
        return [body for (body,) in driver.execute("SELECT body FROM draft ORDER BY began, key")]


def test_a_letter_is_on_the_disk_within_a_second_without_a_key_more(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    assert PAUSE < 1_000
    screen.form.applicant.name.setText("Hà")
    qtbot.waitUntil(lambda: any('"Hà"' in body for body in on_the_disk(desk)))


def _copies(screen: IntakeScreen) -> None:
    fill(screen, COPY)
    screen.form.terms.copies.setValue(7)


def _case(screen: IntakeScreen) -> None:
    fill(screen, SEVERAL_CASES)
    screen.form.procedure.case_box.setCurrentIndex(3)


def _fee(screen: IntakeScreen) -> None:
    fill(screen, SEVERAL_FEES)
    screen.form.terms.rule_box.choose("Theo danh sách")


def _papers(screen: IntakeScreen) -> None:
    fill(screen, BIRTH)
    screen.form.papers.papers.tick_required()
    screen.form.papers.own.open()
    screen.form.papers.own.name.setText("Giấy ra viện")
    screen.form.papers.own._add()


def _guided(screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    screen.form.applicant.card.scan(BICH_CARD)
    screen.verbs.supplement.click()
    screen.verbs.supplement.click()


@pytest.mark.parametrize("do", [fill, _copies, _case, _fee, _papers, _guided])
def test_after_a_power_cut_the_form_is_as_it_was(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, do: Callable[[IntakeScreen], None]
) -> None:
    do(screen)
    before: Draft = screen.form.draft()
    again = restarted(qtbot, desk, screen)
    assert again.form.draft() == before
    assert again.form.kept() == screen.form.kept()
    assert names(again) == []


def test_what_is_not_readable_is_kept_as_it_was_typed(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    choose(screen, BIRTH)
    screen.form.applicant.born.setText("31/02/1990")
    assert restarted(qtbot, desk, screen).form.applicant.born.text() == "31/02/1990"


def test_saving_takes_the_draft_away_and_the_next_start_begins_empty(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    fill(screen)
    screen.form.papers.papers.tick_required()
    screen.drafts.flush()
    screen.main_verb()
    assert len(dossiers(desk)) == 1
    assert on_the_disk(desk) == []
    assert not restarted(qtbot, desk, screen).form.is_touched()


def test_f11_puts_a_draft_aside_and_ctrl_tab_brings_it_back(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    qtbot.keyClick(screen, Qt.Key.Key_F11)
    assert not screen.form.is_touched()
    assert screen.focusWidget() is screen.form.procedure.box
    assert names(screen) == ["Đặng Thị Ngọc Bích"]
    choose(screen, COPY)
    screen.drafts.flush()
    assert len(on_the_disk(desk)) == 2
    qtbot.keyClick(screen, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert screen.form.applicant.name.text() == "Đặng Thị Ngọc Bích"
    assert screen.form.draft().procedure is not None
    qtbot.keyClick(screen, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert screen.form.applicant.name.text() == ""
    assert screen.form.procedure.procedure() is not None


def test_a_chip_opens_its_draft(qtbot: QtBot, screen: IntakeScreen) -> None:
    fill(screen)
    screen.put_aside()
    chips: list[Chip] = list(screen.drafts_bar.findChildren(Chip))
    next(chip for chip in chips if chip.isVisible()).click()
    assert screen.form.applicant.name.text() == "Đặng Thị Ngọc Bích"
    assert names(screen) == []


def test_of_many_drafts_four_are_named_and_the_others_counted(qtbot: QtBot, screen: IntakeScreen) -> None:
    for name in ("Hà", "Sảo", "Sử", "Tám", "Bích"):
        screen.form.applicant.name.setText(name)
        screen.put_aside()
    qtbot.waitUntil(lambda: names(screen) == ["Sảo", "Sử", "Tám", "Bích"])
    assert button(screen.drafts_bar, "+1 hồ sơ").isVisible()


def test_giving_a_draft_up_asks_once_and_leaves_the_others(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    screen.put_aside()
    screen.form.applicant.name.setText("Hà")
    screen.drafts.flush()
    screen.back()
    assert "Bỏ hồ sơ đang nhập của Hà?" in screen.notice.text()
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    (left,) = on_the_disk(desk)
    assert "Đặng Thị Ngọc Bích" in left


def test_a_form_that_was_emptied_by_hand_is_no_draft(screen: IntakeScreen, desk: Desk) -> None:
    screen.form.applicant.name.setText("Hà")
    screen.drafts.flush()
    screen.form.applicant.name.setText("")
    screen.drafts.flush()
    assert on_the_disk(desk) == []


def test_another_official_sees_the_draft_but_does_not_begin_in_it(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    fill(screen)
    screen.drafts.flush()
    lan = officials.add(desk.store, Official("lan", "Nguyễn Thị Lan"), "mat-khau-2")
    hers = replace(seat.workplace, official=lan)
    other = make_screen(qtbot, Seat(hers))
    assert not other.form.is_touched()
    assert names(other) == ["Đặng Thị Ngọc Bích"]


def test_turning_a_citizen_away_ends_the_draft_and_guiding_keeps_it(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    choose(screen, BIRTH)
    screen.form.applicant.card.scan(BICH_CARD)
    qtbot.keyClick(screen, Qt.Key.Key_F7)
    qtbot.keyClick(screen, Qt.Key.Key_F7)
    screen.drafts.flush()
    assert screen.form.guided_at == desk.now()
    assert len(on_the_disk(desk)) == 1
    screen.verbs.refusal.click()
    the(screen, GuidancePanel).reason.setPlainText("Không thuộc thẩm quyền")
    screen.verbs.refusal.click()
    assert on_the_disk(desk) == []
    assert not screen.form.is_touched()
    assert FormKind.REFUSAL.label in screen.notice.text()


def test_more_than_the_usual_is_kept_too(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    fill(screen, COPY)
    screen.form.restore(
        screen.form.kept()
        | {"applicant": screen.form.applicant.kept() | {"help": [Help.SEE.value], "visited": "Thôn Hạ"}}
    )
    draft = restarted(qtbot, desk, screen).form.draft()
    assert draft.pay in PayMoment
    assert draft.applicant.name == "Đặng Thị Ngọc Bích"


def test_nothing_is_announced_while_a_draft_is_typed(screen: IntakeScreen, seat: Seat, qapp: QApplication) -> None:
    screen.form.applicant.card.scan(BICH_CARD)
    screen.drafts.flush()
    assert seat.announced == []
    assert len(drafts.open_drafts(seat.workplace.desk)) == 1
