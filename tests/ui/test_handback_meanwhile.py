"""What comes while something else lies open or is being written: the next slip, the next label, news of the fee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.procedure import Channel
from onecua_desk.services import handback, lookup, payments, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.buttons import KeyButton
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, MAI, draft, receive
from tests.ui.handback_screen import box, newest, notice, open_screen, press, ready, scan, state, with_result
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of, button, line, text

LABEL, OTHER_LABEL = "EB123456785VN", "EB987654326VN"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> HandBackScreen:
    return open_screen(qtbot, take_seat(desk))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def slow(qtbot: QtBot, desk: Desk, tasks: Tasks) -> HandBackScreen:
    """With a real thread, which ``busy`` keeps from going on."""
    return open_screen(qtbot, take_seat(desk, tasks))


def busy(tasks: Tasks) -> Event:
    """What is asked for from now on waits until the event is set."""
    held = Event()
    tasks.run(held.wait, lambda _: None)
    return held


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


# labels one after the other


def by_post(desk: Desk, name: str) -> Dossier:
    applicant = replace(BICH, name=name, address=f"Thôn của {name}")
    return with_result(desk, replace(draft(desk, BIRTH, applicant), return_by=Channel.POST))


def post_open(qtbot: QtBot, screen: HandBackScreen, waiting: int) -> None:
    next(one for one in all_of(screen, KeyButton) if one.text().startswith("Gửi bưu chính")).click()
    qtbot.waitUntil(lambda: f"{waiting} kết quả chờ gửi" in text(screen))


def consignments(desk: Desk, *dossiers: Dossier) -> list[str]:
    folded = (lookup.story(desk, one.id).dossier.returned for one in dossiers)
    return [one.consignment if one else "" for one in folded]


def test_labels_scanned_while_one_is_being_written_go_to_the_lines_that_follow(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second, third = (by_post(desk, name) for name in ("A Một", "B Hai", "C Ba"))
    post_open(qtbot, slow, 3)
    held = busy(tasks)
    for scanned in (LABEL, third.code, OTHER_LABEL):
        scan(qtbot, slow, scanned)
    assert slow.writing()
    held.set()
    qtbot.waitUntil(lambda: not slow.writing())
    assert consignments(desk, first, second, third) == [LABEL, "", OTHER_LABEL]


def test_labels_behind_one_that_is_refused_are_named_and_not_written(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second, third = (by_post(desk, name) for name in ("A Một", "B Hai", "C Ba"))
    post_open(qtbot, slow, 3)
    scan(qtbot, slow, LABEL)
    qtbot.waitUntil(lambda: not slow.writing() and "2 kết quả chờ gửi" in text(slow))
    held = busy(tasks)
    scan(qtbot, slow, LABEL)
    scan(qtbot, slow, OTHER_LABEL)
    held.set()
    qtbot.waitUntil(lambda: f"Chưa ghi {OTHER_LABEL}: hãy quét lại." in notice(slow))
    assert consignments(desk, first, second, third) == [LABEL, "", ""]


def test_leaving_the_page_names_the_labels_that_were_not_written(
    qtbot: QtBot, slow: HandBackScreen, tasks: Tasks, desk: Desk
) -> None:
    first, second = by_post(desk, "A Một"), by_post(desk, "B Hai")
    post_open(qtbot, slow, 2)
    held = busy(tasks)
    scan(qtbot, slow, LABEL)
    scan(qtbot, slow, OTHER_LABEL)
    assert slow.back()
    assert notice(slow) == f"Chưa ghi {OTHER_LABEL}: hãy quét lại."
    held.set()
    qtbot.waitUntil(lambda: not slow.writing())
    assert consignments(desk, first, second) == [LABEL, ""]


def test_the_list_is_printed_once_however_often_its_key_is_pressed(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    seat = take_seat(desk, None, tasks)
    screen = open_screen(qtbot, seat)
    by_post(desk, "A Một")
    post_open(qtbot, screen, 1)
    scan(qtbot, screen, LABEL)
    held = busy(tasks)
    screen.main_verb()
    screen.main_verb()
    held.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert len(list(seat.workplace.slip_folder.glob("*.pdf"))) == 1
    assert notice(screen).startswith("Đã lưu bảng kê")


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


def test_the_button_of_the_post_is_no_wider_where_no_result_waits(qtbot: QtBot, screen: HandBackScreen) -> None:
    screen.shown()
    sent = button(screen, "Gửi bưu chính")
    assert sent.width() == sent.sizeHint().width()


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
