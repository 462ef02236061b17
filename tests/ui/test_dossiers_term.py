"""The verbs on the term of a dossier: when each is offered, what it asks for, what it writes and which paper comes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.standing import Tone
from onecua_desk.services import paper_settings, processing, terms
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.ui.dossiers.alerts import alerts
from onecua_desk.ui.dossiers.explain import ExplainPanel
from onecua_desk.ui.dossiers.put_off import PutOffPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.stop import StopPanel
from onecua_desk.ui.dossiers.take_over import TakeOverPanel
from onecua_desk.ui.dossiers.verbs import Verb
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, THREE_DAYS
from tests.paper.samples import squeezed
from tests.services.by_hand import Ledger
from tests.ui.dossiers_screen import besides, dossier, named, now, open_screen, panel, saved, screen, state_words
from tests.ui.seat import Seat
from tests.ui.seeing import text

__all__ = ["dossier", "screen"]

LAST_DAY = datetime(2026, 11, 26, 9)
"""The working day before the appointment of the dossier, Friday 27/11 at 17:00."""


def tone(screen: DossiersScreen) -> Tone:
    assert screen.details.reading is not None
    return alerts(screen.details.reading)[-1].tone


def put_off(screen: DossiersScreen) -> None:
    screen.details.start(Verb.PUT_OFF)
    form = panel(screen, PutOffPanel)
    form.cause.choose(LateCause.OTHER_BODY)
    form.reason.setPlainText("Chờ kết quả xác minh")
    form.due.setDate(QDate(2026, 12, 2))
    screen.main_verb()


def printed(seat: Seat) -> str:
    """The words of all papers that came out."""
    return " ".join(saved(seat).values())


def test_an_apology_takes_the_first_place_on_the_last_day_on_which_it_is_in_time(
    screen: DossiersScreen, clock: Clock
) -> None:
    assert besides(screen)[0] == "Ghi kết quả"
    assert "Xin lỗi, hẹn lại" in besides(screen)
    assert "xin lỗi" not in state_words(screen)
    clock.at = LAST_DAY
    screen.refresh(None)
    assert besides(screen)[0] == "Xin lỗi, hẹn lại"
    assert "Nếu không kịp: xin lỗi, hẹn lại chậm nhất 17:00 hôm nay." in state_words(screen)
    assert tone(screen) is Tone.DUE
    clock.at = datetime(2026, 12, 1, 9)
    screen.refresh(None)
    assert besides(screen)[0] == "Xin lỗi, hẹn lại"
    assert "Chưa xin lỗi, hẹn lại người nộp." in state_words(screen)
    assert tone(screen) is Tone.LATE


def test_a_term_of_the_same_day_asks_for_no_apology_before_it_is_over(
    qtbot: QtBot, desk: Desk, seat: Seat, clock: Clock
) -> None:
    due = named(desk, "Giàng A Sử", COPY).due
    assert due is not None
    assert due.date() == clock.at.date()
    screen = open_screen(qtbot, seat)
    assert "xin lỗi" not in state_words(screen)
    assert besides(screen)[0] != "Xin lỗi, hẹn lại"
    screen.details.start(Verb.PUT_OFF)
    assert "Đang hẹn trả 17:00 hôm nay." in text(screen)
    assert "chậm nhất" not in text(screen)
    screen.details.back()
    clock.at = due + timedelta(minutes=1)
    screen.refresh(None)
    assert "Chưa xin lỗi, hẹn lại người nộp." in state_words(screen)
    assert besides(screen)[0] == "Xin lỗi, hẹn lại"


def test_an_apology_writes_the_new_day_and_prints_form_04(
    desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    clock.at = LAST_DAY
    screen.refresh(None)
    put_off(screen)
    after = now(desk, dossier)
    assert (after.due, after.due_by_law) == (datetime(2026, 12, 2, 17), dossier.due)
    said = screen.details.notice.text()
    assert said.startswith("Đã hẹn lại 17:00 thứ Tư 02/12. Đã lưu văn bản xin lỗi thành tệp PDF")
    assert after.printed == (FormKind.APOLOGY,)
    assert squeezed("Chờ kết quả xác minh") in printed(seat)
    assert squeezed(f"{dossier.code.partition('-')[2]}/PXL") in printed(seat)
    assert "xin lỗi" not in state_words(screen)
    assert "Xin lỗi, hẹn lại" not in besides(screen)
    assert tone(screen) is Tone.OK


def test_a_day_is_proposed_and_said_with_its_weekday(screen: DossiersScreen, clock: Clock) -> None:
    clock.at = LAST_DAY
    screen.refresh(None)
    screen.details.start(Verb.PUT_OFF)
    form = panel(screen, PutOffPanel)
    assert form.draft().due == date(2026, 12, 1)
    assert "Trả lúc 17:00 thứ Ba 01/12, sau 3 ngày làm việc" in text(screen)
    form.due.setDate(QDate(2026, 12, 5))
    assert form.fields["due"].message() == "Quầy không làm việc ngày này (Thứ Bảy)."
    assert "Trả lúc" not in text(screen)
    form.due.setDate(QDate(2026, 12, 4))
    assert form.fields["due"].message() == ""
    form.due.setDate(QDate(9999, 12, 31))
    assert form.draft().due == date(2027, 11, 27), "a year ahead at most"


def test_what_is_missing_is_told_at_its_field_and_nothing_is_written(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.details.start(Verb.PUT_OFF)
    form = panel(screen, PutOffPanel)
    assert screen.focusWidget() is form.cause
    screen.main_verb()
    assert form.fields["cause"].message() == "Hãy chọn nguyên nhân."
    form.cause.choose(LateCause.LAW)
    screen.main_verb()
    assert "Hãy ghi lý do" in form.fields["reason"].message()
    form.reason.setPlainText("x")
    form.due.setDate(QDate(2026, 11, 27))
    screen.main_verb()
    assert form.fields["due"].message() == "Ngày hẹn lại phải sau ngày hẹn cũ (27/11/2026)."
    assert now(desk, dossier).apologies == ()


def test_an_apology_that_is_too_late_is_written_and_said_to_be(
    desk: Desk, dossier: Dossier, screen: DossiersScreen, clock: Clock
) -> None:
    clock.at = datetime(2026, 11, 27, 9)
    screen.refresh(None)
    screen.details.start(Verb.PUT_OFF)
    assert "Đã quá lúc phải xin lỗi" in text(screen)
    screen.back()
    put_off(screen)
    assert "Văn bản lập chậm hơn thời điểm quy định." in screen.details.notice.text()
    assert now(desk, dossier).due == datetime(2026, 12, 2, 17)


def test_what_another_desk_did_meanwhile_is_told_and_the_form_stays(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.details.start(Verb.PUT_OFF)
    form = panel(screen, PutOffPanel)
    form.cause.choose(LateCause.OWN)
    form.reason.setPlainText("Nghỉ ốm")
    terms.apologise(desk, MAI, dossier.id, LateCause.OTHER_BODY, "x", date(2026, 12, 2))
    form.due.setDate(QDate(2026, 12, 9))
    screen.main_verb()
    assert screen.details.form is not None
    assert "đã hẹn lại 1 lần; chỉ được hẹn lại tối đa 1 lần (" in screen.details.form.notice.text()
    assert form.draft().reason == "Nghỉ ốm"
    screen.back()
    screen.refresh(None)
    assert "Xin lỗi, hẹn lại" not in besides(screen)


def test_the_printer_that_fails_takes_nothing_back(
    desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen
) -> None:
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    put_off(screen)
    assert len(now(desk, dossier).apologies) == 1
    assert "Văn bản xin lỗi chưa in được" in screen.details.notice.text()
    assert "Mở «In giấy tờ» và chọn giấy này." in screen.details.notice.text()
    seat.workplace.slip_folder.unlink()
    screen.details.start(Verb.PRINT)
    screen.main_verb()
    assert now(desk, dossier).printed == (FormKind.APOLOGY,)


def test_who_signed_is_asked_for_while_it_is_processed_and_nobody_has_signed(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    assert "Nhận bàn giao" not in besides(screen)
    processing.hand_over(desk, MAI, dossier.id, "Tư pháp - Hộ tịch")
    screen.refresh(None)
    assert "chưa ký nhận" in state_words(screen)
    screen.details.start(Verb.TAKE_OVER)
    screen.main_verb()
    assert panel(screen, TakeOverPanel).fields["by"].message() == "Hãy ghi họ tên người ký nhận."
    panel(screen, TakeOverPanel).by.setText("Nguyễn Văn Lâm")
    screen.main_verb()
    assert screen.details.notice.text() == "Đã ghi Tư pháp - Hộ tịch nhận bàn giao."
    assert "đã ký nhận 23/11 09:41" in state_words(screen)
    assert "Nhận bàn giao" not in besides(screen)
    assert now(desk, dossier).taken_over_at == desk.now()


def test_a_stop_needs_a_basis_and_a_reason_and_prints_form_05(
    desk: Desk, seat: Seat, dossier: Dossier, screen: DossiersScreen
) -> None:
    screen.details.start(Verb.STOP)
    form = panel(screen, StopPanel)
    form.reason.setPlainText("Đã đăng ký ở nơi khác")
    screen.main_verb()
    assert "Hãy ghi căn cứ dừng" in form.fields["basis"].message()
    form.basis.setText("Văn bản số 15/TP")
    screen.main_verb()
    assert now(desk, dossier).state is State.STOPPED
    assert screen.details.notice.text().startswith("Đã dừng giải quyết hồ sơ. Đã lưu thông báo dừng thành tệp PDF")
    assert squeezed("Văn bản số 15/TP") in printed(seat)
    assert besides(screen) == ["Ghi đánh giá", "In giấy tờ"]


def test_a_unit_that_allows_no_extension_is_offered_none(desk: Desk, qtbot: QtBot, seat: Seat) -> None:
    paper_settings.write(desk.store, PaperSettings(max_extensions=0))
    named(desk, "Nguyễn Thị Hà", THREE_DAYS)
    assert "Xin lỗi, hẹn lại" not in besides(open_screen(qtbot, seat))


def test_typed_words_are_not_lost_by_a_step_in_the_list(screen: DossiersScreen, dossier: Dossier) -> None:
    screen.details.start(Verb.PUT_OFF)
    panel(screen, PutOffPanel).reason.setPlainText("Chờ")
    assert not screen.details.may_leave()
    assert "Đang ghi dở «Xin lỗi, hẹn lại»" in screen.details.form.notice.text()  # type: ignore[union-attr]
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.unsaved() == "Hồ sơ: đang ghi dở «Xin lỗi, hẹn lại»."


def test_an_apology_that_the_district_refused_is_read_settled_and_leaves_the_first_day(
    desk: Desk, dossier: Dossier, screen: DossiersScreen
) -> None:
    put_off(screen)
    sentence = f"Hồ sơ {dossier.code} đã được hẹn lại vào ngày khác."
    Ledger().exchange(desk, lambda event: sentence if event.kind == "apologised" else "accepted")
    screen.refresh(None)
    assert now(desk, dossier).due == dossier.due
    assert "Cấp trên không nhận «Xin lỗi, hẹn lại»" in state_words(screen)
    assert sentence in state_words(screen)
    assert "Văn bản xin lỗi (mẫu 04)" not in [paper.words for paper in screen.details.reading.papers]  # type: ignore[union-attr]
    screen.main_verb()
    screen.main_verb()
    assert "Đã xử lý việc «Xin lỗi, hẹn lại»" in screen.details.notice.text()
    assert "Xin lỗi, hẹn lại" in besides(screen)


def test_the_cause_of_the_apology_is_offered_for_the_explanation(
    screen: DossiersScreen, dossier: Dossier, desk: Desk, clock: Clock
) -> None:
    put_off(screen)
    (apology,) = now(desk, dossier).apologies
    clock.turn(days=30)
    screen.refresh(None)
    screen.details.start(Verb.EXPLAIN)
    form = panel(screen, ExplainPanel)
    assert (form.cause.chosen(), form.typed()) == (apology.cause, False)


def test_the_story_of_a_desk_that_works_alone_calls_nothing_unsent(screen: DossiersScreen) -> None:
    put_off(screen)
    assert screen.details.reading is not None
    lines = {line.title: line.note for line in screen.details.reading.story.lines}
    assert lines["Xin lỗi, hẹn lại"] == ""
