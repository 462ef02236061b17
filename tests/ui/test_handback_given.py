"""A result is given once: to whom, by which card or authority, and with the fee that is still due."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import State
from onecua_desk.services import lookup
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.tasks import Tasks
from tests.clock import Clock
from tests.desk_fixture import BICH_CARD
from tests.ui.handback_screen import OTHER_CARD, box, newest, notice, press, ready, scan, screen, state
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import line, text

__all__ = ["screen"]


def test_handing_back_says_so_and_waits_for_the_next(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, seat: Seat, clock: Clock
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    clock.turn(minutes=5)
    screen.main_verb()
    assert state(desk, dossier) is State.RETURNED
    assert notice(screen) == (
        f"Đã trả kết quả số 412/2026 (2 bản) cho Đặng Thị Ngọc Bích lúc 09:46, hồ sơ {dossier.code}. "
        "Quét tiếp người sau."
    )
    assert seat.announced == [Changes(frozenset({dossier.id}))]
    assert box(screen).text() == ""
    assert screen.focusWidget() is box(screen)


def test_the_main_verb_twice_hands_back_once(qtbot: QtBot, desk: Desk) -> None:
    dossier = ready(desk, "1.001193")
    tasks = Tasks()
    seat = take_seat(desk, tasks)
    made = HandBackScreen(seat.workplace)
    qtbot.addWidget(made)
    made.show()
    made.open_dossier(dossier.id)
    qtbot.waitUntil(lambda: box(made).text() == dossier.code)
    made.main_verb()
    made.main_verb()
    qtbot.waitUntil(lambda: bool(seat.announced))
    made.main_verb()
    tasks.close()
    assert len(seat.announced) == 1
    assert notice(made).startswith("Đã trả kết quả")
    assert [one.title for one in lookup.story(desk, dossier.id).lines].count("Đã trả kết quả") == 1


def test_the_applicants_card_gives_the_green_line_and_is_written_down(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, BICH_CARD)
    assert "Đúng người nộp, vừa quét thẻ 0341••••1234" in text(screen)
    assert box(screen).text() == dossier.code
    screen.main_verb()
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp"


def test_another_card_stops_the_main_verb_until_a_person_confirms(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, OTHER_CARD)
    assert "khác người nộp đã ghi" in text(screen)
    screen.main_verb()
    assert notice(screen).startswith("Thẻ không khớp")
    assert state(desk, dossier) is State.RESULT_READY
    press(qtbot, screen, "F7")
    assert "xác nhận vẫn là người nộp" in text(screen)
    screen.main_verb()
    assert newest(desk, dossier) == (
        "Người nộp: Đặng Thị Ngọc Bích, thẻ khác hồ sơ: họ và tên Đặng Thị Ngọc Bích, trên thẻ Trần Thị Vân; "
        "số định danh 034188001234, trên thẻ 001190012345; ngày sinh 29/02/1988, trên thẻ 01/01/1990"
    )


def test_another_card_can_be_that_of_somebody_authorised(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, OTHER_CARD)
    press(qtbot, screen, "F8")
    assert line(screen, "Họ và tên người nhận").text() == "Trần Thị Vân"
    assert line(screen, "Số định danh").text() == "001 190 012 345"
    assert screen.focusWidget() is line(screen, "Giấy ủy quyền")
    assert screen.unsaved() != ""
    qtbot.keyClicks(screen.focusWidget(), "15/2026")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert screen.focusWidget() is box(screen)
    screen.main_verb()
    assert newest(desk, dossier) == "Người được ủy quyền: Trần Thị Vân (Giấy ủy quyền số 15/2026)"


def test_an_authorised_person_needs_name_number_and_paper_each_said_at_its_field(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "F8")
    for label, value, sentence in (
        ("Họ và tên người nhận", "Lò Văn Inh", "Hãy nhập họ tên người nhận kết quả."),
        ("Giấy ủy quyền", "Giấy giới thiệu 3", "Hãy ghi số giấy ủy quyền."),
        ("Số định danh", "001 090 001 234", "Hãy nhập số định danh của người được ủy quyền."),
    ):
        screen.main_verb()
        assert sentence in text(screen)
        assert screen.focusWidget() is line(screen, label)
        line(screen, label).setText(value)
    screen.main_verb()
    assert newest(desk, dossier) == "Người được ủy quyền: Lò Văn Inh (Giấy giới thiệu 3)"


def test_a_card_scanned_into_the_form_of_the_authorised_fills_it(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    scan(qtbot, screen, ready(desk).code)
    press(qtbot, screen, "F8")
    line(screen, "Họ và tên người nhận").setText(OTHER_CARD)
    qtbot.keyClick(line(screen, "Họ và tên người nhận"), Qt.Key.Key_Return)
    assert line(screen, "Họ và tên người nhận").text() == "Trần Thị Vân"
    assert screen.focusWidget() is line(screen, "Giấy ủy quyền")


def test_a_fee_still_due_must_be_answered_before_the_result_goes(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk)
    assert dossier.owed == 2000
    scan(qtbot, screen, dossier.code)
    screen.main_verb()
    assert "Hãy thu 2.000 đ rồi bấm F5" in text(screen)
    assert state(desk, dossier) is State.RESULT_READY
    press(qtbot, screen, "F5")
    assert screen.focusWidget() is line(screen, "Số biên lai")
    screen.main_verb()
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích · thu 2.000 đ (tiền mặt)"


def test_the_answer_about_one_fee_is_not_taken_for_the_next(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk)
    scan(qtbot, screen, first.code)
    press(qtbot, screen, "F11")
    screen.main_verb()
    scan(qtbot, screen, second.code)
    screen.main_verb()
    assert (state(desk, first), state(desk, second)) == (State.RETURNED, State.RESULT_READY)
