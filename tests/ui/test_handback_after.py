"""After a hand-back: the citizen's rating, the way back from a mistake, and what goes to and comes from the post."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Applicant, State
from onecua_desk.domain.procedure import Channel
from onecua_desk.services import lookup, post
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, COPY, MAI, draft
from tests.ui.handback_screen import box, newest, notice, press, ready, scan, screen, state, with_result
from tests.ui.seat import Seat
from tests.ui.seeing import all_of, button, line, text

__all__ = ["screen"]

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LABEL, OTHER_LABEL = "EB123456785VN", "EB987654326VN"
INH = replace(BICH, name="Lò Văn Inh", address="Bản Hạ, Suối Trong")


def hand_back(qtbot: QtBot, screen: HandBackScreen, dossier: Dossier) -> None:
    scan(qtbot, screen, dossier.code)
    screen.main_verb()
    assert notice(screen).startswith("Đã trả kết quả")


def by_post(desk: Desk, applicant: Applicant = BICH, code: str = BIRTH) -> Dossier:
    return with_result(desk, replace(draft(desk, code, applicant), return_by=Channel.POST))


# the rating


@pytest.mark.parametrize(("key", "label"), [(Qt.Key.Key_1, "Rất hài lòng"), (Qt.Key.Key_2, "Hài lòng")])
def test_a_satisfied_citizen_is_one_key_and_the_next_slip_can_follow(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, key: Qt.Key, label: str
) -> None:
    dossier = ready(desk, BIRTH)
    hand_back(qtbot, screen, dossier)
    QTest.keyClick(screen, key, CTRL)
    assert newest(desk, dossier) == label
    assert notice(screen) == f"Đã ghi đánh giá «{label}», hồ sơ {dossier.code}."
    assert screen.focusWidget() is box(screen)
    assert not button(screen, label).isVisible()


def put(screen: QWidget, words: str) -> None:
    """Into the input that has the keyboard."""
    focused = screen.focusWidget()
    assert isinstance(focused, (QLineEdit, QPlainTextEdit))
    focused.setText(words) if isinstance(focused, QLineEdit) else focused.setPlainText(words)


def test_who_is_not_satisfied_is_asked_why(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk, BIRTH)
    hand_back(qtbot, screen, dossier)
    QTest.keyClick(screen, Qt.Key.Key_3, CTRL)
    reason = next(one for one in all_of(screen, QPlainTextEdit) if one.isVisible())
    assert screen.focusWidget() is reason
    screen.main_verb()
    assert "Hãy ghi điều người dân không hài lòng." in text(screen)
    reason.setPlainText("Chờ lâu")
    assert screen.unsaved() != ""
    screen.main_verb()
    assert newest(desk, dossier) == "Không hài lòng: Chờ lâu"
    assert screen.focusWidget() is box(screen)


def test_no_rating_is_asked_for_once_the_next_slip_is_scanned(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk, BIRTH), ready(desk, BIRTH)
    hand_back(qtbot, screen, first)
    assert button(screen, "Hài lòng").isVisible()
    scan(qtbot, screen, second.code)
    assert not button(screen, "Hài lòng").isVisible()


# undone


def test_a_mistake_is_undone_with_a_reason_and_who_allowed_it(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "F5")
    screen.main_verb()
    QTest.keyClick(screen, Qt.Key.Key_2, ALT)
    assert "Đã ghi: Người nộp: Đặng Thị Ngọc Bích · thu 2.000 đ (tiền mặt)" in text(screen)
    screen.main_verb()
    assert "Hãy ghi vì sao hủy ghi trả kết quả." in text(screen)
    put(screen, "Trả nhầm người")
    screen.main_verb()
    assert "Hãy ghi họ tên người cho phép." in text(screen)
    put(screen, "Phạm Văn Tư")
    next(tick for tick in all_of(screen, QCheckBox) if tick.isVisible()).setChecked(True)
    screen.main_verb()
    after = lookup.story(desk, dossier.id).dossier
    assert (after.state, after.paid) == (State.RESULT_READY, 0)
    assert "Đã hủy ghi trả kết quả và khoản thu 2.000 đ (tiền mặt)" in notice(screen)


def test_undoing_can_be_given_up_and_a_scan_does_not_lose_what_was_typed(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier, following = ready(desk, BIRTH), ready(desk, BIRTH)
    hand_back(qtbot, screen, dossier)
    QTest.keyClick(screen, Qt.Key.Key_2, ALT)
    put(screen, "Trả nhầm")
    screen.scan(following.code)
    assert "Đang ghi dở «Hủy ghi trả kết quả»" in text(screen)
    assert screen.back()
    assert state(desk, dossier) is State.RETURNED
    screen.scan(following.code)
    assert box(screen).text() == following.code


# the post


def test_label_after_label_goes_to_the_marked_line_and_the_mark_moves_on(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    first, second = by_post(desk), by_post(desk, INH)
    screen.shown()
    assert button(screen, "Gửi bưu chính (2)").isVisible()
    QTest.keyClick(screen, Qt.Key.Key_B, CTRL)
    scan(qtbot, screen, LABEL)
    assert box(screen).text() == ""
    assert "số hiệu EB123456785VN" in notice(screen)
    assert not button(screen, "Hài lòng").isVisible()  # nobody is here
    scan(qtbot, screen, LABEL)  # the scanner bounced
    assert "đã ghi cho Đặng Thị Ngọc Bích" in notice(screen)
    scan(qtbot, screen, OTHER_LABEL)
    assert [state(desk, one) for one in (first, second)] == [State.RETURNED, State.RETURNED]
    assert "Đã gửi hôm nay: 2" in text(screen)


def test_a_slip_or_an_arrow_moves_the_mark_to_another_line(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = by_post(desk), by_post(desk, INH)
    QTest.keyClick(screen, Qt.Key.Key_B, CTRL)
    scan(qtbot, screen, second.code)
    scan(qtbot, screen, LABEL)
    assert (state(desk, first), state(desk, second)) == (State.RESULT_READY, State.RETURNED)
    third = by_post(desk, replace(INH, name="Hoàng Văn Bảy"))
    screen.refresh(None)
    qtbot.keyClick(box(screen), Qt.Key.Key_Up)
    qtbot.keyClick(box(screen), Qt.Key.Key_Down)
    scan(qtbot, screen, OTHER_LABEL)
    assert (state(desk, first), state(desk, third)) == (State.RESULT_READY, State.RETURNED)
    scan(qtbot, screen, "H02.15.23-261101-1001")
    assert notice(screen) == "Hồ sơ H02.15.23-261101-1001 không chờ gửi bưu chính."


def test_a_fee_that_is_due_is_asked_for_before_the_post_takes_it(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = by_post(desk, code=COPY)
    QTest.keyClick(screen, Qt.Key.Key_B, CTRL)
    scan(qtbot, screen, LABEL)
    assert line(screen, "Số hiệu bưu gửi").text() == LABEL
    press(qtbot, screen, "F11")
    screen.main_verb()
    assert newest(desk, dossier) == f"Người nộp: Đặng Thị Ngọc Bích · gửi bưu chính, số hiệu {LABEL}"


def test_the_list_of_the_day_is_printed_by_one_key(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, seat: Seat
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_B, CTRL)
    screen.main_verb()
    assert notice(screen) == "Ngày 23/11/2026 chưa gửi bưu chính kết quả nào."
    dossier = by_post(desk)
    post.send(desk, MAI, dossier.id, LABEL)
    screen.refresh(None)
    screen.main_verb()
    assert notice(screen).startswith("Đã lưu bảng kê thành tệp PDF trong")
    (file,) = Path(seat.workplace.slip_folder).glob("*.pdf")
    assert file.read_bytes().startswith(b"%PDF")


def test_what_the_post_brings_back_is_found_by_its_label_and_waits_again(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = by_post(desk)
    post.send(desk, MAI, dossier.id, LABEL)
    scan(qtbot, screen, LABEL)
    assert "Đã trả kết quả rồi" in text(screen)
    QTest.keyClick(screen, Qt.Key.Key_F8)
    put(screen, "Không có người nhận")
    screen.main_verb()
    assert state(desk, dossier) is State.RESULT_READY
    assert "chờ trả ở quầy" in notice(screen)
    assert post.waiting_count(desk) == 1


# the hands


def keys(qtbot: QtBot, screen: HandBackScreen, *scans_and_keys: str | Qt.Key) -> int:
    """Do what stands there, scans by the scanner's own way in; how many keys were pressed."""
    pressed = 0
    for one in scans_and_keys:
        if isinstance(one, str):
            screen.scan(one)
        elif one is Qt.Key.Key_F12:
            screen.main_verb()  # the frame's key
            pressed += 1
        else:
            QTest.keyClick(screen, one)
            pressed += 1
    return pressed


def test_the_commonest_hand_back_is_one_scan_and_one_key(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk, BIRTH)
    assert keys(qtbot, screen, dossier.code, Qt.Key.Key_F12) == 1
    assert state(desk, dossier) is State.RETURNED


def test_with_card_and_fee_it_is_two_scans_and_two_keys(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    assert keys(qtbot, screen, dossier.code, BICH_CARD, Qt.Key.Key_F5, Qt.Key.Key_F12) == 2
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp · thu 2.000 đ (tiền mặt)"


def test_without_a_slip_the_card_alone_finds_the_result_and_checks_the_person(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, BIRTH)
    assert keys(qtbot, screen, BICH_CARD, Qt.Key.Key_F12) == 1
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp"
