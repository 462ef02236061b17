"""Step 4 of the intake: the number of the receipt, and how it is paid, for this citizen and for the next."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.fees import Flat
from onecua_desk.domain.payment import PayMoment, PayWay
from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.paying import UsualPayment
from onecua_desk.ui.intake.receipt_offer import ReceiptOffer
from onecua_desk.ui.intake.terms_panel import Terms, TermsPanel
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import COPY, MAI, draft
from tests.ui.seat import take_seat
from tests.ui.test_terms_panel import panel, show

__all__ = ["panel"]


# the number of the receipt


def take_in(desk: Desk, receipt: str) -> None:
    paid = replace(draft(desk, COPY), pay=PayMoment.NOW, receipt=receipt)
    intake.receive(desk, paid, MAI)


def test_the_next_number_of_the_official_is_offered_and_one_that_was_used_warns(
    qtbot: QtBot, panel: TermsPanel, desk: Desk
) -> None:
    offer = ReceiptOffer(take_seat(desk).workplace, panel.pay, panel)
    take_in(desk, "0001234")
    show(panel, Flat(8_000, "bản"))
    assert panel.pay.receipt.text() == ""
    panel.pay.choice.setCurrentIndex(1)
    assert panel.pay.receipt.text() == "0001235"
    panel.pay.receipt.setText("0001234")
    qtbot.waitUntil(lambda: "Số này đã dùng ngày 23/11/2026" in panel.pay.receipt_field.message())
    panel.pay.receipt.setText("0001236")
    qtbot.waitUntil(lambda: not panel.pay.receipt_field.message())
    assert offer.parent() is panel


def test_a_number_that_was_emptied_by_hand_is_not_offered_again(qtbot: QtBot, panel: TermsPanel, desk: Desk) -> None:
    ReceiptOffer(take_seat(desk).workplace, panel.pay, panel)
    take_in(desk, "0001234")
    show(panel, Flat(8_000, "bản"))
    panel.pay.choice.setCurrentIndex(1)
    panel.pay.receipt.selectAll()
    qtbot.keyClick(panel.pay.receipt, Qt.Key.Key_Delete)
    panel.pay.choice.setCurrentIndex(2)
    assert panel.pay.receipt.text() == ""
    panel.clear()
    panel.pay.choice.setCurrentIndex(1)
    assert panel.pay.receipt.text() == "0001235"


# how it is paid, at the next start


def test_the_way_of_the_last_payment_at_once_stands_first_also_at_the_next_start(
    qtbot: QtBot, panel: TermsPanel, desk: Desk
) -> None:
    seat = take_seat(desk).workplace
    UsualPayment(seat, panel.pay, panel)
    show(panel, Flat(8_000, "bản"))
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    later = TermsPanel(Fields())
    qtbot.addWidget(later)
    UsualPayment(seat, later.pay, later)
    show(later, Flat(8_000, "bản"))
    for one in (panel, later):
        one.clear()
        assert one.terms().pay is PayMoment.HAND_BACK, "nobody has paid because the one before did"
        one.pay.choice.setCurrentIndex(1)
        assert (one.terms().pay, one.terms().pay_way) == (PayMoment.NOW, PayWay.TRANSFER)
        one.pay.choice.setCurrentIndex(2)
        assert (one.terms().pay, one.terms().pay_way) == (PayMoment.NOW, PayWay.CASH)


def test_a_choice_that_was_made_before_the_usual_one_is_known_stays(panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    panel.pay.choice.setCurrentIndex(1)
    panel.pay.set_usual(PayWay.TRANSFER)
    assert (panel.terms().pay, panel.terms().pay_way) == (PayMoment.NOW, PayWay.CASH)
    panel.clear()
    assert panel.terms() == Terms(fee_rule=0)


def test_how_it_is_paid_and_given_back_can_be_read_whole_on_a_wide_form(panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    for box in (panel.pay.choice, panel.return_box):
        for row in range(box.count()):
            box.setCurrentIndex(row)
            assert box.shown_words() == box.itemText(row)


def test_a_line_that_is_too_long_for_its_box_ends_with_dots_and_is_whole_in_the_tooltip(panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản", name="Thường"), Flat(4_000, "bản", name="người có công " * 9))
    panel.rule_box.setCurrentIndex(2)
    assert panel.rule_box.shown_words().endswith("…")
    panel.rule_box.grab()
    assert panel.rule_box.toolTip() == panel.rule_box.currentText()
