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
from onecua_desk.ui.intake.terms_panel import Terms, TermsPanel
from onecua_desk.ui.widgets.field import Fields
from tests.desk_fixture import COPY, procedure

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


def test_nothing_of_one_citizens_payment_is_carried_to_the_next(qtbot: QtBot, panel: TermsPanel) -> None:
    show(panel, Flat(8_000, "bản"))
    qtbot.keyClick(panel.pay.choice, Qt.Key.Key_Down)
    panel.pay.receipt.setText("0001235")
    panel.exemption.open()
    panel.exemption.reason.setEditText("Hộ nghèo")
    panel.copies.setValue(4)
    panel.clear()
    assert panel.terms() == Terms(fee_rule=0)


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
    assert panel.terms() == Terms(fee_rule=0)


def test_what_was_typed_survives_as_a_draft(qtbot: QtBot, panel: TermsPanel) -> None:
    rules = (Flat(8_000, "bản", name="Một"), SetByProvince(name="Hai"))
    show(panel, *rules)
    panel.return_box.setCurrentIndex(1)
    panel.rule_box.choose("Hai")
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
    assert panel.terms() == Terms(fee_rule=0)


# which of several fees

ONE, LIST, SPARED = Flat(15_000, "lần", name="Cá nhân"), Flat(10_000, "người", name="Danh sách"), Free(name="Miễn")
USUAL = Flat(20_000, "lần")


def listed(panel: TermsPanel) -> list[str]:
    return [panel.rule_box.itemText(row) for row in range(panel.rule_box.count())]


def test_the_fee_without_a_name_is_preset_wherever_it_stands(panel: TermsPanel) -> None:
    show(panel, SPARED, USUAL)
    assert (panel.rule_box.currentText(), panel.terms().fee_rule) == ("Thông thường", 1)
    assert list(panel.errors()) == []


def test_fees_that_only_the_official_can_tell_apart_are_asked_for_in_place(panel: TermsPanel) -> None:
    show(panel, ONE, LIST)
    assert listed(panel) == ["Chọn mức thu…", "Cá nhân", "Danh sách"]
    assert (panel.terms().fee_rule, inputs(panel)) == (None, {"pay"})
    assert [(error.field, str(error)) for error in panel.errors()] == [("fee_rule", "Hãy chọn mức thu.")]
    assert panel.next_question() is panel.rule_box
    panel.rule_box.setCurrentIndex(2)
    assert (panel.terms().fee_rule, inputs(panel)) == (1, {"copies", "pay"})
    assert list(panel.errors()) == []


def test_the_officials_choice_stays_when_the_fees_change(panel: TermsPanel) -> None:
    show(panel, USUAL, SPARED)
    panel.rule_box.choose("Miễn")
    show(panel, Flat(25_000, "lần"), LIST, SPARED)
    assert (panel.rule_box.currentText(), panel.terms().fee_rule) == ("Miễn", 2)
    show(panel, USUAL, LIST)
    assert (panel.rule_box.currentText(), panel.terms().fee_rule) == ("Thông thường", 0)


@pytest.mark.parametrize("other", [(USUAL, LIST), (ONE, LIST), (ONE,), ()], ids=len)
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_choice_is_not_lost_over_a_way_that_has_other_fees(
    panel: TermsPanel, other: tuple[FeeRule, ...], by_hand: bool
) -> None:
    show(panel, USUAL, SPARED)
    if by_hand:
        panel.rule_box.setCurrentIndex(1)
    else:
        panel.rule_box.choose("Miễn")
    show(panel, *other)
    panel.restore(panel.kept())
    assert panel.rule_box.currentText() != "Miễn"
    show(panel, USUAL, SPARED)
    assert (panel.rule_box.currentText(), panel.terms().fee_rule) == ("Miễn", 1)


def test_the_usual_fee_that_was_chosen_over_another_stays_too(panel: TermsPanel) -> None:
    show(panel, USUAL, SPARED)
    panel.rule_box.choose("Miễn")
    show(panel, USUAL, LIST)
    panel.rule_box.setCurrentIndex(1)
    panel.rule_box.setCurrentIndex(0)
    show(panel, USUAL, SPARED)
    assert panel.rule_box.currentText() == "Thông thường"


def test_what_was_the_only_fee_is_no_choice_when_another_comes(panel: TermsPanel) -> None:
    show(panel, ONE)
    assert panel.terms().fee_rule == 0
    show(panel, ONE, LIST)
    assert panel.terms().fee_rule is None


def test_the_choice_stays_by_another_way_and_while_another_procedure_is_looked_for(panel: TermsPanel) -> None:
    residence = procedure("1.004194")
    panel.show_fees(residence, Channel.COUNTER)
    panel.rule_box.choose("Theo danh sách")
    for channel, place in ((Channel.ONLINE, 1), (Channel.POST, 1)):
        panel.show_fees(residence, channel)
        assert (panel.rule_box.currentText(), panel.terms().fee_rule) == ("Theo danh sách", place)
    panel.show_fees(None, Channel.POST)
    panel.show_fees(residence, Channel.POST)
    assert panel.rule_box.currentText() == "Theo danh sách"


def test_another_procedure_begins_without_the_choice_and_the_amount_of_the_one_before(panel: TermsPanel) -> None:
    panel.show_fees(replace(procedure(COPY), fees=(ONE, SetByProvince(name="Khác"))), Channel.COUNTER)
    panel.rule_box.choose("Khác")
    panel.amount_edit.setText("15.000")
    panel.show_fees(replace(procedure("1.004194"), fees=(ONE, SetByProvince(name="Khác"))), Channel.COUNTER)
    assert panel.terms().fee_rule is None
    panel.rule_box.choose("Khác")
    assert panel.terms().amount is None


@pytest.mark.parametrize(("kept", "place"), [("người thường", None), ("người có công", 1), ("không còn", None)])
def test_a_fee_that_only_stood_first_in_a_draft_of_version_0_2_is_asked_for(
    panel: TermsPanel, kept: str, place: int | None
) -> None:
    show(panel, Flat(8_000, "bản", name="người thường"), Flat(4_000, "bản", name="người có công"))
    panel.restore({"fee_rule": kept})
    assert panel.terms().fee_rule == place
    panel.rule_box.choose("người thường")
    panel.restore(panel.kept())
    assert panel.terms().fee_rule == 0
