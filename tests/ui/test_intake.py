"""The intake screen: a procedure found, a citizen scanned or typed."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.services.desk import Desk
from onecua_desk.services.procedures import COMMON
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.desk_fixture import BICH_CARD, BIRTH, COPY, THREE_DAYS, procedure, receive
from tests.ui.intake_screen import (
    NO_LIMIT,
    SEVERAL_CASES,
    choose,
    dossiers,
    enter,
    fill,
    make_screen,
    only_dossier,
    screen,
    seat,
    visible_text,
)
from tests.ui.seat import Seat, take_seat

__all__ = ["screen", "seat"]


# the procedure


def test_the_box_stands_ready_before_the_catalogue_is_read(qtbot: QtBot, seat: Seat) -> None:
    screen = IntakeScreen(seat.workplace)
    qtbot.addWidget(screen)
    screen.show()
    assert screen.form.procedure.box.isVisible()
    assert screen.form.procedure.box.offers() == []


def test_initials_and_enter_choose_and_the_keyboard_goes_on_to_the_card(qtbot: QtBot, screen: IntakeScreen) -> None:
    box = screen.form.procedure.box
    qtbot.keyClicks(box, "dkks")
    assert box.offers()[0].code == BIRTH
    enter(qtbot, screen)
    assert box.procedure() == procedure(BIRTH)
    assert box.offers() == []
    assert screen.focusWidget() is screen.form.applicant.card


def test_arrows_move_among_the_offers(qtbot: QtBot, screen: IntakeScreen) -> None:
    box = screen.form.procedure.box
    qtbot.keyClicks(box, "dkks")
    second = box.offers()[1]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    enter(qtbot, screen)
    assert box.procedure() == second


def test_arrow_down_in_the_empty_box_offers_the_most_used(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    first, second = screen.form.procedure.box, COMMON[1]
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert [one.code for one in first.offers()[:2]] == list(COMMON[:2])
    for _ in range(2):
        receive(desk, second)
    again = make_screen(qtbot, take_seat(desk))
    qtbot.keyClick(again.form.procedure.box, Qt.Key.Key_Down)
    assert again.form.procedure.box.offers()[0].code == second


def test_a_search_that_is_left_alone_leaves_the_chosen_procedure(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    box = screen.form.procedure.box
    box.setFocus()
    qtbot.keyClicks(box, "chung")
    assert screen.back()
    assert box.text() == ""
    assert box.procedure() == procedure(BIRTH)
    assert screen.notice.text() == ""


def test_a_case_that_is_usual_is_taken_and_another_one_moves_the_appointment(screen: IntakeScreen) -> None:
    fill(screen, COPY)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 hôm nay"
    screen.form.procedure.case_box.setCurrentIndex(1)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 thứ Năm 26/11"
    assert "24/11" in screen.summary.why.text()


def test_cases_without_a_usual_one_are_asked_for(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    qtbot.keyClicks(screen.form.procedure.box, SEVERAL_CASES)
    enter(qtbot, screen)
    assert screen.focusWidget() is screen.form.procedure.case_box
    screen.form.applicant.card.scan(BICH_CARD)
    screen.main_verb()
    assert "Hãy chọn trường hợp của thủ tục." in visible_text(screen)
    assert dossiers(desk) == []
    screen.form.procedure.case_box.setCurrentIndex(2)
    screen.form.papers.papers.tick_required()
    screen.main_verb()
    assert only_dossier(desk).received.case == procedure(SEVERAL_CASES).cases[1].name


def test_a_procedure_without_limit_asks_for_a_working_day(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    fill(screen, NO_LIMIT)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "Hãy nhập ngày hẹn trả"
    assert screen.summary.warning.isVisible()
    day = screen.form.procedure.day_edit
    for typed, sentence in (
        ("", "hãy nhập ngày hẹn trả"),
        ("31/11/2026", "không phải ngày có thật"),
        ("24/11/2026", "là ngày nghỉ"),
        ("20/11/2026", "phải sau lúc tiếp nhận"),
    ):
        day.setText(typed)
        screen.main_verb()
        assert sentence in visible_text(screen)
        assert screen.focusWidget() is day
    day.clear()
    qtbot.keyClicks(day, "25112026")
    enter(qtbot, screen)
    assert day.text() == "25/11/2026"
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 thứ Tư 25/11"
    screen.main_verb()
    assert only_dossier(desk).due == datetime(2026, 11, 25, 17)


# the applicant


def test_a_card_before_the_procedure_goes_on_to_the_procedure(screen: IntakeScreen) -> None:
    screen.form.applicant.card.scan(BICH_CARD)
    assert screen.focusWidget() is screen.form.procedure.box


def test_a_scanned_card_fills_the_applicant_and_goes_to_the_phone(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    card = screen.form.applicant.card
    card.setFocus()
    card.setText(BICH_CARD)
    enter(qtbot, screen)
    who = screen.form.applicant.applicant()
    assert (who.name, who.number, who.born, who.sex) == ("Đặng Thị Ngọc Bích", "034188001234", date(1988, 2, 29), "Nữ")
    assert who.address == "Tổ dân phố số 5, Suối Trong, Bắc Ninh"
    assert card.text() == ""
    assert screen.focusWidget() is screen.form.applicant.phone
    assert "Đã quét thẻ" in visible_text(screen)


def test_what_a_scan_fills_in_is_called_missing_no_more(screen: IntakeScreen) -> None:
    screen.main_verb()
    assert "Hãy nhập họ tên" in visible_text(screen)
    screen.form.applicant.card.scan(BICH_CARD)
    choose(screen, BIRTH)
    assert "Hãy nhập họ tên" not in visible_text(screen)
    assert "Hãy chọn thủ tục" not in visible_text(screen)


def test_a_garbled_scan_stays_with_its_sentence_and_loses_nothing(qtbot: QtBot, screen: IntakeScreen) -> None:
    form = screen.form.applicant
    form.name.setText("Lý A Sử")
    form.card.setFocus()
    form.card.setText("034188001234||Đặng Thị")
    enter(qtbot, screen)
    assert "Hãy quét lại" in visible_text(screen)
    assert form.card.text() == "034188001234||Đặng Thị"
    assert form.card.selectedText() == form.card.text()
    assert form.name.text() == "Lý A Sử"
    assert screen.focusWidget() is form.card
    form.card.setText(BICH_CARD)
    enter(qtbot, screen)
    assert form.name.text() == "Đặng Thị Ngọc Bích"
    assert "Hãy quét lại" not in visible_text(screen)


def test_a_number_that_does_not_fit_warns_and_never_blocks(qtbot: QtBot, screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    number = screen.form.applicant.number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "034090001234")
    enter(qtbot, screen)
    assert number.text() == "034 090 001 234"
    assert "Số định danh ứng với năm sinh 1990" in visible_text(screen)
    screen.main_verb()
    assert only_dossier(desk).applicant.number == "034090001234"


def test_a_birth_date_that_is_no_day_is_said_at_its_field(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    for typed, sentence in (("31/02/1990", "không phải ngày có thật"), ("01/01/2030", "Ngày sinh ở tương lai")):
        screen.form.applicant.born.setText(typed)
        screen.main_verb()
        assert sentence in visible_text(screen)
        assert screen.focusWidget() is screen.form.applicant.born
    assert dossiers(desk) == []


def test_enter_goes_through_the_amount_where_the_catalogue_names_none(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, THREE_DAYS)
    terms = screen.form.terms
    terms.return_box.setFocus()
    for expected in (terms.sets, terms.amount_edit, terms.pay.choice, screen.verbs.save):
        enter(qtbot, screen)
        assert screen.focusWidget() is expected


def test_enter_goes_through_the_form_in_reading_order(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, COPY)
    form = screen.form
    who, terms = form.applicant, form.terms
    who.card.setFocus()
    order = [who.name, who.number, who.born, who.sex, who.address, who.phone, form.papers.table]
    order += [terms.return_box, terms.sets, terms.copies, terms.pages, terms.pay.choice, screen.verbs.save]
    for expected in order:
        enter(qtbot, screen)
        assert screen.focusWidget() is expected


def test_a_card_whose_number_does_not_fit_its_holder_warns_at_once(screen: IntakeScreen) -> None:
    screen.form.applicant.card.scan(BICH_CARD.replace("|Nữ|", "|Nam|"))
    assert "giới tính Nữ" in screen.form.fields["applicant.number"].message()
