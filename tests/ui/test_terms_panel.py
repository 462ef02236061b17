"""Step 4 of the intake: only what the fee needs is asked, how it is paid, who pays less; and it survives as a draft."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.fees import Band, ByValue, FeeRule, Flat, Free, PerPage, SetByProvince, Step, Stepped
from onecua_desk.domain.payment import Exemption, PayMoment, PayWay
from onecua_desk.domain.procedure import Channel
from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.receipt_offer import ReceiptOffer
from onecua_desk.ui.intake.terms_panel import Terms, TermsPanel
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import COPY, MAI, draft, procedure
from tests.ui.seat import take_seat

CONTRACT = ByValue("giá trị hợp đồng", (Band(0, 150),), maximum=5_000_000)
AREA = ByValue("diện tích", (Band(100_000, 0, 500), Band(200_000)), "m²")


@pytest.fixture
def panel(qtbot: QtBot) -> TermsPanel:
    made = TermsPanel(Fields())
    qtbot.addWidget(made)
    made.resize(700, 160)
    made.show()
    return made


def show(panel: TermsPanel, *rules: FeeRule) -> None:
    panel.show_fees(replace(procedure(COPY), fees=rules), Channel.COUNTER)


def inputs(panel: TermsPanel) -> set[str]:
    """The names of the inputs that can be seen."""
    known: dict[str, QWidget] = {
        "copies": panel.copies,
        "pages": panel.pages,
        "value": panel.value_edit,
        "amount": panel.amount_edit,
        "pay": panel.pay.choice,
        "receipt": panel.pay.receipt,
        "reason": panel.exemption.reason,
        "percent": panel.exemption.percent,
    }
    return {name for name, widget in known.items() if widget.isVisible()}


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (Free(), set()),
        (Flat(8_000, "bản"), {"copies", "pay"}),
        (PerPage(), {"copies", "pages", "pay"}),
        (Stepped("bản", (Step(1_000),)), {"copies", "pay"}),
        (CONTRACT, {"value", "pay"}),
        (SetByProvince(), {"amount", "pay"}),
    ],
)
def test_only_what_the_rule_needs_is_asked(panel: TermsPanel, rule: FeeRule, asked: set[str]) -> None:
    show(panel, rule)
    assert inputs(panel) == asked


def test_a_fee_by_value_is_asked_for_by_its_name(panel: TermsPanel) -> None:
    show(panel, AREA)
    assert [(error.field, str(error)) for error in panel.errors()] == [
        ("value", "Hãy nhập diện tích (m²) để tính phí.")
    ]
    panel.value_edit.setText("rộng")
    assert "không phải số; hãy nhập chữ số" in str(next(iter(panel.errors())))
    panel.value_edit.setText("1.500")
    assert (panel.terms().value, list(panel.errors())) == (1_500, [])


def test_paid_now_in_cash_takes_one_key_and_shows_the_receipt(qtbot: QtBot, panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    panel.pay.choice.setFocus()
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    assert inputs(panel) == {"copies", "pay", "receipt"}
    panel.pay.receipt.setText("0001235")
    terms = panel.terms()
    assert (terms.pay, terms.pay_way, terms.receipt) == (PayMoment.NOW, PayWay.CASH, "0001235")
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    assert panel.terms().pay_way is PayWay.TRANSFER
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    terms = panel.terms()
    assert (terms.pay, terms.receipt) == (PayMoment.ONLINE, "")


def test_how_one_citizen_paid_is_offered_for_the_next_and_nothing_else_is(qtbot: QtBot, panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    panel.pay.receipt.setText("0001235")
    panel.exemption.open()
    panel.exemption.reason.setEditText("Hộ nghèo")
    panel.copies.setValue(4)
    panel.clear()
    assert panel.terms() == Terms(pay=PayMoment.NOW)


def test_ctrl_g_opens_the_exemption_and_takes_it_away_again(qtbot: QtBot, panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    qtbot.keyClick(panel.copies, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert inputs(panel) >= {"reason", "percent"}
    assert panel.terms().exemption is None
    qtbot.keyClick(panel.exemption.reason, Qt.Key.Key_Down)
    qtbot.keyClick(panel.exemption.reason, Qt.Key.Key_Down)
    assert panel.terms().exemption == Exemption("Hộ nghèo")
    panel.exemption.percent.setValue(50)
    assert panel.terms().exemption == Exemption("Hộ nghèo", 50)
    qtbot.keyClick(panel.copies, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert panel.terms().exemption is None
    assert inputs(panel) == {"copies", "pay"}


def test_the_last_line_of_the_list_leads_to_the_exemption(panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    last = panel.pay.choice.count() - 1
    panel.pay.choice.setCurrentIndex(last)
    panel.pay.choice.activated.emit(last)
    assert panel.pay.choice.currentIndex() == 0
    assert "reason" in inputs(panel)


def test_who_pays_nothing_is_not_asked_for_the_amount(panel: TermsPanel) -> None:
    show(panel, SetByProvince())
    assert [error.field for error in panel.errors()] == ["amount"]
    panel.exemption.open()
    panel.exemption.reason.setEditText("Người có công")
    assert list(panel.errors()) == []
    panel.exemption.percent.setValue(50)
    assert [error.field for error in panel.errors()] == ["amount"]


def test_a_procedure_without_fee_forgets_payment_and_exemption(panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    panel.pay.choice.setCurrentIndex(1)
    panel.exemption.open()
    panel.exemption.reason.setEditText("Hộ nghèo")
    show(panel, Free())
    assert panel.terms() == Terms()


def test_what_was_typed_survives_as_a_draft(qtbot: QtBot, panel: TermsPanel) -> None:
    rules = (Flat(8_000, "bản", name="Một"), SetByProvince(name="Hai"))
    show(panel, *rules)
    panel.return_box.setCurrentIndex(1)
    panel.rule_box.setCurrentIndex(1)
    panel.sets.setValue(2)
    panel.copies.setValue(7)
    panel.amount_edit.setText("mười hai")
    panel.pay.choice.setCurrentIndex(2)
    panel.pay.receipt.setText("AB 12")
    panel.exemption.open()
    panel.exemption.reason.setEditText("Trẻ mồ côi")
    panel.exemption.percent.setValue(30)
    kept, before = json.loads(json.dumps(panel.kept())), panel.terms()
    other = TermsPanel(Fields())
    qtbot.addWidget(other)
    show(other, *rules)
    with qtbot.waitSignal(other.changed):
        other.restore(kept)
    assert other.terms() == before
    assert other.kept() == kept


@pytest.mark.parametrize(
    "kept", [{}, {"return_by": "rocket", "pay": 7, "sets": "two", "fee_rule": None, "exempt_percent": "x"}]
)
def test_a_draft_with_holes_or_strange_values_is_an_empty_form(panel: TermsPanel, kept: dict[str, object]) -> None:
    show(panel, Flat(8_000, "bản"))
    panel.copies.setValue(3)
    panel.restore(kept)
    assert panel.terms() == Terms()


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
