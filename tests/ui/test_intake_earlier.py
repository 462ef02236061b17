"""People who were here before: offered while typing, known after a scan, their open dossiers said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Applicant, Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.services import intake
from onecua_desk.services.applicants import EarlierApplicant
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, COPY, MAI, MONDAY, draft, receive
from tests.ui.counter import ALT, COOP, TAM_CARD, Counter, counter, panel, press, sit_down

__all__ = ["counter", "panel"]


@pytest.fixture
def threads() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def offered(qtbot: QtBot, panel: ApplicantPanel, edit: QLineEdit, text: str) -> list[EarlierApplicant]:
    """What is dropped down after ``text`` was typed into ``edit``."""
    edit.setFocus()
    qtbot.keyClicks(edit, text)
    offers = panel.offers
    qtbot.waitUntil(lambda: bool(offers.offers()))
    return [one for one in offers.offers() if isinstance(one, EarlierApplicant)]


# earlier applicants


def test_the_beginning_of_a_name_an_arrow_and_enter_fill_everything(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    receive(desk, COPY, replace(BICH, email="bich@example.vn"))
    assert [one.count for one in offered(qtbot, panel, panel.name, "dang thi ng")] == [1]
    press(qtbot, counter, Qt.Key.Key_Down)
    press(qtbot, counter, Qt.Key.Key_Return)
    assert panel.applicant() == replace(BICH, email="bich@example.vn")
    assert panel.number.text() == "034 188 001 234"
    assert panel.offers.offers() == []
    assert counter.focusWidget() is panel.phone
    assert "Đã nộp 1 hồ sơ, gần nhất 23/11/2026" in panel.hint.text()


@pytest.mark.parametrize(("name", "typed"), [("number", "1234"), ("number", "034188"), ("phone", "0912345")])
def test_number_and_phone_offer_too(qtbot: QtBot, desk: Desk, panel: ApplicantPanel, name: str, typed: str) -> None:
    receive(desk)
    (found,) = offered(qtbot, panel, getattr(panel, name), typed)
    assert found.applicant == BICH


def test_who_just_types_on_keeps_their_enter(qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel) -> None:
    receive(desk)
    offered(qtbot, panel, panel.name, "dang thi ng")
    press(qtbot, counter, Qt.Key.Key_Return)
    assert panel.applicant() == Applicant("dang thi ng")
    assert counter.focusWidget() is panel.number
    assert panel.offers.offers() == []


def test_back_up_from_the_first_offer_nothing_is_marked_again(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    receive(desk)
    offered(qtbot, panel, panel.name, "dang")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        press(qtbot, counter, key)
    assert panel.number.text() == ""


def test_esc_closes_the_list_and_nothing_else(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    receive(desk)
    offered(qtbot, panel, panel.name, "dang")
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert panel.offers.offers() == []
    assert (counter.left, panel.name.text()) == (0, "dang")
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.left == 1


def test_an_offer_that_is_clicked_is_taken(qtbot: QtBot, desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    offered(qtbot, panel, panel.name, "dang")
    drop = panel.offers._list
    assert drop
    qtbot.mouseClick(drop.viewport(), Qt.MouseButton.LeftButton, pos=drop.visualRect(drop.model().index(0, 0)).center())
    assert panel.applicant() == BICH


def test_the_list_shows_the_number_masked(qtbot: QtBot, desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    offered(qtbot, panel, panel.name, "dang")
    drop = panel.offers._list
    assert drop
    lines = drop.model().index(0, 0).data().split("\n")
    assert lines[0] == "Đặng Thị Ngọc Bích · 29/02/1988"
    assert lines[1].startswith("0341••••1234 · 0912 345 678 · 1 hồ sơ, gần nhất 23/11/2026")


def test_an_answer_from_the_other_thread_comes_only_where_the_keyboard_still_is(
    qtbot: QtBot, desk: Desk, threads: Tasks
) -> None:
    receive(desk)
    counter = sit_down(qtbot, desk, threads)
    panel = counter.panel
    offered(qtbot, panel, panel.name, "dang")
    qtbot.keyClicks(panel.name, " th")
    counter.after.setFocus()
    answered: list[None] = []
    threads.run(lambda: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert panel.offers.offers() == []


def test_an_organisation_that_was_here_comes_back_as_one(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    receive(desk, COPY, COOP)
    offered(qtbot, panel, panel.name, "hop tac")
    press(qtbot, counter, Qt.Key.Key_Down)
    press(qtbot, counter, Qt.Key.Key_Return)
    assert panel.applicant() == COOP
    assert panel.organisation.isChecked()


def test_without_a_workplace_the_panel_asks_nobody(qtbot: QtBot) -> None:
    panel = ApplicantPanel(Fields())
    qtbot.addWidget(panel)
    panel.set_today(MONDAY.date())
    panel.set_procedure(BIRTH)
    panel.card.scan(BICH_CARD)
    assert panel.applicant() == replace(BICH, phone="")


# the card


def test_a_scanned_card_says_who_this_is_and_fills_phone_and_email(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    receive(desk, COPY, replace(BICH, email="bich@example.vn"))
    panel.card.scan(BICH_CARD)
    assert panel.applicant() == replace(BICH, email="bich@example.vn")
    assert panel.hint.text() == "Nữ, sinh 1988 (38 tuổi), Thái Bình · Đã nộp 2 hồ sơ, gần nhất 23/11/2026"


def test_what_was_typed_stays_when_the_card_comes(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.phone.setText("0900 000 001")
    panel.card.scan(BICH_CARD)
    assert panel.phone.text() == "0900 000 001"


def test_what_was_filled_in_for_one_person_does_not_stay_for_the_next(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.card.scan(BICH_CARD)
    assert panel.phone.text() == "0912 345 678"
    panel.card.scan(TAM_CARD)
    assert panel.phone.text() == ""
    assert panel.hint.text() == "Nam, sinh 1990 (36 tuổi), Thái Bình"


def test_the_old_number_on_the_card_is_known_too(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk, COPY, Applicant("Trần Văn Tám", "125123456", phone="0977000111"))
    panel.card.scan(TAM_CARD)
    assert panel.phone.text() == "0977 000 111"
    assert "Đã nộp 1 hồ sơ" in panel.hint.text()


def test_another_name_under_the_same_number_is_said(qtbot: QtBot, desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.name.setText("Nguyễn Thị Hoa")
    panel.number.setFocus()
    qtbot.keyClicks(panel.number, BICH.number)
    panel.phone.setFocus()
    assert panel.hint.text().endswith(", ghi tên Đặng Thị Ngọc Bích")


def test_papers_that_are_here_are_told_and_forgotten_with_the_person(desk: Desk, panel: ApplicantPanel) -> None:
    paper = Given("Bản sao khai sinh", PaperKind.COPY, 1)
    intake.receive(desk, replace(draft(desk), papers=(paper,)), MAI)
    told: list[list[str]] = []
    panel.papers_known.connect(lambda papers: told.append([one.name for one in papers]))
    panel.card.scan(BICH_CARD)
    panel.clear()
    assert told == [[paper.name], []]


# open dossiers


def test_an_open_dossier_of_the_same_procedure_is_said_with_what_to_do(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    dossier = receive(desk)
    panel.set_procedure(BIRTH)
    panel.card.scan(BICH_CARD)
    assert panel.duplicate.text() == f"Bà Bích đang có hồ sơ {dossier.code} cùng thủ tục, hẹn 23/11."
    with qtbot.waitSignal(panel.dossier_wanted) as wanted:
        press(qtbot, counter, Qt.Key.Key_X, ALT)
    assert wanted.args == [dossier.id]
    press(qtbot, counter, Qt.Key.Key_N, ALT)
    assert panel.duplicate.text() == ""
    panel.phone.setText("0900000001")
    panel.set_procedure(BIRTH)
    assert panel.duplicate.text() == ""
    assert list(panel.errors()) == []


def test_the_procedure_may_be_chosen_after_the_person(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.card.scan(BICH_CARD)
    assert panel.duplicate.text() == ""
    panel.set_procedure(BIRTH)
    assert panel.duplicate.text() != ""
    panel.set_procedure(COPY)
    assert panel.duplicate.text() == ""


def test_the_next_citizen_is_warned_anew(qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.set_procedure(BIRTH)
    panel.card.scan(BICH_CARD)
    press(qtbot, counter, Qt.Key.Key_N, ALT)
    panel.clear()
    assert (panel.hint.text(), panel.is_touched()) == ("", False)
    panel.card.scan(BICH_CARD)
    assert panel.duplicate.text() != ""
