"""The sync screen: what waits, what was refused, sending now, and joining a district."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Official
from onecua_desk.services import identity, lookup, officials, replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.pace import Progress
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.sync.line_panel import LinePanel
from onecua_desk.ui.sync.screen import SyncScreen
from onecua_desk.ui.sync.stick import StickPanel
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.clock import Clock
from tests.desk_fixture import MONDAY, UNIT, receive
from tests.services.by_hand import Ledger
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import all_of, button, line, text, the

CODE = write_enrolment(Enrolment("http://127.0.0.1:9", "bi-mat", 7, UNIT, 1))
REASON = "Mã hồ sơ này đã có ở quầy khác."


def show(qtbot: QtBot, seat: Seat, status: LineStatus | None = None) -> SyncScreen:
    screen = SyncScreen(seat.workplace, lambda: status)
    qtbot.addWidget(screen)
    screen.resize(1174, 680)
    screen.show()
    screen.shown()
    return screen


def enrolled(desk: Desk) -> Desk:
    identity.enrol(desk.store, CODE)
    return desk


def refused(desk: Desk) -> Dossier:
    """A dossier whose receipt the server did not take."""
    dossier = receive(desk)
    Ledger().exchange(desk, lambda event: REASON if event.seq == dossier.id.seq else "accepted")
    return dossier


def test_a_desk_alone_says_that_everything_is_kept_here_and_offers_enrolment(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    receive(desk)
    screen = show(qtbot, seat)
    assert "Làm việc một mình" in text(screen)
    assert "Mọi hồ sơ được giữ ở máy này" in text(screen)
    assert not button(screen, "Gửi ngay").isVisible()
    screen.main_verb()
    assert seat.sent == 0


def test_the_enrolment_code_joins_the_district_and_says_so(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    screen = show(qtbot, seat)
    code = the(screen, QLineEdit)
    code.setText(CODE)
    with qtbot.waitSignal(screen.enrolled):
        qtbot.keyClick(code, Qt.Key.Key_Return)
    line = identity.line(desk.store)
    assert line is not None
    assert line.url == "http://127.0.0.1:9"
    assert "Đã ghi danh" in text(screen)
    assert button(screen, "Gửi ngay").isVisible()


@pytest.mark.parametrize(("typed", "sentence"), [("", "Hãy dán mã ghi danh."), ("OCD1-sai", "Mã ghi danh không đúng")])
def test_a_wrong_enrolment_code_is_said_at_the_box(
    qtbot: QtBot, desk: Desk, seat: Seat, typed: str, sentence: str
) -> None:
    screen = show(qtbot, seat)
    the(screen, QLineEdit).setText(typed)
    button(screen, "Ghi danh").click()
    assert sentence in text(screen)
    assert identity.line(desk.store) is None
    assert screen.focusWidget() is the(screen, QLineEdit)


def test_what_waits_is_counted_and_being_offline_is_no_error(
    qtbot: QtBot, desk: Desk, seat: Seat, clock: Clock
) -> None:
    receive(enrolled(desk))
    clock.turn(hours=2)
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, clock()))
    assert "1 hồ sơ chờ gửi, cũ nhất 09:41" in text(screen)
    assert "Ngoại tuyến" in text(screen)
    assert "Cứ làm việc bình thường" in text(screen)
    assert "Không có gì cần xử lý" in text(screen)


def test_sending_now_shows_progress_until_the_run_ends(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    receive(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, MONDAY))
    screen.main_verb()
    assert seat.sent == 1
    assert "Đang gọi cấp trên…" in text(screen)
    screen.line_changed(LineStatus(LineState.BUSY, MONDAY))
    assert "Đang gửi, còn 1 việc…" in text(screen)
    screen.line_changed(LineStatus(LineState.OFFLINE, MONDAY, next_at=MONDAY.replace(minute=51)))
    assert not any(busy.isVisible() for busy in all_of(screen, Busy))
    assert "09:51" in text(screen)


def test_the_keyboard_stays_on_send_now_while_runs_begin_and_end(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    receive(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, MONDAY, next_at=MONDAY))
    button(screen, "Gửi ngay").setFocus()
    for state in (LineState.BUSY, LineState.OFFLINE, LineState.BUSY):
        screen.line_changed(LineStatus(state, MONDAY, next_at=MONDAY))
        assert screen.focusWidget() is button(screen, "Gửi ngay")
        assert ("Lần thử tới" in text(screen)) is (state is LineState.OFFLINE)


def test_before_the_first_news_of_the_line_an_enrolled_desk_is_not_called_alone(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    screen = show(qtbot, take_seat(enrolled(desk)))
    assert "Đang liên lạc" in text(screen)
    assert "chưa ghi danh" not in text(screen)
    assert not the(screen, EnrolmentBox).isVisible()


def test_the_keyboard_goes_to_the_code_where_a_desk_turns_out_to_be_alone(qtbot: QtBot, seat: Seat) -> None:
    screen = show(qtbot, seat)
    panel = the(screen, LinePanel)
    panel.show_way(Line("http://127.0.0.1:9", "t"))
    panel.first_focus().setFocus()
    panel.show_way(None)
    assert screen.focusWidget() is the(screen, QLineEdit)


def test_an_answer_changes_the_words_at_once(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.BUSY, MONDAY))
    Ledger().exchange(desk)
    screen.line_changed(LineStatus(LineState.ONLINE, MONDAY, bytes_up=3240))
    assert "Đã gửi hết lúc 09:41" in text(screen)
    assert "gửi 3,2 KB" in text(screen)


def test_an_unwelcome_desk_reads_why(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.UNWELCOME, MONDAY, "Cấp trên không nhận mã ghi danh (401)."))
    assert "Cấp trên không nhận mã ghi danh (401)." in text(screen)


def test_a_refused_event_is_listed_with_the_servers_sentence_and_opens_its_dossier(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    dossier = refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    assert REASON in text(screen)
    assert "1 việc, xem Cần xử lý" in text(screen)
    with qtbot.waitSignal(screen.open_dossier) as asked:
        button(screen, "Mở hồ sơ").click()
    assert asked.args == [dossier.id]


def test_withdrawing_asks_for_a_reason_in_place_and_esc_takes_it_back(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Rút lại").click()
    assert screen.focusWidget() is line(screen, "Lý do")
    qtbot.keyClick(line(screen, "Lý do"), Qt.Key.Key_Return)
    assert "Hãy ghi lý do." in text(screen)
    assert screen.back()
    assert screen.focusWidget() is the(screen, PagedTable)
    assert not screen.back()
    assert len(replica.refusals(desk)) == 1


def test_what_was_withdrawn_leaves_the_list_and_is_announced(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Rút lại").click()
    line(screen, "Lý do").setText("nộp trùng")
    qtbot.keyClick(line(screen, "Lý do"), Qt.Key.Key_Return)
    assert replica.refusals(desk) == []
    assert seat.announced == [Changes(frozenset({dossier.id}))]
    assert "Không có gì cần xử lý" in text(screen)
    assert f"Đã rút «Tiếp nhận» của hồ sơ {dossier.code}." in text(screen)


def test_of_two_refusals_the_next_is_selected_after_the_first_was_withdrawn(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    enrolled(desk)
    first, second = receive(desk), receive(desk)
    Ledger().exchange(desk, lambda event: REASON)
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    assert the(screen, PagedTable).current_item().dossier == first.id
    button(screen, "Rút lại").click()
    line(screen, "Lý do").setText("nộp trùng")
    qtbot.keyClick(line(screen, "Lý do"), Qt.Key.Key_Return)
    assert the(screen, PagedTable).current_item().dossier == second.id
    assert screen.focusWidget() is the(screen, PagedTable)


def test_a_refused_receipt_is_received_again_and_its_new_slip_comes_out(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Tiếp nhận lại").click()
    assert "Đã lưu giấy hẹn mới" in text(screen)
    assert "Không có gì cần xử lý" in text(screen)
    (new,) = [row for row in lookup.page(desk, lookup.Chip.ALL, "") if row.code != dossier.code]
    assert (new.applicant, new.unsent) == (dossier.applicant.name, True)
    assert list(seat.workplace.slip_folder.glob("*.pdf"))


def test_a_refused_event_is_handed_to_a_colleague_and_the_list_says_so(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    refused(enrolled(desk))
    officials.add(desk.store, Official("lan", "Trần Thị Lan"), "mat-khau-2")
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Giao việc").click()
    assert screen.focusWidget() is the(screen, QComboBox)
    line(screen, "Dặn thêm").setText("hỏi lại người nộp")
    button(screen, "Giao").click()
    assert "Trần Thị Lan (hỏi lại người nộp)" in text(screen)
    assert len(replica.refusals(desk)) == 1


def test_with_nobody_else_at_the_desk_there_is_nobody_to_hand_to(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    assert not button(screen, "Giao việc").isEnabled()


def test_the_stick_takes_the_place_of_the_line_until_esc(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, MONDAY))
    button(screen, "Mang bằng USB").click()
    assert the(screen, StickPanel).isVisible()
    assert not the(screen, LinePanel).isVisible()
    assert screen.back()
    assert the(screen, LinePanel).isVisible()
    assert screen.focusWidget() is button(screen, "Gửi ngay")
    assert not screen.back()
    button(screen, "Mang bằng USB").click()
    button(screen, "Quay lại").click()
    assert the(screen, LinePanel).isVisible()


def test_the_progress_says_what_is_left_and_how_long_it_takes(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    receive(enrolled(desk))
    progress = Progress(200, 1040, 2_400, 9_800, 245, 40)
    screen = show(qtbot, seat, LineStatus(LineState.BUSY, MONDAY, progress=progress))
    assert "Còn 1.040 việc, 9,8 KB, khoảng 40 giây" in text(screen)


def test_news_while_the_screen_is_hidden_is_read_when_it_is_shown(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, MONDAY))
    screen.hide()
    receive(desk)
    screen.refresh(Changes())
    screen.show()
    screen.shown()
    assert "1 hồ sơ chờ gửi" in text(screen)
