"""F1: the answers beside the open draft, by keyboard, and as a hand-out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from onecua_desk.domain.procedure import Channel
from onecua_desk.services.desk import Desk
from onecua_desk.ui.theme import SCALES, Theme, apply
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, procedure
from tests.paper.samples import page_texts
from tests.ui import seeing
from tests.ui.procedure_step import ProcedureStep, open_step, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def step(qtbot: QtBot, desk: Desk) -> ProcedureStep:
    return open_step(qtbot, desk)


def ask(step: ProcedureStep, code: str = "", case: str = "") -> None:
    step.guide.show()
    chosen = procedure(code) if code else None
    step.guide.open(chosen, case, in_form=chosen)


def printed(desk: Desk) -> list[Path]:
    return sorted((desk.store.folder / "giay-hen").glob("*.pdf"))


def test_f1_asks_about_the_marked_offer_before_the_chosen_procedure(qtbot: QtBot, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    with qtbot.waitSignal(step.panel.asked):
        press(qtbot, step, Qt.Key.Key_F1)
    assert step.panel.in_question() == procedure(COPY)
    qtbot.keyClicks(step.panel.box, "khai sinh")
    assert step.panel.in_question() == procedure(BIRTH)


def test_the_answers_are_read_from_top_to_bottom(step: ProcedureStep) -> None:
    ask(step, THREE_DAYS)
    words = seeing.text(step.guide)
    for answer in ("Nộp bây giờ thì hẹn trả", "17:00 thứ Sáu 27/11", "3 ngày làm việc; nghỉ 24/11", "Phí, lệ phí",
                   "Giấy tờ cần có", "1 tờ khai", "xuất trình", "Cơ quan quyết định", "Căn cứ pháp lý"):  # fmt: skip
        assert answer in words


def test_a_digit_over_the_answers_chooses_another_case(qtbot: QtBot, step: ProcedureStep) -> None:
    ask(step, COPY)
    assert "17:00 hôm nay" in seeing.text(step.guide)
    qtbot.keyClicks(step.guide.area, "2")
    assert "17:00 thứ Năm 26/11" in seeing.text(step.guide)


def test_the_case_and_channel_of_the_form_are_those_that_are_answered(step: ProcedureStep) -> None:
    step.guide.show()
    step.guide.open(procedure(BIRTH), "", Channel.ONLINE)
    assert "điện tử tương tác" in seeing.text(step.guide)
    step.guide.open(procedure(COPY), "2")
    assert "17:00 thứ Năm 26/11" in seeing.text(step.guide)


def test_letters_look_for_another_procedure_and_the_draft_stays(qtbot: QtBot, step: ProcedureStep) -> None:
    step.panel.box.choose(procedure(COPY))
    before = step.panel.kept()
    ask(step, COPY)
    qtbot.keyClicks(step.guide.area, "k")
    qtbot.keyClicks(step.guide.box, "hai sinh")
    press(qtbot, step, Qt.Key.Key_Return)
    found = step.guide.guide()
    assert found
    assert found.code == BIRTH
    assert step.focusWidget() is step.guide.area
    assert step.panel.kept() == before


def test_enter_over_another_procedure_offers_it_to_the_form(qtbot: QtBot, step: ProcedureStep) -> None:
    ask(step, COPY)
    assert not step.guide.take_button.isVisible()
    with qtbot.assertNotEmitted(step.guide.taken):
        press(qtbot, step, Qt.Key.Key_Return)
    step.guide.box.choose(procedure(BIRTH))
    with qtbot.waitSignal(step.guide.taken) as caught:
        press(qtbot, step, Qt.Key.Key_Return)
    assert caught.args == [procedure(BIRTH)]


def test_without_a_procedure_it_asks_which_and_the_keyboard_is_in_its_box(qtbot: QtBot, step: ProcedureStep) -> None:
    ask(step)
    assert "Người dân hỏi thủ tục nào?" in seeing.text(step.guide)
    assert step.focusWidget() is step.guide.box
    assert not step.guide.print_button.isVisible()
    qtbot.keyClicks(step.guide.box, "ks")
    press(qtbot, step, Qt.Key.Key_Return)
    assert "Nộp bây giờ thì hẹn trả" in seeing.text(step.guide)


def test_ctrl_p_prints_the_hand_out_and_says_where_it_is(qtbot: QtBot, step: ProcedureStep, desk: Desk) -> None:
    ask(step, BIRTH)
    press(qtbot, step, Qt.Key.Key_P, CONTROL)
    (file,) = printed(desk)
    assert file.name == f"To huong dan {BIRTH}.pdf"
    assert "HƯỚNG DẪN THỦ TỤC HÀNH CHÍNH" in page_texts(file.read_bytes())[0]
    assert step.guide.notice.text() == f"Tờ hướng dẫn đã ra tệp PDF trong {file.parent}."
    assert step.focusWidget() is step.guide.area


def test_ctrl_shift_p_prints_it_in_large_type(qtbot: QtBot, step: ProcedureStep, desk: Desk) -> None:
    ask(step, BIRTH)
    press(qtbot, step, Qt.Key.Key_P, CONTROL | SHIFT)
    (file,) = printed(desk)
    assert len(page_texts(file.read_bytes())) == 2


def test_ctrl_p_is_the_hand_out_here_even_if_it_means_something_else_on_the_screen(
    qtbot: QtBot, step: ProcedureStep, desk: Desk
) -> None:
    others: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+P"), step)
    shortcut.activated.connect(lambda: others.append("slip"))
    ask(step, BIRTH)
    press(qtbot, step, Qt.Key.Key_P, CONTROL)
    assert others == []
    assert len(printed(desk)) == 1


def test_a_printer_that_fails_is_told_in_place(qtbot: QtBot, step: ProcedureStep, desk: Desk) -> None:
    folder = desk.store.folder / "giay-hen"
    folder.write_text("not a folder")
    ask(step, BIRTH)
    press(qtbot, step, Qt.Key.Key_P, CONTROL)
    assert step.guide.notice.text()


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("scale", SCALES)
def test_no_answer_is_cut_at_the_width_of_the_right_column(
    qtbot: QtBot, desk: Desk, dressed, scale: float, contrast: bool
) -> None:
    apply(dressed[0], Theme(contrast, scale))
    step = open_step(qtbot, desk)
    step.guide.setFixedWidth(430)
    ask(step, "1.004222")
    assert step.guide.page.width() <= step.guide.area.viewport().width()
    assert step.guide.page.minimumSizeHint().width() <= step.guide.area.viewport().width()
