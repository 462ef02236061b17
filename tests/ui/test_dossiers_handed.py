"""The lists that go along with the papers: offered on a day with hand-overs, one a receiver, from the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from onecua_desk.services import processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.screen import DossiersScreen
from tests.clock import Clock
from tests.desk_fixture import MAI
from tests.paper.samples import squeezed
from tests.services.by_hand import Ledger
from tests.ui.dossiers_screen import named, open_screen, saved
from tests.ui.seat import Seat


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat) -> DossiersScreen:
    return open_screen(qtbot, seat)


def hand_over(desk: Desk, name: str, to: str) -> None:
    processing.hand_over(desk, MAI, named(desk, name).id, to)


def press(screen: DossiersScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_offered_on_a_day_without_hand_overs(desk: Desk, screen: DossiersScreen, clock: Clock) -> None:
    assert screen.handed.isHidden()
    hand_over(desk, "Lò Thị Vân", "Tư pháp")
    screen.refresh(None)
    assert screen.handed.button.text() == "In danh sách bàn giao hôm nay (1 hồ sơ)"
    clock.turn(days=1)
    screen.shown()
    assert screen.handed.isHidden()


def test_where_there_is_one_receiver_the_list_comes_at_once(desk: Desk, seat: Seat, screen: DossiersScreen) -> None:
    hand_over(desk, "Lò Thị Vân", "Tư pháp")
    hand_over(desk, "Giàng A Sử", "tư pháp")
    screen.refresh(None)
    press(screen)
    assert screen.list.notice.text().startswith("Đã lưu danh sách bàn giao cho Tư pháp thành tệp PDF")
    assert [len(words) > 0 for words in saved(seat).values()] == [True]
    assert all(squeezed(name) in "".join(saved(seat).values()) for name in ("Lò Thị Vân", "Giàng A Sử", MAI.name))


def test_of_several_receivers_one_is_chosen(desk: Desk, seat: Seat, screen: DossiersScreen) -> None:
    hand_over(desk, "Lò Thị Vân", "Tư pháp")
    hand_over(desk, "Giàng A Sử", "Địa chính & Xây dựng")
    screen.refresh(None)
    press(screen)
    menu = screen.handed.menu
    assert [action.text() for action in menu.actions()] == ["Tư pháp: 1 hồ sơ", "Địa chính && Xây dựng: 1 hồ sơ"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    (name,) = saved(seat)
    assert name == "Danh sach ban giao 2026-11-23 Dia chinh & Xay dung.pdf"


def test_a_list_that_does_not_come_out_is_said(desk: Desk, seat: Seat, screen: DossiersScreen) -> None:
    hand_over(desk, "Lò Thị Vân", "Tư pháp")
    screen.refresh(None)
    seat.workplace.slip_folder.parent.mkdir(parents=True, exist_ok=True)
    seat.workplace.slip_folder.write_text("a file where the folder should be")
    press(screen)
    assert screen.list.notice.text().startswith("Danh sách bàn giao chưa in được: ")


def test_where_no_hand_over_counts_any_more_that_is_said(desk: Desk, screen: DossiersScreen) -> None:
    hand_over(desk, "Lò Thị Vân", "Tư pháp")
    screen.refresh(None)
    Ledger().exchange(desk, lambda event: "Hồ sơ đã rút." if event.kind == "handed_over" else "accepted")
    press(screen)
    assert screen.list.notice.text() == "Hôm nay quầy này chưa bàn giao hồ sơ nào còn được tính."
    screen.refresh(None)
    assert screen.handed.isHidden()
