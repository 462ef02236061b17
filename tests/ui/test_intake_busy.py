"""The intake screen while something is being written: an answer reaches the draft that it is about, and no other."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import State
from onecua_desk.services import drafts
from onecua_desk.services.desk import Desk
from onecua_desk.store import log, outbox
from onecua_desk.ui.intake.guidance_panel import GuidancePanel
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import Tasks
from tests.desk_fixture import BICH_CARD, BIRTH, COPY
from tests.ui.intake_screen import choose, dossiers, fill, make_screen
from tests.ui.seat import take_seat
from tests.ui.seeing import the

OTHER_CARD = "038195000001||Trần Thị Bảo|05121995|Nữ|Thôn 3, Đông Hoàng|31052021"


class Held:
    """A screen whose tasks' thread waits until it is let go."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.tasks = Tasks()
        self._qtbot, self._open = qtbot, threading.Event()
        self.screen = make_screen(qtbot, take_seat(desk, self.tasks))
        qtbot.addWidget(self.screen, before_close_func=lambda _: self._end())
        self.settle()

    def _end(self) -> None:
        self._open.set()
        self.tasks.close()

    def hold(self) -> None:
        self._open.clear()
        self.tasks.run(self._open.wait, lambda _: None)

    def let_go(self) -> None:
        self._open.set()
        self.settle()

    def settle(self) -> None:
        """Until what was asked, and what its answers asked, is done."""
        for _ in range(4):
            done: list[None] = []
            self.tasks.run(lambda: None, done.append)
            self._qtbot.waitUntil(partial(bool, done), timeout=10_000)


@pytest.fixture
def held(qtbot: QtBot, desk: Desk, qapp: QApplication) -> Held:
    return Held(qtbot, desk)


def begin(screen: IntakeScreen) -> None:
    """A citizen whose papers are not there."""
    choose(screen, BIRTH)
    screen.form.applicant.card.scan(BICH_CARD)


def kinds(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [wire.kind for wire in outbox.waiting(connection, 0, 0, 1 << 40, 100)]


def test_what_changes_while_the_dossier_is_saved_does_not_bring_its_draft_back(
    qtbot: QtBot, held: Held, desk: Desk
) -> None:
    screen = held.screen
    fill(screen)
    screen.drafts.flush()
    held.settle()
    held.hold()
    screen.main_verb()
    screen.form.remember_scans({"waiting": [{"path": "x"}]})
    screen.drafts.note()
    screen.drafts.flush()
    held.let_go()
    assert len(dossiers(desk)) == 1
    assert drafts.open_drafts(desk) == []


def test_a_refusal_ends_the_draft_that_was_refused_and_no_other(qtbot: QtBot, held: Held, desk: Desk) -> None:
    screen = held.screen
    choose(screen, COPY)
    screen.form.applicant.card.scan(OTHER_CARD)
    screen.put_aside()
    begin(screen)
    held.settle()
    qtbot.keyClick(screen, Qt.Key.Key_F8)
    the(screen, GuidancePanel).reason.setPlainText("Không thuộc thẩm quyền")
    held.hold()
    qtbot.keyClick(screen, Qt.Key.Key_F8)
    qtbot.keyClick(screen, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    screen.main_verb()
    screen.put_aside()
    held.let_go()
    assert kinds(desk) == ["turned_away"]
    (left,) = drafts.open_drafts(desk)
    assert left.who == "Trần Thị Bảo"
    assert not screen.form.is_touched()


def test_form_02_is_remembered_by_the_draft_that_it_was_given_for(qtbot: QtBot, held: Held, desk: Desk) -> None:
    screen = held.screen
    begin(screen)
    held.settle()
    qtbot.keyClick(screen, Qt.Key.Key_F7)
    held.hold()
    qtbot.keyClick(screen, Qt.Key.Key_F7)
    qtbot.keyClick(screen, Qt.Key.Key_F11)
    held.let_go()
    assert screen.form.guided_at == desk.now()
    assert screen.form.who() == "Đặng Thị Ngọc Bích"


def test_the_next_citizens_card_puts_the_draft_aside(qtbot: QtBot, held: Held, desk: Desk) -> None:
    screen = held.screen
    begin(screen)
    screen.form.applicant.phone.setText("0912 345 678")
    screen.take_card(OTHER_CARD)
    held.settle()
    assert screen.form.who() == "Trần Thị Bảo"
    assert screen.form.applicant.phone.text() == ""
    screen.drafts.flush()
    held.settle()
    assert sorted(one.who for one in drafts.open_drafts(desk)) == ["Trần Thị Bảo", "Đặng Thị Ngọc Bích"]


def test_the_same_citizens_card_again_stays_in_the_draft(held: Held) -> None:
    screen = held.screen
    begin(screen)
    screen.take_card(BICH_CARD)
    assert screen.form.procedure.procedure() is not None


def test_the_question_whether_to_give_a_draft_up_ends_with_another_draft(qtbot: QtBot, held: Held, desk: Desk) -> None:
    screen = held.screen
    choose(screen, COPY)
    screen.form.applicant.card.scan(OTHER_CARD)
    screen.put_aside()
    begin(screen)
    held.settle()
    screen.back()
    assert "Bỏ hồ sơ đang nhập" in screen.notice.text()
    qtbot.keyClick(screen, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert screen.notice.text() == ""
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    held.settle()
    assert len(drafts.open_drafts(desk)) == 2


def test_what_is_typed_in_the_checklist_and_not_confirmed_is_on_the_slip(held: Held, desk: Desk) -> None:
    screen = held.screen
    fill(screen)
    screen.form.papers.own.open()
    screen.form.papers.own.name.setText("Giấy ra viện")
    screen.main_verb()
    held.settle()
    (row,) = dossiers(desk)
    assert row.state is State.RECEIVED
    with desk.store.read() as connection:
        dossier = log.sum_up(log.of_dossier(connection, row.id)).dossier
    assert dossier is not None
    assert "Giấy ra viện" in [paper.name for paper in dossier.papers]


def test_esc_never_takes_an_exemption_back_that_says_something(held: Held) -> None:
    screen = held.screen
    fill(screen, COPY)
    exemption = screen.form.terms.exemption
    exemption.open()
    exemption.reason.setEditText("Hộ nghèo")
    screen.pages.open_guide()
    screen.back()
    assert exemption.exemption() is not None
    screen.back()
    assert exemption.exemption() is not None
