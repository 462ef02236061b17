"""What comes while something else lies open or is being written: the next slip, news of the fee or of the result."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.domain.payment import Payment
from onecua_desk.services import handback, lookup, payments, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.tasks import Tasks
from tests.desk_fixture import BICH_CARD, BIRTH, MAI, receive
from tests.ui.handback_held import busy, slow, tasks
from tests.ui.handback_screen import OTHER_CARD, box, newest, notice, press, ready, scan, screen, state
from tests.ui.seat import take_seat
from tests.ui.seeing import button, line, text

__all__ = ["screen", "slow", "tasks"]


def opened(qtbot: QtBot, screen: HandBackScreen, dossier: Dossier) -> None:
    scan(qtbot, screen, dossier.code)
    qtbot.waitUntil(lambda: dossier.applicant.name in text(screen))


def type_collector(qtbot: QtBot, screen: HandBackScreen, dossier: Dossier) -> None:
    opened(qtbot, screen, dossier)
    press(qtbot, screen, "F8")
    line(screen, "Họ và tên người nhận").setText("Nguyễn Văn Cường")


# the next slip while a collector is typed


def test_the_next_slip_asks_before_it_wipes_a_typed_collector(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk, name="Trần Thị Vân")
    type_collector(qtbot, screen, first)
    screen.scan(second.code)
    assert "quét lại lần nữa" in notice(screen)
    assert line(screen, "Họ và tên người nhận").text() == "Nguyễn Văn Cường"
    assert box(screen).text() == first.code
    screen.scan(second.code)
    assert "Trần Thị Vân" in text(screen)
    assert notice(screen) == ""
    assert screen.unsaved() == ""


def test_the_question_forgotten_is_asked_again(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk, name="Trần Thị Vân")
    type_collector(qtbot, screen, first)
    screen.scan(second.code)
    screen.main_verb()  # its number is missing
    screen.scan(second.code)
    assert line(screen, "Họ và tên người nhận").text() == "Nguyễn Văn Cường"


def test_one_key_leaves_the_typed_collector_for_the_slip(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk, name="Trần Thị Vân")
    type_collector(qtbot, screen, first)
    scan(qtbot, screen, second.code)
    button(screen, "Bỏ, sang việc kia").click()
    assert box(screen).text() == second.code
    assert notice(screen) == ""


def test_the_slip_of_the_open_dossier_leaves_what_was_typed(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    type_collector(qtbot, screen, dossier)
    for again in (screen.scan, screen.scan, lambda _: screen.open_dossier(dossier.id)):
        again(dossier.code)
        assert line(screen, "Họ và tên người nhận").text() == "Nguyễn Văn Cường"
        assert notice(screen) == ""


@pytest.mark.parametrize("again", ["enter", "slip", "elsewhere"])
def test_the_dossier_that_is_open_once_more_does_not_forget_the_card_that_was_checked(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, again: str
) -> None:
    dossier = ready(desk, BIRTH)
    opened(qtbot, screen, dossier)
    screen.scan(OTHER_CARD)
    if again == "enter":  # that of a slow reader, or out of habit: the box holds the dossier's own code
        qtbot.keyClick(box(screen), Qt.Key.Key_Return)
    elif again == "slip":
        screen.scan(dossier.code)
    else:
        screen.open_dossier(dossier.id)
    assert "Thẻ khác người nộp đã ghi" in text(screen)
    assert box(screen).selectedText() == dossier.code
    screen.main_verb()
    assert state(desk, dossier) is State.RESULT_READY


def test_a_late_enter_leaves_what_is_said_of_a_card_that_was_read_badly(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    opened(qtbot, screen, ready(desk, BIRTH))
    screen.scan(OTHER_CARD.replace("Thị", "Th\N{REPLACEMENT CHARACTER}"))
    said = text(screen)
    qtbot.keyClick(box(screen), Qt.Key.Key_Return)
    assert text(screen) == said


def test_the_slip_of_the_open_dossier_takes_back_the_scan_of_another_that_is_still_read(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH, name="Trần Thị Vân")
    opened(qtbot, slow, first)
    held = busy(tasks)
    slow.scan(second.code)
    slow.scan(first.code)
    done: list[None] = []
    tasks.run(lambda: None, done.append)
    held.set()
    qtbot.waitUntil(lambda: done == [None])
    assert box(slow).text() == first.code
    assert "Trần Thị Vân" not in text(slow)


def test_a_dossier_opened_from_elsewhere_asks_too(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk, name="Trần Thị Vân")
    type_collector(qtbot, screen, first)
    screen.open_dossier(second.id)
    assert "Alt+1 để bỏ" in notice(screen)
    assert box(screen).text() == first.code


# the next slip while one is being handed back


def test_a_slip_scanned_while_another_is_handed_back_opens_after_it(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH, name="Trần Thị Vân")
    opened(qtbot, slow, first)
    held = busy(tasks)
    slow.main_verb()
    slow.scan(second.code)
    held.set()
    qtbot.waitUntil(lambda: box(slow).text() == second.code)
    assert state(desk, first) is State.RETURNED
    assert "Trần Thị Vân" in text(slow)
    assert notice(slow).startswith("Đã trả kết quả")
    assert not button(slow, "Hài lòng").isVisible()  # who could be asked is gone


def test_a_typed_collector_that_is_being_written_is_not_asked_about(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH, name="Trần Thị Vân")
    type_collector(qtbot, slow, first)
    line(slow, "Số định danh").setText("001090001234")
    line(slow, "Giấy ủy quyền").setText("15/2026")
    held = busy(tasks)
    slow.main_verb()
    scan(qtbot, slow, second.code)
    held.set()
    qtbot.waitUntil(lambda: "Trần Thị Vân" in text(slow))
    assert newest(desk, first) == "Người được ủy quyền: Nguyễn Văn Cường (Giấy ủy quyền số 15/2026)"
    assert slow.unsaved() == ""


def test_what_failed_is_seen_before_the_next_slip_opens(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH)
    opened(qtbot, slow, first)
    handback.hand_back(desk, MAI, first.id, handback.applicant_collects(first, card_matched=False))
    held = busy(tasks)
    slow.main_verb()
    slow.scan(second.code)
    held.set()
    qtbot.waitUntil(lambda: notice(slow) != "")
    assert box(slow).text() == first.code


def test_the_way_back_from_the_hand_back_before_asks_too(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH)
    opened(qtbot, slow, first)
    held = busy(tasks)
    slow.main_verb()
    slow.scan(second.code)
    held.set()
    qtbot.waitUntil(lambda: box(slow).text() == second.code)
    press(qtbot, slow, "F8")
    line(slow, "Họ và tên người nhận").setText("Nguyễn Văn Cường")
    button(slow, "Hoàn tác").click()
    assert line(slow, "Họ và tên người nhận").text() == "Nguyễn Văn Cường"
    button(slow, "Bỏ, sang việc kia").click()
    qtbot.waitUntil(lambda: "Hủy ghi trả kết quả" in text(slow))
    assert box(slow).text() == first.code


# a fee that is paid elsewhere meanwhile


def test_a_fee_paid_elsewhere_is_not_asked_for_any_more(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    opened(qtbot, screen, dossier)
    press(qtbot, screen, "F5")
    done = payments.pay(desk, MAI, dossier.id, Payment(dossier.owed, receipt="0000001"))
    screen.refresh(done.changes)
    assert "còn phải thu 0 đ" in notice(screen)
    screen.main_verb()
    assert state(desk, dossier) is State.RETURNED
    assert lookup.story(desk, dossier.id).dossier.paid == dossier.owed


def test_a_part_paid_elsewhere_leaves_the_rest_to_ask_for(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    type_collector(qtbot, screen, dossier)
    press(qtbot, screen, "F5")
    screen.refresh(payments.pay(desk, MAI, dossier.id, Payment(500)).changes)
    assert "Lệ phí còn phải thu 1.500 đ" in text(screen)
    assert line(screen, "Họ và tên người nhận").text() == "Nguyễn Văn Cường"


# scans and the page


def test_a_card_whose_letters_came_as_bytes_is_mended(screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk, BIRTH)
    screen.scan(BICH_CARD.encode().decode("latin-1"))
    assert box(screen).text() == dossier.code
    assert "Đúng người nộp" in text(screen)


def test_news_of_a_dossier_that_is_open_behind_another_screen_leaves_the_keyboard_there(
    qtbot: QtBot, desk: Desk, qapp: QApplication
) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    screen, other = HandBackScreen(take_seat(desk).workplace), QLineEdit()
    window.addWidget(screen)
    window.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    dossier = receive(desk)
    screen.open_dossier(dossier.id)
    window.setCurrentWidget(other)
    other.setFocus()
    done = processing.record_result(desk, MAI, dossier.id, "12/GXN", desk.now().date(), 1)
    screen.refresh(done.changes)
    assert window.focusWidget() is other
