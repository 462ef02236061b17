"""The intake screen where papers are missing: F12 does not pass them over, F7 prints form 02, F8 form 03."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.guidance_panel import GuidancePanel
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.paper.samples import page_texts, squeezed
from tests.ui.intake_screen import (
    SEVERAL_CASES,
    choose,
    dossiers,
    fill,
    make_screen,
    only_dossier,
    screen,
    seat,
    visible_text,
)
from tests.ui.seat import Seat
from tests.ui.seeing import the

__all__ = ["screen", "seat"]


def key(qtbot: QtBot, which: Qt.Key) -> None:
    """Pressed where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), which)


def fill_without_papers(screen: IntakeScreen) -> None:
    fill(screen)
    papers = screen.form.papers.papers
    for line in range(papers.rowCount()):
        if papers.index(line, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked:
            papers.toggle(line)


def files(seat: Seat) -> dict[str, str]:
    folder = seat.workplace.slip_folder
    return {file.name: squeezed(page_texts(file.read_bytes())[0]) for file in sorted(folder.glob("*.pdf"))}


def test_f12_stands_at_the_papers_while_one_is_missing_and_m_lets_it_pass(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    fill_without_papers(screen)
    screen.main_verb()
    assert "Còn thiếu 3 giấy tờ bắt buộc: Tờ khai đăng ký khai sinh theo mẫu; " in visible_text(screen)
    assert screen.focusWidget() is screen.form.papers.table
    assert dossiers(desk) == []
    key(qtbot, Qt.Key.Key_Space)
    screen.main_verb()
    assert "Còn thiếu 2 giấy tờ" in visible_text(screen)
    key(qtbot, Qt.Key.Key_M)
    screen.main_verb()
    key(qtbot, Qt.Key.Key_M)
    screen.main_verb()
    received = only_dossier(desk).received
    assert received.papers == (Given("Tờ khai đăng ký khai sinh theo mẫu", PaperKind.FORM, 1),)
    assert len(received.waived) == 2


def test_f7_and_enter_print_form_02_and_the_draft_stays_where_it_was(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F7)
    assert screen.focusWidget() is the(screen, GuidancePanel).reason
    key(qtbot, Qt.Key.Key_Return)
    (words,) = files(seat).values()
    assert squeezed("Giấy chứng sinh") in words
    assert dossiers(desk) == []
    assert "1-Q1/HDHS" in screen.notice.text()
    assert screen.form.isAncestorOf(screen.focusWidget())
    draft = screen.form.draft()
    assert (draft.applicant.name, draft.guided_at) == ("Đặng Thị Ngọc Bích", desk.now())
    screen.form.papers.papers.tick_required()
    screen.main_verb()
    assert only_dossier(desk).received.guided_at == desk.now()


def test_f8_asks_for_the_reason_in_place_and_ends_the_draft(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk, seat: Seat
) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F8)
    key(qtbot, Qt.Key.Key_Return)
    assert "Hãy ghi lý do từ chối." in visible_text(screen)
    key(qtbot, Qt.Key.Key_Down)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_Return)
    (words,) = files(seat).values()
    assert squeezed("không thuộc thẩm quyền giải quyết") in words
    assert dossiers(desk) == []
    assert not screen.form.is_touched()
    assert screen.focusWidget() is screen.form.procedure.box


def test_esc_closes_the_panel_and_the_form_is_as_before(qtbot: QtBot, screen: IntakeScreen, seat: Seat) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F7)
    assert screen.back()
    assert screen.form.draft().applicant.name == "Đặng Thị Ngọc Bích"
    assert screen.form.isAncestorOf(screen.focusWidget())
    assert files(seat) == {}


def test_f7_without_a_name_is_said_at_the_name(qtbot: QtBot, screen: IntakeScreen) -> None:
    choose(screen, "1.001193")
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F7)
    assert screen.focusWidget() is screen.form.applicant.name
    assert "Hãy nhập họ tên người nộp" in visible_text(screen)


@pytest.mark.parametrize("which", [Qt.Key.Key_F7, Qt.Key.Key_F8])
def test_the_case_is_asked_for_before_anything_is_printed(qtbot: QtBot, screen: IntakeScreen, which: Qt.Key) -> None:
    fill(screen, SEVERAL_CASES)
    screen.form.papers.table.setFocus()
    key(qtbot, which)
    assert screen.focusWidget() is screen.form.procedure.case_box
    assert "Hãy chọn trường hợp của thủ tục." in visible_text(screen)
    assert screen.pages.page() is None
    qtbot.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert screen.focusWidget() is screen.form.procedure.case_box


# what is typed for a form waits with its draft


def test_what_was_typed_for_form_03_is_there_again_after_the_draft_was_put_aside(
    qtbot: QtBot, screen: IntakeScreen, desk: Desk
) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F8)
    panel = the(screen, GuidancePanel)
    panel.reason.put("Giấy chứng sinh mang tên người khác")
    aside = screen.drafts.key
    screen.put_aside()
    fill(screen)
    screen.verbs.refusal.click()
    assert panel.reason.toPlainText() == ""
    screen.pages.close()
    screen.open_draft(aside)
    screen.verbs.refusal.click()
    assert panel.reason.toPlainText() == "Giấy chứng sinh mang tên người khác"


def test_what_was_typed_for_form_02_survives_a_power_cut_and_esc_and_the_list_only_where_it_was_edited(
    qtbot: QtBot, screen: IntakeScreen, seat: Seat
) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F7)
    the(screen, GuidancePanel).reason.put("Nộp trước thứ Sáu")
    screen.back()
    screen.drafts.flush()
    again = make_screen(qtbot, seat)
    again.form.papers.papers.tick_required()
    again.verbs.supplement.click()
    panel = the(again, GuidancePanel)
    assert (panel.reason.toPlainText(), panel.missing.toPlainText()) == ("Nộp trước thứ Sáu", "")
    panel.missing.setPlainText("Ảnh 4 x 6")
    again.pages.close()
    again.verbs.supplement.click()
    assert panel.missing.toPlainText() == "Ảnh 4 x 6"


def test_what_is_on_a_printed_form_02_is_not_offered_again(qtbot: QtBot, screen: IntakeScreen) -> None:
    fill_without_papers(screen)
    screen.form.papers.table.setFocus()
    key(qtbot, Qt.Key.Key_F7)
    panel = the(screen, GuidancePanel)
    panel.reason.put("Nộp trước thứ Sáu")
    key(qtbot, Qt.Key.Key_Return)
    assert screen.form.said == {}
    screen.verbs.supplement.click()
    assert panel.reason.toPlainText() == ""
