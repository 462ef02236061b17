"""The verbs of the dossier screen: what each asks for, what it writes, and where its errors stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Applicant, Representative, State
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.services import intake, lookup, papers, processing, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.ui.dossiers.ask_papers import AskPapersPanel
from onecua_desk.ui.dossiers.closing import ClosingPanel
from onecua_desk.ui.dossiers.correct import CorrectPanel
from onecua_desk.ui.dossiers.facts import facts
from onecua_desk.ui.dossiers.hand_over import HandOverPanel
from onecua_desk.ui.dossiers.result import ResultPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.supplement import SupplementPanel
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.words import appointment_words
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft
from tests.ui.dossiers_screen import dossier, now, offered, open_screen, panel, refuse_correction, screen, state_words
from tests.ui.seat import Seat
from tests.ui.seeing import text

__all__ = ["dossier", "screen"]


def test_a_received_dossier_is_handed_over_by_two_keys_and_a_name(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, seat: Seat
) -> None:
    screen.main_verb()
    assert screen.focusWidget() is panel(screen, HandOverPanel).to
    QTest.keyClicks(panel(screen, HandOverPanel).to, "Tu phap")
    screen.main_verb()
    assert now(desk, dossier).holder == "Tu phap"
    assert screen.details.notice.text() == "Đã chuyển xử lý cho Tu phap."
    assert screen.details.form is None
    assert screen.focusWidget() is screen.list.table
    assert offered(screen)[0] == "Ghi kết quả"
    assert "Đang ở: Tu phap" in state_words(screen)
    assert len(seat.announced) == 1


def test_an_error_stands_at_its_field_and_the_form_stays_filled(screen: DossiersScreen, seat: Seat) -> None:
    screen.main_verb()
    panel(screen, HandOverPanel).note.setText("gấp")
    screen.main_verb()
    assert panel(screen, HandOverPanel).fields["to"].message() == "Hãy ghi bộ phận hoặc cán bộ nhận hồ sơ."
    assert screen.focusWidget() is panel(screen, HandOverPanel).to
    assert panel(screen, HandOverPanel).draft().note == "gấp"
    assert seat.announced == []


def test_escape_leaves_the_form_and_writes_nothing(desk: Desk, dossier: Dossier, screen: DossiersScreen) -> None:
    screen.main_verb()
    panel(screen, HandOverPanel).to.setText("Tư pháp")
    assert screen.back()
    assert screen.details.form is None
    assert now(desk, dossier).state is State.RECEIVED
    assert screen.focusWidget() is screen.list.table


def test_enter_moves_through_the_fields_to_the_button_and_presses_it(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.details.start(Verb.RECORD_RESULT)
    form = panel(screen, ResultPanel)
    QTest.keyClicks(form.number, "412/2026")
    for field in (form.number, form.day, form.copies, form.note):
        assert screen.focusWidget() is field
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert screen.details.form is not None
    QTest.keyClick(screen.details.form.confirm, Qt.Key.Key_Return)
    result = now(desk, dossier).result
    assert result is not None
    assert (result.number, result.copies) == ("412/2026", 1)


def test_a_result_of_tomorrow_is_refused_at_its_day(screen: DossiersScreen) -> None:
    screen.details.start(Verb.RECORD_RESULT)
    panel(screen, ResultPanel).number.setText("412/2026")
    panel(screen, ResultPanel).day.setDate(QDate(2026, 11, 24))
    screen.main_verb()
    assert panel(screen, ResultPanel).fields["day"].message() == "Ngày của kết quả không thể sau hôm nay."


def test_missing_papers_are_asked_for_line_by_line_and_their_coming_moves_the_appointment(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    screen.details.start(Verb.ASK_PAPERS)
    panel(screen, AskPapersPanel).missing.setPlainText("Giấy chứng sinh\n\nGiấy ủy quyền (bản sao)")
    screen.main_verb()
    assert now(desk, dossier).missing == ("Giấy chứng sinh", "Giấy ủy quyền (bản sao)")
    assert "• Giấy chứng sinh" in state_words(screen)
    clock.turn(days=2)
    screen.shown()
    screen.main_verb()
    given = panel(screen, SupplementPanel).draft().papers
    assert [(paper.name, paper.kind) for paper in given] == [
        ("Giấy chứng sinh", PaperKind.ORIGINAL),
        ("Giấy ủy quyền (bản sao)", PaperKind.COPY),
    ]
    screen.main_verb()
    after = now(desk, dossier)
    assert after.state is State.RECEIVED
    assert after.due is not None
    assert dossier.due is not None
    assert after.due > dossier.due
    assert f"Hẹn trả {appointment_words(after.due, desk.now().date())}" in screen.details.notice.text()


@pytest.mark.parametrize(("verb", "state"), [(Verb.REFUSE, State.REFUSED), (Verb.WITHDRAW, State.WITHDRAWN)])
def test_ending_a_dossier_needs_a_reason_and_leaves_only_the_rating_and_the_reprint(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, verb: Verb, state: State
) -> None:
    screen.details.start(verb)
    screen.main_verb()
    assert panel(screen, ClosingPanel).fields["reason"].message() == "Hãy ghi lý do."
    panel(screen, ClosingPanel).reason.setPlainText("Người nộp đề nghị")
    screen.main_verb()
    assert now(desk, dossier).state is state
    assert offered(screen) == ["Ghi đánh giá", "In giấy tờ"]
    screen.main_verb()
    assert screen.details.form is None


def test_a_correction_shows_what_changes_and_keeps_the_old_value(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.details.start(Verb.CORRECT)
    type_in(panel(screen, CorrectPanel), "phone", "0911 222 333")
    type_in(panel(screen, CorrectPanel), "born", "01/03/1988")
    assert "Điện thoại: 0912345678" in panel(screen, CorrectPanel)._summary.text()
    screen.main_verb()
    applicant = now(desk, dossier).applicant
    assert (applicant.phone, f"{applicant.born}") == ("0911222333", "1988-03-01")
    assert "0912345678 → 0911222333" in lookup.story(desk, dossier.id).lines[0].detail
    assert screen.details.head.contact.text().endswith("0911 222 333")


def test_of_an_organisation_is_asked_what_an_organisation_has(desk: Desk, qtbot: QtBot, seat: Seat) -> None:
    company = Applicant("Công ty Đông Tiến", "0101234567", address="Thôn 1", organisation=True)
    who = Representative("Trần Văn Nam", "034085004321", authority="giám đốc")
    id = intake.receive(desk, replace(draft(desk), applicant=company, representative=who), MAI).value.id
    screen = open_screen(qtbot, seat)
    screen.details.start(Verb.CORRECT)
    form = panel(screen, CorrectPanel)
    assert list(form.labels.values()) == ["Tên tổ chức", "Mã số thuế", "Trụ sở", "Điện thoại", "Email"]
    assert "Người đại diện: Trần Văn Nam" in text(form)
    type_in(form, "number", "0101234568")
    screen.main_verb()
    assert screen.details.notice.text() == "Đã sửa: mã số thuế."
    story = lookup.story(desk, id)
    assert story.dossier.applicant.number == "0101234568"
    assert story.lines[0].detail == "Mã số thuế: 0101234567 → 0101234568"
    strange = replace(company, number="0101234568", born=date(1990, 1, 2), sex="Nữ")
    rows = dict(facts(replace(story.dossier, applicant=strange)))
    assert not {"Ngày sinh", "Giới tính"} & set(rows), "nobody was born there, whoever wrote it"
    assert rows["Người đại diện"].startswith("Trần Văn Nam")
    assert "Người nộp thay" not in rows
    assert rows["Trụ sở"] == "Thôn 1"


def test_the_copies_of_a_result_are_those_that_were_paid(desk: Desk, qtbot: QtBot, seat: Seat) -> None:
    intake.receive(desk, replace(draft(desk, COPY), copies=3), MAI)
    screen = open_screen(qtbot, seat)
    screen.details.start(Verb.RECORD_RESULT)
    assert panel(screen, ResultPanel).copies.value() == 3
    assert not panel(screen, ResultPanel).typed()


def test_a_day_that_does_not_exist_is_told_at_its_field(screen: DossiersScreen) -> None:
    screen.details.start(Verb.CORRECT)
    type_in(panel(screen, CorrectPanel), "born", "31/02/1990")
    screen.main_verb()
    assert "05/09/1990" in panel(screen, CorrectPanel).fields["born"].message()


def test_a_correction_of_nothing_is_told_above_the_form(screen: DossiersScreen) -> None:
    screen.details.start(Verb.CORRECT)
    type_in(panel(screen, CorrectPanel), "phone", "0912 345 678")
    screen.main_verb()
    assert screen.details.form is not None
    assert screen.details.form.notice.text() == "Chưa có thông tin nào được sửa."


def test_a_reprint_says_so_and_where_it_came_out(desk: Desk, dossier: Dossier, qtbot: QtBot, seat: Seat) -> None:
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "tệp PDF")
    papers.printed(desk, MAI, slip, "tệp PDF")
    screen = open_screen(qtbot, seat)
    screen.details.start(Verb.PRINT)
    screen.main_verb()
    assert screen.details.notice.text().startswith("Đã lưu lại giấy hẹn (lần 1) thành tệp PDF")
    assert [path.name for path in seat.workplace.slip_folder.iterdir()] == [f"Giay hen {dossier.code} in lai 1.pdf"]


def test_a_result_is_handed_back_on_the_other_screen(desk: Desk, dossier: Dossier, screen: DossiersScreen) -> None:
    processing.record_result(desk, MAI, dossier.id, "1", desk.now().date())
    screen.refresh(None)
    told: list[EventId] = []
    screen.hand_back.connect(told.append)
    screen.main_verb()
    assert told == [dossier.id]
    assert "số 1, ngày 23/11" in state_words(screen)


def test_what_the_server_refused_is_read_and_settled(desk: Desk, dossier: Dossier, screen: DossiersScreen) -> None:
    refuse_correction(desk, dossier.id, "Hồ sơ đã trả kết quả.")
    screen.refresh(None)
    screen.list.chips.select(Chip.TROUBLE)
    assert screen.details.shown_id() == dossier.id
    assert "Hồ sơ đã trả kết quả." in state_words(screen)
    screen.main_verb()
    screen.main_verb()
    assert lookup.counts(desk)[Chip.TROUBLE] == 0
    assert screen.details.shown_id() == dossier.id
    assert "Đã xử lý việc «Sửa thông tin»" in screen.details.notice.text()
    assert offered(screen)[0] == "Chuyển xử lý"


def test_what_another_desk_did_meanwhile_is_told_and_the_form_stays(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.main_verb()
    panel(screen, HandOverPanel).to.setText("Tư pháp")
    processing.refuse(desk, MAI, dossier.id, "Không thuộc thẩm quyền")
    screen.main_verb()
    assert screen.details.form is not None
    assert "«Từ chối»" in screen.details.form.notice.text()
    assert panel(screen, HandOverPanel).draft().to == "Tư pháp"


def test_all_other_verbs_are_in_a_menu_that_opens_by_its_key(screen: DossiersScreen, qtbot: QtBot) -> None:
    bar = screen.details.story.verbs
    bar.more.click()
    assert bar.menu.isVisible()
    QTest.keyClick(bar.menu, Qt.Key.Key_Return)
    assert screen.details.form is not None
    assert panel(screen, AskPapersPanel).title == "Yêu cầu bổ sung"


def type_in(form: CorrectPanel, name: str, text: str) -> None:
    line = form.inputs[name]
    assert isinstance(line, QLineEdit)
    line.setText(text)
