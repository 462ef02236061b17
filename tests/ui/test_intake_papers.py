"""The intake screen: papers ticked and added, the fee, the slip as it will be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSpinBox, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.papers_model import QUANTITY
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, procedure
from tests.ui.intake_screen import (
    SEVERAL_FEES,
    choose,
    dossiers,
    enter,
    fill,
    only_dossier,
    screen,
    seat,
    visible_text,
)

__all__ = ["screen", "seat"]


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


def test_the_line_that_a_key_would_work_on_is_always_shown(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, BIRTH)
    table = screen.form.papers.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    choose(screen, COPY)
    choose(screen, BIRTH)
    qtbot.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert screen.focusWidget() is screen.form.terms.return_box
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]


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


def test_by_post_the_fee_on_screen_is_that_of_the_counter(screen: IntakeScreen) -> None:
    choose(screen, "1.004222")
    said = {}
    for place, channel in enumerate(Channel):
        screen.form.procedure.channel_box.setCurrentIndex(place)
        screen.quote.ask_now()
        said[channel] = screen.summary.fee.text()
    assert said == {Channel.COUNTER: "20.000 đ", Channel.POST: "20.000 đ", Channel.ONLINE: "10.000 đ"}


def test_several_fee_rules_are_chosen_from(screen: IntakeScreen) -> None:
    choose(screen, SEVERAL_FEES)
    screen.quote.ask_now()
    assert (screen.summary.fee_words.text(), screen.summary.fee.text()) == ("Phí: Hãy chọn mức thu.", "chưa rõ")
    screen.form.terms.rule_box.choose("Theo danh sách")
    screen.form.terms.copies.setValue(4)
    screen.quote.ask_now()
    assert screen.summary.fee.text() == "40.000 đ"
    screen.form.procedure.channel_box.setCurrentIndex(list(Channel).index(Channel.ONLINE))
    screen.quote.ask_now()
    assert screen.form.terms.rule_box.currentText() == "Theo danh sách"
    assert screen.summary.fee.text() == "20.000 đ"


def test_a_fee_of_the_province_is_asked_for_and_may_be_paid_at_once(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    fill(screen, THREE_DAYS)
    amount = screen.form.terms.amount_edit
    amount.clear()
    screen.main_verb()
    assert "Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu." in visible_text(screen)
    assert screen.focusWidget() is amount
    assert dossiers(desk) == []
    amount.setText("mười nghìn")
    screen.main_verb()
    assert "không phải số tiền" in visible_text(screen)
    assert screen.focusWidget() is amount
    amount.clear()
    qtbot.keyClicks(amount, "15000")
    enter(qtbot, screen)
    assert amount.text() == "15.000"
    screen.form.terms.pay.choice.setCurrentIndex(1)
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
