"""The sync screen: what waits, what was refused, sending now, and joining a district."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.services import identity, replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.sync.screen import SyncScreen
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from onecua_desk.wire.messages import PROTOCOL, Answer, Verdict
from tests.clock import Clock
from tests.desk_fixture import MONDAY, UNIT, receive
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button, text, the

CODE = write_enrolment(Enrolment("http://127.0.0.1:9", "bi-mat", 7, UNIT, 1))
REASON = "Mã hồ sơ này đã có ở quầy khác."


@pytest.fixture
def seat(desk: Desk) -> Seat:
    return take_seat(desk)


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
    request = replica.prepare(desk)
    verdicts = [Verdict(event.seq, "refused", sentence=REASON) for event in request.events]
    replica.apply(desk, request, Answer(PROTOCOL, "1", desk.now(), verdicts, [], request.cursor, False))
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
    assert the(screen, Busy).isVisible()
    screen.line_changed(LineStatus(LineState.BUSY, MONDAY))
    assert "Đang gửi, còn 1 việc…" in text(screen)
    assert not button(screen, "Gửi ngay").isEnabled()
    screen.line_changed(LineStatus(LineState.OFFLINE, MONDAY, next_at=MONDAY.replace(minute=51)))
    assert not the(screen, Busy).isVisible()
    assert button(screen, "Gửi ngay").isEnabled()
    assert "09:51" in text(screen)


def test_an_answer_changes_the_words_at_once(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.BUSY, MONDAY))
    request = replica.prepare(desk)
    replica.apply(desk, request, Answer(PROTOCOL, "1", desk.now(), [], [], request.cursor, False))
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


def test_settling_asks_once_in_place_and_esc_takes_the_question_back(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Đã xử lý").click()
    assert button(screen, "Xác nhận đã xử lý").isVisible()
    assert screen.focusWidget() is button(screen, "Xác nhận đã xử lý")
    assert screen.back()
    assert screen.focusWidget() is the(screen, PagedTable)
    assert not screen.back()
    assert len(replica.refusals(desk)) == 1


def test_what_was_settled_leaves_the_list_and_is_announced(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    dossier = refused(enrolled(desk))
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Đã xử lý").click()
    button(screen, "Xác nhận đã xử lý").click()
    assert replica.refusals(desk) == []
    assert seat.announced == [Changes(frozenset({dossier.id}))]
    assert "Không có gì cần xử lý" in text(screen)
    assert f"Đã xử lý «Tiếp nhận» của hồ sơ {dossier.code}." in text(screen)


def test_of_two_refusals_the_next_is_selected_after_the_first_was_settled(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    refused(desk)
    second = refused(desk)
    screen = show(qtbot, seat, LineStatus(LineState.ONLINE, MONDAY))
    button(screen, "Đã xử lý").click()
    button(screen, "Xác nhận đã xử lý").click()
    assert the(screen, PagedTable).current_item().dossier == second.id
    assert screen.focusWidget() is the(screen, PagedTable)


def test_news_while_the_screen_is_hidden_is_read_when_it_is_shown(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    enrolled(desk)
    screen = show(qtbot, seat, LineStatus(LineState.OFFLINE, MONDAY))
    screen.hide()
    receive(desk)
    screen.refresh(Changes())
    screen.show()
    screen.shown()
    assert "1 hồ sơ chờ gửi" in text(screen)
