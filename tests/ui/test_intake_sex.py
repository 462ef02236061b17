"""The applicant's sex follows from the personal number, but never over what a person chose or a card says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from onecua_desk.ui.intake.sex_box import SexBox
from tests.desk_fixture import BICH, BICH_CARD, COPY, receive
from tests.ui.counter import CONTROL, TAM_CARD, Counter, counter, panel, press, sit_down

__all__ = ["counter", "panel"]

WOMAN, MAN = "034188001234", "034090001234"
SAID = {
    WOMAN: "Nữ",
    MAN: "Nam",
    "034 188 001 234": "Nữ",
    "034308001234": "Nữ",
    "034208001234": "Nam",
    "03418800123": "",
    "0341880012345": "",
    "003188001234": "",
    "999188001234": "Nữ",
    "125123456": "",
    "0100109106": "",
    "": "",
}


@pytest.mark.parametrize(("number", "sex"), SAID.items())
def test_only_a_whole_number_that_was_given_somewhere_says_the_sex(
    panel: ApplicantPanel, number: str, sex: str
) -> None:
    panel.number.setText(number)
    assert panel.applicant().sex == sex


def test_the_sex_comes_with_the_last_figure_and_goes_with_it(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.number.setFocus()
    qtbot.keyClicks(panel.number, WOMAN[:-1])
    assert panel.applicant().sex == ""
    qtbot.keyClicks(panel.number, WOMAN[-1])
    assert panel.applicant().sex == "Nữ"
    press(qtbot, counter, Qt.Key.Key_Backspace)
    assert panel.applicant().sex == ""
    qtbot.keyClicks(panel.number, WOMAN[-1])
    press(qtbot, counter, Qt.Key.Key_Return)
    assert (panel.number.text(), panel.applicant().sex) == ("034 188 001 234", "Nữ")


def test_whoever_asks_what_changed_finds_the_sex_there_already(panel: ApplicantPanel) -> None:
    found: list[str] = []
    panel.changed.connect(lambda: found.append(panel.applicant().sex))
    panel.number.setText(WOMAN)
    assert found == ["Nữ"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_what_a_person_chose_with_the_keyboard_stays(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel, key: Qt.Key
) -> None:
    panel.number.setText("034 090 001 234")
    panel.sex.setFocus()
    press(qtbot, counter, key)
    chosen = panel.sex.currentText()
    assert chosen == {Qt.Key.Key_Up: "", Qt.Key.Key_Down: "Nữ"}[key]
    panel.number.setText(MAN)
    assert panel.sex.currentText() == chosen, "only its spaces are others"
    panel.number.clear()
    assert panel.sex.currentText() == chosen


def test_who_picks_what_is_shown_already_has_chosen_it(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    panel.number.setText(WOMAN)
    panel.sex.showPopup()
    qtbot.keyClick(panel.sex.view(), Qt.Key.Key_Return)
    panel.number.setText(MAN)
    assert panel.applicant().sex == "Nữ"


def test_what_a_card_says_stays_when_its_number_is_typed_over(panel: ApplicantPanel) -> None:
    panel.number.setText(WOMAN)
    panel.card.scan(BICH_CARD)
    for number in (MAN, ""):
        panel.number.setText(number)
        assert panel.applicant().sex == "Nữ"
    panel.card.scan(TAM_CARD)
    assert panel.applicant().sex == "Nam"


def test_of_an_earlier_applicant_without_a_sex_the_number_says_it(
    qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel
) -> None:
    receive(desk, COPY, replace(BICH, sex=""))
    panel.name.setFocus()
    qtbot.keyClicks(panel.name, "dang thi ng")
    qtbot.waitUntil(lambda: bool(panel.offers.offers()))
    press(qtbot, counter, Qt.Key.Key_Down)
    press(qtbot, counter, Qt.Key.Key_Return)
    assert panel.applicant() == BICH


def test_an_organisation_has_none_and_the_citizen_after_it_has_it_again(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.number.setText(WOMAN)
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert (panel.applicant().sex, panel.sex.currentText()) == ("", "")
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert panel.applicant().sex == "Nữ"


@pytest.mark.parametrize("chosen", [True, False])
def test_a_draft_still_knows_what_was_only_filled_in(
    qtbot: QtBot, desk: Desk, panel: ApplicantPanel, chosen: bool
) -> None:
    panel.number.setText(WOMAN)
    if chosen:
        panel.sex.activated.emit(2)
    another = sit_down(qtbot, desk)
    other = another.panel
    other.restore(json.loads(json.dumps(panel.kept())))
    assert other.applicant().sex == "Nữ"
    other.number.clear()
    assert other.applicant().sex == ("Nữ" if chosen else "")


def test_a_draft_of_0_2_comes_back_as_it_was(panel: ApplicantPanel) -> None:
    panel.restore({"name": "Lý A Sử", "number": "034 090 001 234", "sex": ""})
    assert panel.applicant().sex == ""
    panel.restore({"number": "034 090 001 234", "sex": "Nữ"})
    panel.number.clear()
    assert panel.applicant().sex == "Nữ"


def test_the_next_citizen_begins_without_one(panel: ApplicantPanel) -> None:
    panel.number.setText(WOMAN)
    panel.clear()
    assert not panel.is_touched()
    panel.number.setText(WOMAN)
    assert panel.applicant().sex == "Nữ"


NUMBERS = st.sampled_from([number for number in SAID if " " not in number])
STEPS = st.one_of(
    st.tuples(st.just("number"), NUMBERS),
    st.tuples(st.sampled_from(["choose", "state"]), st.sampled_from(["Nam", "Nữ"])),
)


@given(st.lists(STEPS, max_size=12))
def test_the_last_word_of_a_person_or_a_card_holds_else_that_of_the_number(
    qapp: QApplication, steps: list[tuple[str, str]]
) -> None:
    box, told, number = SexBox(), "", ""
    for what, value in steps:
        if what == "number":
            number = value
            box.follow(value)
        elif what == "state":
            told = value
            box.state(value)
        else:
            told = value
            box.setCurrentText(value)
            box.activated.emit(box.currentIndex())
        assert box.currentText() == (told or SAID[number])
