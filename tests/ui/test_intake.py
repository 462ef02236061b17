"""The intake screen: found, scanned, ticked, quoted, saved once, printed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSpinBox, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.services import lookup, preferences
from onecua_desk.services.desk import Desk
from onecua_desk.services.preferences import Preferences
from onecua_desk.ui.intake.papers_model import QUANTITY
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import Tasks
from tests.clock import Clock
from tests.desk_fixture import BICH_CARD, BIRTH, COPY, THREE_DAYS, procedure
from tests.ui.seat import Seat, take_seat

NO_LIMIT = "1.004772"
SEVERAL_CASES = "1.004222"
SEVERAL_FEES = "1.004194"
NEVER_SAVED = "Hồ sơ đang nhập của Đặng Thị Ngọc Bích chưa lưu."


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


def visible_text(screen: IntakeScreen) -> str:
    labels: list[QLabel] = list(screen.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if label.isVisible())


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
    fill(screen, THREE_DAYS)
    screen.main_verb()
    again = make_screen(qtbot, take_seat(desk))
    qtbot.keyClick(again.form.procedure.box, Qt.Key.Key_Down)
    assert again.form.procedure.box.offers()[0].code == THREE_DAYS


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
    assert screen.summary.due.text() == "17:00 hôm nay, 23/11"
    screen.form.procedure.case_box.setCurrentIndex(1)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 thứ Năm, 26/11"
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
    assert screen.summary.due.text() == "17:00 thứ Tư, 25/11"
    screen.main_verb()
    assert only_dossier(desk).due == datetime(2026, 11, 25, 17)


# the applicant


def test_a_scanned_card_fills_the_applicant_and_goes_to_the_phone(qtbot: QtBot, screen: IntakeScreen) -> None:
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


def test_a_card_scanned_into_another_input_goes_to_the_applicant(qtbot: QtBot, screen: IntakeScreen) -> None:
    form = screen.form.applicant
    form.address.setText("Thôn Hạ")
    form.phone.setText("0987")
    form.address.setFocus()
    form.phone.setFocus()
    form.phone.insert(BICH_CARD)
    enter(qtbot, screen)
    assert form.name.text() == "Đặng Thị Ngọc Bích"
    assert form.phone.text() == "0987"


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


def test_enter_goes_through_the_form_in_reading_order(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, COPY)
    form = screen.form
    who, terms = form.applicant, form.terms
    who.card.setFocus()
    order = [who.name, who.number, who.born, who.sex, who.address, who.phone, form.papers.table]
    order += [terms.return_box, terms.sets, terms.copies, terms.pages, terms.paid, screen.save_button]
    for expected in order:
        enter(qtbot, screen)
        assert screen.focusWidget() is expected


# the papers


def test_space_ticks_a_figure_sets_the_quantity_and_the_rest_is_missing(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    table, papers = screen.form.papers.table, screen.form.papers.papers
    missing = len(papers.missing())
    assert f"Thiếu {missing}" in visible_text(screen)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [paper.name for paper in papers.given()] == ["Tờ khai đăng ký khai sinh theo mẫu"]
    assert f"Thiếu {missing - 1}" in visible_text(screen)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_3)
    assert QApplication.focusWidget() is not table
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(papers.given()) == 2)
    assert papers.given()[1].quantity == 3
    assert screen.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(papers.given()) == 1


def test_a_quantity_is_between_1_and_999(screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    table = screen.form.papers.table
    editor = table.itemDelegate().createEditor(
        table, QStyleOptionViewItem(), screen.form.papers.papers.index(0, QUANTITY)
    )
    assert isinstance(editor, QSpinBox)
    assert (editor.minimum(), editor.maximum()) == (1, 999)


def test_everything_required_is_ticked_at_once(screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    papers = screen.form.papers.papers
    required = [paper for paper in procedure(BIRTH).papers if not paper.optional and paper.only is None]
    papers.tick_required()
    assert [paper.name for paper in papers.given()] == [paper.name for paper in required]
    assert "Thiếu" not in visible_text(screen)


def test_plus_adds_a_paper_of_its_own_and_delete_takes_it_away(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, COPY)
    panel = screen.form.papers
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Plus)
    assert screen.focusWidget() is panel.own.name
    panel.own.name.setText("Bản sao cần chứng thực")
    panel.own.kind.setCurrentIndex(1)
    panel.own.quantity.setValue(3)
    enter(qtbot, screen)
    assert panel.papers.given() == (Given("Bản sao cần chứng thực", PaperKind.COPY, 3),)
    assert screen.back()
    assert panel.own.isHidden()
    assert screen.focusWidget() is panel.table
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.papers.given() == ()


def test_another_channel_keeps_what_was_ticked(screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    papers = screen.form.papers.papers
    papers.toggle(0)
    screen.form.procedure.channel_box.setCurrentIndex(list(Channel).index(Channel.ONLINE))
    assert papers.rowCount() == len(procedure(BIRTH).papers)
    assert [paper.name for paper in papers.given()] == ["Tờ khai đăng ký khai sinh theo mẫu"]


# the fee and the slip


def test_the_fee_shows_its_computation_and_amount(screen: IntakeScreen) -> None:
    fill(screen, COPY)
    screen.form.terms.copies.setValue(3)
    screen.form.terms.pages.setValue(4)
    screen.quote.ask_now()
    assert screen.summary.fee_words.text() == "Phí: 3 bản × (2 × 2.000\u00a0đ + 2 × 1.000\u00a0đ)"
    assert screen.summary.fee.text() == "18.000 đ"


def test_several_fee_rules_are_chosen_from(screen: IntakeScreen) -> None:
    choose(screen, SEVERAL_FEES)
    screen.form.terms.rule_box.setCurrentIndex(1)
    screen.form.terms.copies.setValue(4)
    screen.quote.ask_now()
    assert screen.summary.fee.text() == "40.000 đ"
    screen.form.procedure.channel_box.setCurrentIndex(list(Channel).index(Channel.ONLINE))
    screen.quote.ask_now()
    assert screen.form.terms.rule_box.currentText() == "Cá nhân, hộ gia đình"
    assert screen.summary.fee.text() == "28.000 đ"


def test_a_fee_of_the_province_is_asked_for_and_may_be_paid_at_once(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    fill(screen, THREE_DAYS)
    amount = screen.form.terms.amount_edit
    amount.setText("mười nghìn")
    screen.main_verb()
    assert "không phải số tiền" in visible_text(screen)
    assert screen.focusWidget() is amount
    amount.clear()
    qtbot.keyClicks(amount, "15000")
    enter(qtbot, screen)
    assert amount.text() == "15.000"
    screen.form.terms.paid.setChecked(True)
    screen.main_verb()
    received = only_dossier(desk).received
    assert (received.fee.amount, received.paid) == (15_000, 15_000)


def test_return_by_post_needs_an_address(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen)
    screen.form.applicant.address.clear()
    screen.form.terms.return_box.setCurrentIndex(1)
    screen.main_verb()
    assert "cần địa chỉ người nhận" in visible_text(screen)
    assert screen.focusWidget() is screen.form.applicant.address
    assert dossiers(desk) == []


def test_the_preview_follows_the_form_and_empties_with_it(screen: IntakeScreen) -> None:
    assert not screen.preview.has_page()
    fill(screen)
    screen.quote.ask_now()
    assert screen.preview.has_page()
    screen.form.clear()
    screen.quote.ask_now()
    assert not screen.preview.has_page()


def test_a_change_is_quoted_after_a_moment_without_being_asked(qtbot: QtBot, screen: IntakeScreen) -> None:
    with qtbot.waitSignal(screen.quote.quoted) as asked:
        choose(screen, BIRTH)
    assert asked.args[0].received.procedure == BIRTH


# saving


def test_f12_saves_prints_and_stands_ready_for_the_next_citizen(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    fill(screen)
    screen.form.papers.papers.toggle(0)
    with qtbot.waitSignal(screen.saved) as told:
        screen.main_verb()
    dossier = only_dossier(desk)
    assert told.args[0].id == dossier.id
    assert dossier.code == "H02.15.23-261123-1001"
    assert dossier.applicant.phone == "0912345678"
    assert len(dossier.papers) == 1
    assert screen.notice.text().startswith("Đã lưu và in 2 liên")
    assert dossier.code in screen.notice.text()
    assert (seat.workplace.slip_folder / f"{dossier.code}.pdf").read_bytes().startswith(b"%PDF")
    assert seat.announced[0].dossiers == {dossier.id}
    assert screen.form.draft().applicant.name == ""
    assert screen.focusWidget() is screen.form.procedure.box
    assert screen.unsaved() == ""


def test_f12_pressed_twice_saves_once(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    tasks = Tasks()
    screen = make_screen(qtbot, take_seat(desk, tasks))
    fill(screen)
    screen.main_verb()
    screen.main_verb()
    assert not screen.save_button.isEnabled()
    with qtbot.waitSignal(screen.saving.printed, timeout=20_000):
        screen.main_verb()
    assert len(dossiers(desk)) == 1
    assert screen.save_button.isEnabled()
    tasks.close()


def test_a_slip_that_cannot_be_printed_leaves_one_saved_dossier_and_is_printed_later(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    preferences.write(desk.store, Preferences(printer="Máy in đã tháo"))
    fill(screen)
    screen.main_verb()
    dossier = only_dossier(desk)
    assert dossier.code in screen.notice.text()
    assert "đã lưu an toàn, nhưng chưa in được phiếu" in screen.notice.text()
    assert screen.unsaved() == ""
    choose(screen, COPY)
    assert "chưa in được phiếu" in screen.notice.text()
    preferences.write(desk.store, Preferences())
    notice_verb(screen, "In lại").click()
    assert screen.notice.text().startswith("Đã lưu và in 2 liên")
    assert (seat.workplace.slip_folder / f"{dossier.code}.pdf").exists()
    assert len(dossiers(desk)) == 1


def test_printing_again_is_marked_as_a_reprint(screen: IntakeScreen, desk: Desk, seat: Seat) -> None:
    fill(screen)
    screen.main_verb()
    notice_verb(screen, "In lại").click()
    assert (seat.workplace.slip_folder / f"{only_dossier(desk).code}-in-lai-1.pdf").exists()


def test_what_is_missing_is_said_at_its_field_and_everything_stays(screen: IntakeScreen, desk: Desk) -> None:
    screen.main_verb()
    assert "Hãy chọn thủ tục." in visible_text(screen)
    assert screen.focusWidget() is screen.form.procedure.box
    choose(screen, BIRTH)
    screen.form.applicant.address.setText("Thôn Hạ")
    screen.main_verb()
    assert "Hãy nhập họ tên người nộp" in visible_text(screen)
    assert screen.focusWidget() is screen.form.applicant.name
    assert screen.form.applicant.address.text() == "Thôn Hạ"
    assert dossiers(desk) == []


def test_good_news_gives_way_to_the_next_citizen(screen: IntakeScreen) -> None:
    fill(screen)
    screen.main_verb()
    assert screen.notice.text() != ""
    choose(screen, COPY)
    assert screen.notice.text() == ""


def test_the_last_procedure_is_one_key_away(qtbot: QtBot, screen: IntakeScreen) -> None:
    fill(screen)
    screen.main_verb()
    assert screen.form.procedure.procedure() is None
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert screen.form.procedure.procedure() == procedure(BIRTH)


# leaving


def test_esc_asks_in_place_before_it_empties_a_filled_form(qtbot: QtBot, screen: IntakeScreen) -> None:
    assert not screen.back()
    fill(screen)
    assert screen.back()
    assert screen.notice.text().startswith("Bỏ hồ sơ đang nhập của Đặng Thị Ngọc Bích?")
    assert screen.focusWidget() is notice_verb(screen, "Bỏ, nhập lại từ đầu")
    assert screen.back()
    assert screen.notice.text() == ""
    assert screen.form.applicant.name.text() == "Đặng Thị Ngọc Bích"
    screen.back()
    notice_verb(screen, "Bỏ, nhập lại từ đầu").click()
    assert screen.form.applicant.name.text() == ""
    assert screen.notice.text() == ""
    assert screen.focusWidget() is screen.form.procedure.box


def test_unsaved_work_names_the_citizen(screen: IntakeScreen) -> None:
    assert screen.unsaved() == ""
    fill(screen)
    assert screen.unsaved() == NEVER_SAVED


def test_after_15_oclock_the_appointment_moves_without_a_key(screen: IntakeScreen, clock: Clock) -> None:
    fill(screen)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 hôm nay, 23/11"
    clock.turn(hours=6)
    screen.quote.ask_now()
    assert screen.summary.due.text() == "17:00 thứ Tư, 25/11"
