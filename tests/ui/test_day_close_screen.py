"""The screen that closes a day: what it shows, and what one key does."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.errors import UserError
from onecua_desk.services import day_close, day_look
from onecua_desk.services.day_look import DayState
from onecua_desk.services.desk import Desk
from onecua_desk.ui.day_close.screen import DayCloseScreen
from onecua_desk.ui.paged_table import TONE_ROLE
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.widgets.scroll import Scroll
from tests.clock import Clock
from tests.desk_fixture import MAI, receive
from tests.services.playing_above import Above, answer_all, join
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import text, the

TODAY = date(2026, 11, 23)


@pytest.fixture
def seat(desk: Desk) -> Seat:
    join(desk)
    return take_seat(desk)


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> DayCloseScreen:
    return opened(qtbot, seat)


def opened(qtbot: QtBot, seat: Seat) -> DayCloseScreen:
    made = DayCloseScreen(seat.workplace)
    qtbot.addWidget(made)
    made.resize(1160, 680)
    made.show()
    made.shown()
    return made


def rows(screen: DayCloseScreen) -> dict[str, tuple[str, str, str]]:
    model = screen.lines.paged()
    found = [[model.index(row, at).data() or "" for at in range(4)] for row in range(model.rowCount())]
    return {label: (here, there, difference) for label, here, there, difference in found}


def differences(screen: DayCloseScreen) -> list[list[str]]:
    model = screen.differences.paged()
    return [[model.index(row, at).data() for at in range(4)] for row in range(model.rowCount())]


def test_an_open_day_shows_what_this_desk_wrote_and_offers_to_close_it(screen: DayCloseScreen, desk: Desk) -> None:
    receive(desk)
    screen.refresh(None)
    shown = rows(screen)
    assert shown["Tiếp nhận"] == ("1", "", "")
    assert shown["Đã cấp"] == ("1001", "", "")
    assert "VIỆC ĐÃ GHI" in shown
    assert screen.outcome.state.text() == "Chưa chốt"
    assert screen.outcome.main.text() == "Chốt ngày và in biên bản"
    assert "Còn 1 việc chờ gửi." in screen.outcome.verdict.text()


def test_a_day_without_any_work_says_so(screen: DayCloseScreen) -> None:
    assert screen.outcome.verdict.text() == "Ngày này quầy chưa ghi việc nào."


def test_one_key_closes_prints_and_sends(screen: DayCloseScreen, seat: Seat, desk: Desk) -> None:
    receive(desk)
    screen.refresh(None)
    screen.main_verb()
    assert day_look.look(desk, TODAY).state is DayState.CLOSED
    assert screen.notice.text().startswith("Đã chốt ngày 23/11/2026. Đã lưu biên bản thành tệp PDF")
    assert (seat.workplace.slip_folder / "Doi soat 2026-11-23 quay 1.pdf").read_bytes().startswith(b"%PDF")
    assert seat.sent == 1
    assert len(seat.announced) >= 1
    assert screen.outcome.main.text() == "In lại biên bản"
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu lại biên bản thành tệp PDF")
    assert len(day_look.look(desk, TODAY).closings) == 1


def test_when_the_line_is_back_both_sides_stand_beside_each_other(screen: DayCloseScreen, desk: Desk) -> None:
    receive(desk)
    screen.refresh(None)
    screen.main_verb()
    assert screen.outcome.result.text() == "Chưa đối chiếu"
    answer_all(desk)
    day_close.complete(desk, Above(desk))
    screen.refresh(None)
    assert screen.outcome.result.text() == "Khớp"
    assert rows(screen)["Tiếp nhận"] == ("1", "1", "khớp")
    assert "trùng với chuỗi của cấp trên" in text(screen)
    assert not screen.advice.isVisible()


def test_a_late_event_is_shown_and_the_day_can_be_closed_again(screen: DayCloseScreen, desk: Desk) -> None:
    screen.main_verb()
    receive(desk)
    screen.refresh(None)
    assert screen.outcome.state.text() == "Cần chốt lại"
    assert "có việc ghi sau khi chốt (1)" in text(screen)
    assert screen.outcome.main.text() == "Chốt lại và in biên bản"
    screen.main_verb()
    assert screen.outcome.state.text() == "Đã chốt"
    assert "lần 2 lúc 09:41" in text(screen)


def test_a_dossier_that_differs_says_what_to_do_and_opens_with_enter(
    qtbot: QtBot, screen: DayCloseScreen, desk: Desk
) -> None:
    dossier = receive(desk)
    screen.refresh(None)
    assert differences(screen) == [[dossier.code, "1 việc", "", "Chờ đường truyền"]]
    assert screen.advice.text() == f"{dossier.code}: Còn chờ gửi: máy tự gửi khi có đường truyền."
    with qtbot.waitSignal(screen.dossier_wanted) as wanted:
        qtbot.keyClick(screen.differences, Qt.Key.Key_Return)
    assert wanted.args == [dossier.id]


def test_a_difference_is_a_word_and_a_colour(screen: DayCloseScreen, desk: Desk) -> None:
    receive(desk)
    day_close.close(desk, MAI, TODAY)
    answer_all(desk)
    day_close.complete(desk, Above(desk))
    receive(desk)
    screen.refresh(None)
    model = screen.lines.paged()
    found = {model.index(row, 0).data(): model.index(row, 3) for row in range(model.rowCount())}
    assert (found["Tiếp nhận"].data(), found["Tiếp nhận"].data(TONE_ROLE)) == ("−1", "due")
    assert (found["Số tệp"].data(), found["Số tệp"].data(TONE_ROLE)) == ("khớp", "ok")


def test_the_level_above_is_asked_again_with_the_next_exchange(screen: DayCloseScreen, seat: Seat, desk: Desk) -> None:
    screen.outcome.ask.click()
    assert day_look.look(desk, TODAY).asking
    assert seat.sent == 1
    assert "sẽ hỏi ở lần gửi tới" in text(screen)


def test_a_desk_that_works_alone_is_not_offered_to_ask(qtbot: QtBot, desk: Desk) -> None:
    alone = opened(qtbot, take_seat(desk))
    receive(desk)
    alone.refresh(None)
    assert not alone.outcome.ask.isVisible()
    assert "làm việc một mình, chưa ghi danh" in alone.outcome.verdict.text()
    assert alone.outcome.result.text() == "Làm việc một mình"
    assert differences(alone) == []
    assert not alone.differences.isVisible()
    assert "Chờ gửi" not in text(alone.outcome)
    assert "cấp trên không" not in text(alone)


def test_another_day_is_chosen_by_key_or_typed_and_a_wrong_one_stands_at_its_field(
    screen: DayCloseScreen, desk: Desk, clock: Clock
) -> None:
    receive(desk)
    screen.days.before.click()
    assert screen.days.edit.text() == "22/11/2026"
    assert rows(screen)["Tổng số việc"][0] == "0"
    screen.days.edit.setText("23112026")
    screen.days.edit.editingFinished.emit()
    assert rows(screen)["Tiếp nhận"][0] == "1"
    screen.days.edit.setText("31/02/2026")
    screen.main_verb()
    assert "không phải ngày có thật" in text(screen)
    assert day_look.look(desk, TODAY).state is DayState.OPEN
    screen.days.edit.setText("24/11/2026")
    screen.main_verb()
    assert screen.notice.text() == "Chưa đến ngày 24/11/2026, chưa chốt được."


def test_today_comes_back_when_the_calendar_has_turned(screen: DayCloseScreen, clock: Clock) -> None:
    clock.turn(days=1)
    screen.shown()
    assert screen.days.edit.text() == "24/11/2026"


def test_a_day_that_was_closed_but_not_printed_says_both(screen: DayCloseScreen, seat: Seat, desk: Desk) -> None:
    seat.workplace.slip_folder.parent.mkdir(exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    screen.main_verb()
    assert day_look.look(desk, TODAY).state is DayState.CLOSED
    assert screen.notice.text().startswith("Ngày 23/11/2026 đã chốt, nhưng chưa in được")
    assert screen.outcome.main.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("contrast", [False, True])
def test_nothing_is_cut_off_at_any_size(
    qtbot: QtBot, qapp: object, seat: Seat, desk: Desk, contrast: bool, scale: float
) -> None:
    day_close.close(desk, MAI, TODAY)
    receive(desk)
    apply(qapp, Theme(contrast, scale))  # type: ignore[arg-type]
    made = opened(qtbot, seat)
    made.resize(1096, 580)  # what the rail and the lines at 150 % leave of 1366x768
    area = the(made.outcome, Scroll)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert made.outcome.main.width() >= made.outcome.main.minimumSizeHint().width()
    assert made.lines.height() > 100


def test_errors_of_the_program_are_not_hidden(screen: DayCloseScreen) -> None:
    with pytest.raises(ZeroDivisionError):
        screen._failed(ZeroDivisionError())
    screen._failed(UserError("một câu"))
    assert screen.notice.text() == "một câu"
