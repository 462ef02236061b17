"""Step 1 by keyboard: favourites, cases, abolished procedures, and what a draft keeps of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.short_name import short_name
from onecua_desk.services.desk import Desk
from onecua_desk.services.procedures import COMMON
from onecua_desk.store import catalogue
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, procedure
from tests.ui.intake_screen import NO_LIMIT, SEVERAL_CASES
from tests.ui.procedure_step import ProcedureStep, open_step, press

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
BUILDING = "1.013225"  # six cases at the counter, none of them usual
USED = (COPY, BIRTH, THREE_DAYS)


@pytest.fixture
def step(qtbot: QtBot, desk: Desk) -> ProcedureStep:
    use(desk)
    return open_step(qtbot, desk)


def use(desk: Desk) -> None:
    with desk.store.write() as connection:
        for times, code in enumerate(reversed(USED), start=1):
            for _ in range(20 * times):
                catalogue.count_use(connection, code)


def add(desk: Desk, *more: Procedure) -> None:
    with desk.store.write() as connection:
        catalogue.replace_all(connection, [*catalogue.all_procedures(connection), *more])


# favourites


def test_the_most_used_stand_on_the_keys_by_their_short_names(step: ProcedureStep) -> None:
    assert step.panel.row.isVisible()
    assert step.panel.row.words()[1:4] == ["Khai sinh", "XN hôn nhân", short_name(procedure(COMMON[1]).name)]


def test_shift_and_a_key_choose_wherever_the_keyboard_is_and_the_talk_goes_on(
    qtbot: QtBot, step: ProcedureStep
) -> None:
    step.panel.channel_box.setFocus()
    press(qtbot, step, Qt.Key.Key_F2, SHIFT)
    assert step.code() == BIRTH
    assert step.answered == [BIRTH]


def test_once_a_procedure_stands_the_row_gives_its_room_and_the_keys_still_work(
    qtbot: QtBot, step: ProcedureStep
) -> None:
    press(qtbot, step, Qt.Key.Key_F2, SHIFT)
    assert not step.panel.row.isVisible()
    press(qtbot, step, Qt.Key.Key_F3, SHIFT)
    assert step.code() == THREE_DAYS
    step.panel.clear()
    assert step.panel.row.isVisible()


def test_the_key_of_the_chosen_procedure_goes_on_and_changes_nothing(qtbot: QtBot, step: ProcedureStep) -> None:
    press(qtbot, step, Qt.Key.Key_F1, SHIFT)
    step.panel.case_box.setCurrentIndex(1)
    with qtbot.assertNotEmitted(step.panel.chosen):
        press(qtbot, step, Qt.Key.Key_F1, SHIFT)
    assert step.panel.case_id() == procedure(COPY).cases[1].id
    assert step.answered == [COPY, COPY]


def test_a_key_with_nothing_on_it_does_nothing(qtbot: QtBot, desk: Desk) -> None:
    with desk.store.write() as connection:
        catalogue.replace_all(connection, [procedure(code) for code in USED])
    step = open_step(qtbot, desk)
    assert step.panel.row.words()[3] == ""
    press(qtbot, step, Qt.Key.Key_F9, SHIFT)
    assert step.code() == ""
    assert step.answered == []


def test_a_chip_is_pressed_with_the_mouse_as_well(qtbot: QtBot, step: ProcedureStep) -> None:
    step.panel.row.pressed.emit(3)
    assert step.code() == THREE_DAYS


def test_ctrl_shift_and_a_key_pin_what_is_chosen(qtbot: QtBot, step: ProcedureStep) -> None:
    press(qtbot, step, Qt.Key.Key_F3, SHIFT)
    press(qtbot, step, Qt.Key.Key_F10, SHIFT | CONTROL)
    assert step.said == [f"Đã ghim «{procedure(THREE_DAYS).name}» vào Shift+F10."]
    step.panel.clear()
    assert step.panel.row.words()[9] == "XN hôn nhân"
    press(qtbot, step, Qt.Key.Key_F10, SHIFT)
    assert step.code() == THREE_DAYS


def test_ctrl_shift_and_a_key_pin_what_is_marked_in_the_open_list(qtbot: QtBot, step: ProcedureStep) -> None:
    qtbot.keyClicks(step.panel.box, "khai tu")
    press(qtbot, step, Qt.Key.Key_F1, SHIFT | CONTROL)
    assert step.panel.row.words()[0] == "Khai tử"
    assert step.code() == ""


def test_without_anything_chosen_nothing_is_pinned(qtbot: QtBot, step: ProcedureStep) -> None:
    press(qtbot, step, Qt.Key.Key_F1, SHIFT | CONTROL)
    assert step.said == []


def test_a_desk_that_used_nothing_yet_begins_with_the_ten_commonest(qtbot: QtBot, desk: Desk) -> None:
    step = open_step(qtbot, desk)
    assert step.panel.row.isVisible()
    assert all(step.panel.row.words())
    press(qtbot, step, Qt.Key.Key_F3, SHIFT)
    assert step.code() == COMMON[2]


def test_pins_are_still_there_when_the_window_opens_again(qtbot: QtBot, desk: Desk, step: ProcedureStep) -> None:
    press(qtbot, step, Qt.Key.Key_F2, SHIFT)
    press(qtbot, step, Qt.Key.Key_F7, SHIFT | CONTROL)
    assert open_step(qtbot, desk).panel.row.words()[6] == "Khai sinh"


def test_the_catalogue_is_read_again_on_another_day(qtbot: QtBot, desk: Desk, clock: Clock) -> None:
    new = replace(procedure(BIRTH), code="1.000009", name="Khai báo nuôi ong", valid_from=date(2026, 11, 24))
    add(desk, new)
    step = open_step(qtbot, desk)
    qtbot.keyClicks(step.panel.box, new.code)
    assert step.panel.box.offers() == []
    clock.turn(days=1)
    step.known.load()
    assert step.panel.box.offers() == [new]


# what is found


def test_the_exact_code_of_an_abolished_procedure_is_explained_and_enter_takes_its_successor(
    qtbot: QtBot, desk: Desk
) -> None:
    old = replace(procedure(BIRTH), code="1.000001", name="Khai sinh cũ", valid_to=date(2026, 6, 30))
    add(desk, replace(old, replaced_by=(BIRTH,)))
    step = open_step(qtbot, desk)
    qtbot.keyClicks(step.panel.box, "1.000001")
    sentence = "«Khai sinh cũ» (1.000001) hết hiệu lực từ 01/07/2026; thay bằng: Đăng ký khai sinh."
    assert step.panel.box.sentence() == sentence
    press(qtbot, step, Qt.Key.Key_Return)
    assert step.code() == BIRTH


def test_what_nothing_fits_is_said_and_the_keyboard_stays(qtbot: QtBot, step: ProcedureStep) -> None:
    qtbot.keyClicks(step.panel.box, "xyzz")
    assert step.panel.box.sentence() == "Không có thủ tục nào khớp với «xyzz»."
    press(qtbot, step, Qt.Key.Key_Return)
    assert step.focusWidget() is step.panel.box
    assert step.panel.box.text() == "xyzz"


def test_page_keys_and_arrows_stay_inside_the_list(qtbot: QtBot, step: ProcedureStep) -> None:
    qtbot.keyClicks(step.panel.box, "ho tich")
    offers = step.panel.box.offers()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
        press(qtbot, step, key)
        assert step.panel.box.marked() == offers[0]
    for _ in offers:
        press(qtbot, step, Qt.Key.Key_PageDown)
    assert step.panel.box.marked() == offers[-1]


# cases


def test_a_digit_chooses_the_case_and_the_talk_goes_on(qtbot: QtBot, step: ProcedureStep) -> None:
    qtbot.keyClicks(step.panel.box, SEVERAL_CASES)
    press(qtbot, step, Qt.Key.Key_Return)
    assert step.panel.first_question() is step.panel.case_box
    step.panel.case_box.setFocus()
    qtbot.keyClicks(step.panel.case_box, "4")
    assert step.panel.case_id() == procedure(SEVERAL_CASES).cases[3].id
    assert step.answered == [SEVERAL_CASES, SEVERAL_CASES]
    assert step.panel.first_question() is None


def test_a_digit_beyond_the_cases_changes_nothing(qtbot: QtBot, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    qtbot.keyClicks(step.panel.case_box, "90")
    assert step.panel.case_id() == procedure(COPY).cases[0].id


@pytest.mark.parametrize("number", range(1, 7))
def test_every_case_is_one_key_away(qtbot: QtBot, step: ProcedureStep, number: int) -> None:
    step.panel.box.choose(procedure(BUILDING))
    qtbot.keyClicks(step.panel.case_box, str(number))
    assert step.panel.case_id() == f"{number}-truc-tiep"


def test_a_letter_goes_to_the_case_by_the_words_that_are_its_own(qtbot: QtBot, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(BUILDING))
    box = step.panel.case_box
    for letter, expected in (("k", "1"), ("t", "2"), ("t", "3"), ("c", "6"), ("t", "2")):
        qtbot.keyClicks(box, letter)
        assert step.panel.case_id() == f"{expected}-truc-tiep"
    qtbot.keyClicks(box, "z")
    assert step.panel.case_id() == "2-truc-tiep"


def test_the_wheel_over_the_cases_moves_no_appointment(step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    box = step.panel.case_box
    none, no_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    at = QPointF(5, 5)
    turn = QWheelEvent(at, at, QPoint(), QPoint(0, -120), no_button, none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, turn)
    assert step.panel.case_id() == procedure(COPY).cases[0].id


# drafts


def kept(step: ProcedureStep) -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(step.panel.kept()))
    return found


def test_what_is_kept_comes_back_without_moving_the_keyboard(qtbot: QtBot, desk: Desk, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(BUILDING))
    step.panel.channel_box.setCurrentIndex(1)
    step.panel.case_box.setCurrentIndex(3)
    answers = kept(step)
    other = open_step(qtbot, desk)
    before = other.focusWidget()
    with qtbot.waitSignal(other.panel.changed):
        other.panel.restore(answers)
    assert kept(other) == answers
    assert (other.code(), other.panel.channel(), other.panel.case_id()) == (
        BUILDING,
        step.panel.channel(),
        step.panel.case_id(),
    )
    assert other.focusWidget() is before
    assert other.answered == []


def test_a_named_day_comes_back_as_it_was_typed(step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(NO_LIMIT))
    step.panel.day_edit.setText("32/1")
    answers = kept(step)
    step.panel.clear()
    step.panel.restore(answers)
    assert step.panel.day_is_asked()
    assert step.panel.day_edit.text() == "32/1"


def test_an_empty_draft_empties_the_step(step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    step.panel.case_box.setCurrentIndex(1)
    with_nothing = {"procedure": "", "channel": "counter", "case": "", "day": ""}
    step.panel.restore({})
    assert kept(step) == with_nothing
    step.panel.box.choose(procedure(COPY))
    assert step.panel.case_id() == procedure(COPY).cases[0].id


def test_unknown_values_are_ignored(step: ProcedureStep) -> None:
    step.panel.restore({"procedure": "9.999999", "channel": "pigeon", "case": "7", "day": "", "more": [1]})
    assert step.code() == ""
    step.panel.restore({"procedure": COPY, "channel": 3, "case": "nowhere"})
    assert (step.code(), step.panel.case_id()) == (COPY, procedure(COPY).cases[0].id)


def test_a_draft_whose_procedure_was_abolished_says_so_at_the_box(qtbot: QtBot, desk: Desk) -> None:
    add(desk, replace(procedure(BIRTH), code="1.000001", name="Khai sinh cũ", valid_to=date(2026, 11, 22)))
    step = open_step(qtbot, desk)
    step.panel.restore({"procedure": "1.000001"})
    assert step.code() == ""
    assert "hết hiệu lực từ 23/11/2026" in step.fields["procedure"].message()


def test_the_usual_case_is_preset_wherever_the_catalogue_has_it(qtbot: QtBot, desk: Desk) -> None:
    add(desk, replace(procedure(COPY), code="1.000009", cases=tuple(reversed(procedure(COPY).cases))))
    step = open_step(qtbot, desk)
    step.panel.box.choose(step.panel._finder.by_code("1.000009"))
    assert step.panel.case() == procedure(COPY).cases[0]
    assert step.panel.case_box.currentText().startswith("2  Thông thường")
