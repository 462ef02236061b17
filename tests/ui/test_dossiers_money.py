"""What the dossier screen does after the counter: money taken and taken back, ratings, mistakes undone, scans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import FeePaid
from onecua_desk.domain.parts import Given, Help, Rating, Representative, State
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import handback, intake, lookup, payments, post, processing
from onecua_desk.services.desk import Desk, record
from onecua_desk.ui.dossiers.fee import PayPanel, VoidPanel
from onecua_desk.ui.dossiers.rate import RatePanel
from onecua_desk.ui.dossiers.reading import read
from onecua_desk.ui.dossiers.result import ResultPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.undelivered import UndeliveredPanel
from onecua_desk.ui.dossiers.undo import UndoPanel
from onecua_desk.ui.dossiers.verb_form import VerbForm
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.keyed import KeyRadio
from tests.desk_fixture import BIRTH, COPY, MAI, draft, receive
from tests.ui.dossiers_screen import now, offered, open_screen, panel, state_words
from tests.ui.handback_screen import ready
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import all_of, text


def screen_of(qtbot: QtBot, seat: Seat, dossier: Dossier) -> DossiersScreen:
    screen = open_screen(qtbot, seat)
    screen.open_dossier(dossier.id)
    with qtbot.waitActive(screen):  # shortcuts of a window that is not active reach nobody
        screen.activateWindow()
    return screen


def returned(desk: Desk, dossier: Dossier, payment: Payment | None = None) -> Dossier:
    return handback.hand_back(desk, MAI, dossier.id, handback.applicant_collects(dossier, True), payment).value


# money


def test_a_fee_is_taken_in_parts_and_offered_only_while_some_is_due(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = receive(desk, COPY)
    screen = screen_of(qtbot, seat, dossier)
    screen.details.start(Verb.PAY)
    panel(screen, PayPanel).amount.setText("1.500")
    panel(screen, PayPanel).way.setCurrentText("Chuyển khoản")
    panel(screen, PayPanel).receipt.setText("0001873")
    screen.main_verb()
    assert screen.details.notice.text() == "Đã thu 1.500 đ (chuyển khoản, biên lai 0001873); còn phải thu 500 đ."
    screen.details.start(Verb.PAY)
    assert panel(screen, PayPanel).amount.text() == "500"
    screen.main_verb()
    assert now(desk, dossier).owed == 0
    assert "Thu phí" not in offered(screen)


@pytest.mark.parametrize("typed", ["", "hai nghìn", "2.001", "0"])
def test_an_amount_that_cannot_be_stands_at_its_field(qtbot: QtBot, desk: Desk, seat: Seat, typed: str) -> None:
    dossier = receive(desk, COPY)
    screen = screen_of(qtbot, seat, dossier)
    screen.details.start(Verb.PAY)
    panel(screen, PayPanel).amount.setText(typed)
    screen.main_verb()
    assert panel(screen, PayPanel).fields["fee"].message()
    assert now(desk, dossier).payments == ()


def test_a_fee_that_is_being_written_is_waited_for_and_told(qtbot: QtBot, desk: Desk) -> None:
    tasks = Tasks()
    seat = take_seat(desk, tasks)
    other, dossier = receive(desk, BIRTH), receive(desk, COPY)
    screen = open_screen(qtbot, seat)
    qtbot.waitUntil(lambda: screen.details.reading is not None and not tasks.busy())
    screen.details.start(Verb.PAY)
    held = Event()
    tasks.run(held.wait, lambda _: None)
    screen.main_verb()
    screen.list.table.selectRow(1)
    assert "«Thu phí, lệ phí» đang được ghi, xin chờ." in text(screen)
    assert screen.details.shown_id() == dossier.id != other.id
    held.set()
    qtbot.waitUntil(lambda: screen.details.form is None)
    assert screen.details.notice.text() == "Đã thu 2.000 đ (tiền mặt)."
    assert [dossier.id] == [id for changes in seat.announced for id in changes.dossiers]
    tasks.close()


def test_what_is_written_is_announced_even_where_its_form_is_gone(qtbot: QtBot, desk: Desk) -> None:
    tasks = Tasks()
    seat = take_seat(desk, tasks)
    dossier = receive(desk, COPY)
    form = VerbForm(PayPanel(seat.workplace, read(desk, dossier.id)))
    held = Event()
    tasks.run(held.wait, lambda _: None)
    form.write()
    shiboken6.delete(form)
    held.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert [changes.dossiers for changes in seat.announced] == [frozenset({dossier.id})]
    tasks.close()


def test_one_of_several_payments_is_voided_with_a_reason(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = receive(desk, COPY)
    for receipt in ("1", "2"):
        payments.pay(desk, MAI, dossier.id, Payment(1_000, PayWay.CASH, receipt))
    screen = screen_of(qtbot, seat, dossier)
    screen.details.start(Verb.VOID)
    assert panel(screen, VoidPanel).which.currentText() == "1.000 đ (tiền mặt, biên lai 2), 23/11 09:41"
    panel(screen, VoidPanel).which.setCurrentIndex(1)
    screen.main_verb()
    assert panel(screen, VoidPanel).fields["reason"].message() == "Hãy ghi lý do hủy khoản thu."
    panel(screen, VoidPanel).reason.setPlainText("Ghi nhầm")
    screen.main_verb()
    assert [payment.receipt for payment in now(desk, dossier).payments] == ["2"]


def test_a_fee_taken_twice_is_said_above_everything_and_counted_as_trouble(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    dossier = receive(desk, COPY)
    for receipt in ("1", "2"):  # as two desks without a line do: neither knows of the other
        record(desk, MAI, dossier.id, lambda *_, receipt=receipt: FeePaid(Payment(2_000, PayWay.CASH, receipt)))
    screen = screen_of(qtbot, seat, dossier)
    assert state_words(screen).startswith('<span style="font-weight:600">Đã thu thừa 2.000 đ</span>')
    assert lookup.counts(desk)[lookup.Chip.TROUBLE] == 1
    payments.void(desk, MAI, dossier.id, now(desk, dossier).takings[1], "thu trùng")
    screen.refresh(None)
    assert "Đã thu thừa" not in state_words(screen)


# after the hand-back


def test_a_hand_back_is_undone_from_the_story_and_its_money_with_it(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = ready(desk)
    returned(desk, dossier, Payment(2_000))
    screen = screen_of(qtbot, seat, dossier)
    assert offered(screen) == ["Ghi đánh giá", "In giấy tờ", "Quét giấy tờ", "Hủy ghi trả kết quả", "Hủy khoản thu"]
    screen.details.start(Verb.UNDO)
    form = panel(screen, UndoPanel)
    form.reason.setPlainText("Trả nhầm")
    screen.main_verb()
    assert form.fields["allowed_by"].message() == "Hãy ghi họ tên người cho phép."
    form.allowed_by.setText("Phạm Văn Tư")
    form.void.setChecked(True)
    screen.main_verb()
    assert (now(desk, dossier).state, now(desk, dossier).paid) == (State.RESULT_READY, 0)
    assert offered(screen)[0] == "Trả kết quả"


def test_only_what_went_by_post_can_come_back_from_it(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    collected = ready(desk, BIRTH)
    returned(desk, collected)
    posted = intake.receive(desk, replace(draft(desk), return_by=Channel.POST), MAI).value
    processing.record_result(desk, MAI, posted.id, "1/2026", desk.now().date())
    post.send(desk, MAI, posted.id, "EB123456785VN")
    screen = screen_of(qtbot, seat, collected)
    assert "Bưu chính chuyển hoàn" not in offered(screen)
    screen.open_dossier(posted.id)
    assert offered(screen)[0] == "Bưu chính chuyển hoàn"
    screen.details.start(Verb.UNDELIVERED)
    panel(screen, UndeliveredPanel).reason.setPlainText("Sai địa chỉ")
    screen.main_verb()
    assert now(desk, posted).state is State.RESULT_READY


def test_a_rating_is_written_later_and_can_be_written_again(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = receive(desk)
    processing.refuse(desk, MAI, dossier.id, "không thuộc thẩm quyền")
    screen = screen_of(qtbot, seat, dossier)
    screen.details.start(Verb.RATE)
    screen.main_verb()
    assert panel(screen, RatePanel).fields["rating"].message() == "Hãy chọn một mức đánh giá."
    QTest.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    screen.main_verb()
    assert screen.details.notice.text() == "Đã ghi đánh giá «Hài lòng»."
    assert offered(screen)[0] == "Ghi lại đánh giá"
    screen.details.start(Verb.RATE)
    next(radio for radio in all_of(panel(screen, RatePanel), KeyRadio) if radio.text() == "Không hài lòng").click()
    screen.main_verb()
    assert panel(screen, RatePanel).fields["reason"].message() == "Hãy ghi điều người dân không hài lòng."
    panel(screen, RatePanel).reason.setPlainText("Chờ lâu")
    screen.main_verb()
    rated = now(desk, dossier).rated
    assert rated
    assert rated.rating is Rating.NOT_SATISFIED


# papers


def test_the_slip_is_printed_again_by_one_key(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = receive(desk)
    screen = screen_of(qtbot, seat, dossier)
    for times in (1, 2):
        QTest.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert now(desk, dossier).reprints(FormKind.SLIP) == times
    assert screen.details.form is None
    assert screen.details.notice.text().startswith("Đã lưu lại giấy hẹn (lần 1) thành tệp PDF trong")


def test_the_scans_of_a_dossier_take_the_screen_and_leave_it_by_escape(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = receive(desk)
    screen = screen_of(qtbot, seat, dossier)
    QTest.keyClick(screen, Qt.Key.Key_F5)
    assert not screen.list.isVisible()
    assert screen.back()
    assert screen.list.isVisible()


def test_the_digital_copy_of_a_result_is_kept_with_it(qtbot: QtBot, desk: Desk, seat: Seat, tmp_path: Path) -> None:
    page = Image.new("L", (1240, 1754), "white")
    ImageDraw.Draw(page).text((200, 200), "TRICH LUC KHAI SINH", fill="black")
    page.save(tmp_path / "trich-luc.png")
    (tmp_path / "sai.pdf").write_bytes(b"khong phai PDF")
    dossier = receive(desk)
    screen = screen_of(qtbot, seat, dossier)
    screen.details.start(Verb.RECORD_RESULT)
    form = panel(screen, ResultPanel)
    form.take([tmp_path / "sai.pdf"])
    assert form.fields["files"].message()
    form.take([tmp_path / "trich-luc.png"])
    assert form.fields["files"].message() == ""
    form.number.setText("9/2026")
    screen.main_verb()
    result = now(desk, dossier).result
    assert result
    assert [(file.name, file.pages) for file in result.files] == [("Kết quả", 1)]
    assert "Kết quả (1 trang)" in text(screen)


def test_what_was_special_about_the_receipt_stands_among_the_facts(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    told = replace(
        draft(desk),
        representative=Representative("Trần Văn Tám", "034086005678", "0912000111", "Thôn Hạ", "Giấy ủy quyền số 12"),
        help=(Help.SEE,),
        visited="Nhà văn hóa thôn Hạ",
        waived=("Bản sao hộ khẩu",),
        papers=(Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1, reused="H02.15.23-261101-1001"),),
    )
    screen = screen_of(qtbot, seat, intake.receive(desk, told, MAI).value)
    said = text(screen).replace("<br>", "\n")
    for words in (
        "Trần Văn Tám\n034 086 005 678\n0912 000 111\nThôn Hạ\nGiấy ủy quyền số 12",
        "Khiếm thị",
        "Nhà văn hóa thôn Hạ",
        "Bản sao hộ khẩu",
        "dùng lại từ H02.15.23-261101-1001",
    ):
        assert words in said
