"""The applicant's panel by keyboard: organisations, representatives, help, and what a draft keeps of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.domain.citizen import read_card
from onecua_desk.domain.parts import Applicant, Help, Representative
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from tests.desk_fixture import BICH, BICH_CARD, MONDAY, receive
from tests.ui.counter import CONTROL, COOP, TAM_CARD, Counter, counter, panel, press, sit_down

__all__ = ["counter", "panel"]


def badges(panel: ApplicantPanel) -> list[str]:
    labels: list[QLabel] = list(panel.more._badges.findChildren(QLabel))
    return [label.text() for label in labels if label.isVisible()]


# organisations


def test_ctrl_k_makes_it_an_organisation(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert counter.focusWidget() is panel.name
    assert panel.name.accessibleName() == "Tên tổ chức"
    assert panel.number.accessibleName() == "Mã số thuế"
    assert panel.representative.name.accessibleName() == "Người đại diện"
    assert not panel.born.isVisible()
    assert not panel.sex.isVisible()
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert panel.number.accessibleName() == "Số định danh"
    assert panel.born.isVisible()


def test_a_wrong_tax_code_is_said_and_stops_nothing(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    panel.name.insert(COOP.name)
    press(qtbot, counter, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.number, "0100109107")
    press(qtbot, counter, Qt.Key.Key_Return)
    assert "kiểm tra" in panel.number.accessibleDescription()
    assert list(panel.errors()) == []
    assert panel.applicant() == Applicant(COOP.name, "0100109107", organisation=True)


def test_who_was_scanned_is_the_organisations_representative(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.card.scan(BICH_CARD)
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert panel.applicant() == Applicant("", organisation=True)
    assert panel.representative_value() == Representative(BICH.name, BICH.number, address=BICH.address)
    assert counter.focusWidget() is panel.name
    panel.card.scan(TAM_CARD)
    found = panel.representative_value()
    assert found
    assert found.name == "Trần Văn Tám"
    assert panel.name.text() == ""


def test_an_organisation_without_a_name_is_an_error_at_the_name(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    press(qtbot, counter, Qt.Key.Key_K, CONTROL)
    assert [(str(error), error.field) for error in panel.errors()] == [("Hãy nhập tên tổ chức.", "applicant.name")]


# the representative


def test_a_representative_is_typed_by_keyboard_alone(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    assert counter.focusWidget() is panel.representative.name
    for text in ("Tran Van Tam", "034090001234", "0912000111", "Giay uy quyen 12", "Thon Pho"):
        qtbot.keyClicks(counter.focusWidget(), text)
        press(qtbot, counter, Qt.Key.Key_Return)
    expected = Representative("Tran Van Tam", "034090001234", "0912000111", "Thon Pho", "Giay uy quyen 12")
    assert panel.representative_value() == expected
    assert panel.representative.number.text() == "034 090 001 234"


def test_a_card_scanned_while_the_keyboard_is_there_is_the_representatives(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.card.scan(BICH_CARD)
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    panel.card.scan(TAM_CARD)
    assert panel.applicant() == replace(BICH, phone="")
    found = panel.representative_value()
    assert found
    assert found.number == "034090001234"
    assert counter.focusWidget() is panel.representative.phone


def test_a_card_can_be_given_to_the_representative_from_anywhere(panel: ApplicantPanel) -> None:
    panel.take_for_representative(read_card(TAM_CARD, date(2026, 11, 23)))
    assert panel.more.is_open()
    assert panel.applicant() == Applicant("")
    found = panel.representative_value()
    assert found
    assert found.name == "Trần Văn Tám"


def test_a_representative_without_a_name_opens_the_section_at_the_name(counter: Counter, panel: ApplicantPanel) -> None:
    panel.name.setText("A")
    panel.representative.phone.setText("0912")
    (error,) = panel.errors()
    assert error.field == "representative.name"
    assert not panel.more.is_open()
    assert panel.fields.show(error)
    assert panel.more.is_open()
    assert counter.focusWidget() is panel.representative.name


# the section "Thêm"


def test_tabbing_out_of_the_section_closes_it_to_a_line_of_badges(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    qtbot.keyClicks(panel.representative.name, "Tran Van Tam")
    panel.more.ticks[Help.SEE].setFocus()
    press(qtbot, counter, Qt.Key.Key_Space)
    panel.more.visited.setFocus()
    qtbot.keyClicks(panel.more.visited, "nha van hoa")
    assert badges(panel) == []
    press(qtbot, counter, Qt.Key.Key_Return)
    assert counter.focusWidget() is counter.after
    assert not panel.more.is_open()
    assert badges(panel) == ["Người được ủy quyền: Tran Van Tam", "Khiếm thị", "Lưu động: nha van hoa"]
    assert (panel.help(), panel.visited()) == ((Help.SEE,), "nha van hoa")


def test_the_keyboard_goes_through_the_whole_section_in_reading_order(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    sent, more = panel.representative, panel.more
    expected = [sent.name, sent.number, sent.phone, sent.authority, sent.address, more.email, more.note]
    for each in [*expected, *more.ticks.values(), more.visited]:
        assert counter.focusWidget() is each
        press(qtbot, counter, Qt.Key.Key_Tab)
    assert counter.focusWidget() is counter.after


def test_closing_the_section_gives_the_keyboard_back_to_the_applicant(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    assert counter.focusWidget() is panel.name
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    assert panel.step_back()
    assert not panel.more.is_open()
    assert not panel.step_back()


def test_a_click_elsewhere_leaves_the_section_open(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    press(qtbot, counter, Qt.Key.Key_T, CONTROL)
    qtbot.mouseClick(counter.after, Qt.MouseButton.LeftButton)
    assert counter.focusWidget() is counter.after
    assert panel.more.is_open()


# drafts


def test_what_is_kept_comes_back_as_it_was(qtbot: QtBot, desk: Desk, counter: Counter, panel: ApplicantPanel) -> None:
    panel.card.scan(TAM_CARD)
    panel.born.setText("31/02/19")
    panel.email.setText("tam@example.vn")
    panel.note.setText("Nộp thay mẹ")
    panel.take_for_representative(read_card(BICH_CARD, MONDAY.date()))
    panel.more.ticks[Help.READ].setChecked(True)
    panel.more.visited.setText("Thôn Pho")
    kept = json.loads(json.dumps(panel.kept()))
    another = sit_down(qtbot, desk)
    other = another.panel
    changes: list[None] = []
    other.changed.connect(lambda: changes.append(None))
    other.restore(kept)
    assert json.loads(json.dumps(other.kept())) == kept
    assert other.applicant() == panel.applicant()
    assert other.born.text() == "31/02/19"
    assert other.representative_value() == panel.representative_value()
    assert (other.help(), other.visited(), other.note_text()) == ((Help.READ,), "Thôn Pho", "Nộp thay mẹ")
    assert not other.more.is_open()
    assert changes


def test_a_kept_organisation_comes_back_as_one(qtbot: QtBot, panel: ApplicantPanel) -> None:
    panel.organisation.click()
    panel.name.setText(COOP.name)
    kept = panel.kept()
    panel.clear()
    assert not panel.applicant().organisation
    panel.restore(kept)
    assert panel.applicant() == Applicant(COOP.name, organisation=True)


def test_what_a_kept_draft_does_not_have_is_empty_and_what_is_unknown_is_let_be(
    counter: Counter, panel: ApplicantPanel
) -> None:
    panel.card.scan(BICH_CARD)
    focused = counter.focusWidget()
    panel.restore({"name": "Lý A Sử", "sex": "?", "help": ["fly"], "representative": 3, "colour": "red"})
    assert panel.applicant() == Applicant("Lý A Sử")
    assert panel.representative_value() is None
    assert panel.help() == ()
    assert counter.focusWidget() is focused


def test_a_phone_that_was_taken_out_does_not_come_back_with_the_draft(desk: Desk, panel: ApplicantPanel) -> None:
    receive(desk)
    panel.card.scan(BICH_CARD)
    panel.phone.clear()
    panel.restore(panel.kept())
    assert panel.phone.text() == ""
    assert "Đã nộp 1 hồ sơ" in panel.hint.text()


# a citizen without a card


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize(
    ("typed", "where", "next_to_type"),
    [("Nông Thị Sảo", "Họ và tên", "Số định danh"), ("034188001234", "Số định danh", "Họ và tên")],
)
def test_a_name_or_number_typed_where_a_card_is_awaited_goes_on_to_its_input(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel, key: Qt.Key, typed: str, where: str, next_to_type: str
) -> None:
    panel.card.setFocus()
    panel.card.insert(typed)
    press(qtbot, counter, key)
    focused = counter.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert (focused.accessibleName(), focused.text(), panel.card.text()) == (next_to_type, "", "")
    assert panel.card.message.text() == ""
    filled = {edit.accessibleName(): edit.text() for edit in (panel.name, panel.number) if edit.text()}
    assert filled == {where: "Nông Thị Sảo" if where == "Họ và tên" else "034 188 001 234"}


def test_a_number_glued_to_a_name_is_said_in_red_at_the_name_and_stays(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.name.insert("Trần Văn Hùng0340850")
    press(qtbot, counter, Qt.Key.Key_Tab)
    sentence = "Họ tên có chữ số («Hùng0340850»); hãy gõ số ở «Số định danh»."
    assert panel.fields["applicant.name"].message() == sentence
    assert panel.name.text() == "Trần Văn Hùng0340850"
    assert [str(error) for error in panel.errors()] == [sentence]
    panel.organisation.setChecked(True)
    assert list(panel.errors()) == [], "an organisation may have one: Trường Tiểu học số 2"


def test_a_name_and_a_number_typed_together_where_a_card_is_awaited_are_no_broken_card(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.card.setFocus()
    panel.card.insert("Nông Thị Sảo 034188001234")
    press(qtbot, counter, Qt.Key.Key_Return)
    assert panel.card.text() == "Nông Thị Sảo 034188001234"
    assert panel.card.message.text() == "Đây không phải mã của thẻ: hãy gõ tên ở «Họ và tên», số ở «Số định danh»."


def test_a_name_typed_there_does_not_write_over_another(qtbot: QtBot, counter: Counter, panel: ApplicantPanel) -> None:
    panel.name.setText("Lê Văn Hùng")
    panel.card.setFocus()
    panel.card.insert("Nông Thị Sảo")
    press(qtbot, counter, Qt.Key.Key_Tab)
    assert (panel.name.text(), panel.card.text()) == ("Lê Văn Hùng", "Nông Thị Sảo")
    assert "đã có «Lê Văn Hùng»" in panel.card.message.text()
    press(qtbot, counter, Qt.Key.Key_Tab)
    assert not panel.card.hasFocus(), "said once, Tab goes on"


def test_a_card_that_a_slow_scanner_ends_with_tab_is_read(
    qtbot: QtBot, counter: Counter, panel: ApplicantPanel
) -> None:
    panel.card.setFocus()
    panel.card.insert(BICH_CARD)
    press(qtbot, counter, Qt.Key.Key_Tab)
    assert panel.name.text() == BICH.name
