"""The dossier screen: finding, moving through what was found, and staying where the official is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.events import EventId
from onecua_desk.services import processing
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.ui.dossiers.closing import RefusePanel
from onecua_desk.ui.dossiers.hand_over import HandOverPanel
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.dossiers.verbs import Verb
from onecua_desk.ui.dossiers.work_list import CHIPS
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.chips import Chip as ChipButton
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS
from tests.ui.dossiers_screen import named, names, open_screen, panel, state_words
from tests.ui.seat import Seat, take_seat

Child = TypeVar("Child", bound=QWidget)


def test_the_newest_dossier_comes_first_and_is_shown(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    named(desk, "Nguyễn Thị Hà")
    newest = named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    assert names(screen) == ["Trần Văn Tám", "Nguyễn Thị Hà"]
    assert screen.details.shown_id() == newest.id
    assert screen.details.head.contact.text() == "034 188 001 234 · 0912 345 678"
    assert screen.first_focus() is screen.list.box


def test_typing_searches_without_accents_after_a_pause(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    found = named(desk, "Đặng Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    QTest.keyClicks(screen.list.box, "dang thi ha")
    assert len(names(screen)) == 2
    qtbot.waitUntil(lambda: names(screen) == ["Đặng Thị Hà"])
    assert screen.details.shown_id() == found.id


def test_down_in_the_search_box_moves_through_what_was_found(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    first = named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    QTest.keyClick(screen.list.box, Qt.Key.Key_Down)
    assert screen.details.shown_id() == first.id


def test_enter_on_a_row_leads_to_the_verb_that_comes_next(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    named(desk, "Nguyễn Thị Hà")
    screen = open_screen(qtbot, seat)
    screen.activateWindow()
    QTest.keyClick(screen.list.box, Qt.Key.Key_Return)
    assert screen.focusWidget() is screen.list.table
    QTest.keyClick(screen.list.table, Qt.Key.Key_Return)
    assert screen.focusWidget() is screen.details.story.verbs.main


def test_a_chip_shows_its_work_list_and_every_chip_its_count(
    qtbot: QtBot, desk: Desk, seat: Seat, clock: Clock
) -> None:
    named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám", THREE_DAYS)
    clock.turn(days=1)
    screen = open_screen(qtbot, seat)
    screen.list.chips.select(Chip.LATE)
    assert names(screen) == ["Nguyễn Thị Hà"]
    assert "Quá hạn 1 ngày làm việc" in state_words(screen)
    chips = {chip: count_on(screen, chip) for chip in (Chip.LATE, Chip.TODAY, Chip.AWAITING)}
    assert chips == {Chip.LATE: "1", Chip.TODAY: "0", Chip.AWAITING: "0"}


def test_the_counts_are_told_at_every_refresh(qtbot: QtBot, desk: Desk, seat: Seat, clock: Clock) -> None:
    named(desk, "Nguyễn Thị Hà")
    screen = open_screen(qtbot, seat)
    told: list[Mapping[Chip, int]] = []
    screen.counted.connect(told.append)
    screen.refresh(None)
    clock.turn(days=1)
    screen.shown()
    assert [counts[Chip.LATE] for counts in told] == [0, 1]


def test_a_scanned_slip_code_shows_its_dossier_whatever_was_listed(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    wanted = named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    screen.list.chips.select(Chip.READY)
    screen.look_up(wanted.code)
    assert names(screen) == ["Nguyễn Thị Hà"]
    assert screen.details.shown_id() == wanted.id
    assert screen.list.chips.selected() == Chip.ALL
    assert screen.focusWidget() is screen.list.table


def test_a_dossier_is_opened_by_its_id(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    wanted = named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    screen.open_dossier(wanted.id)
    assert screen.details.shown_id() == wanted.id


def test_an_unknown_id_gets_a_sentence(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    screen = open_screen(qtbot, seat)
    screen.open_dossier(EventId(5, 77))
    assert screen.list.notice.text() == "Không tìm thấy hồ sơ này trong máy."


def test_an_empty_desk_says_how_to_begin(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    screen = open_screen(qtbot, seat)
    assert words_of(screen) == ["Chưa có hồ sơ nào", "Nhấn F2 để tiếp nhận hồ sơ đầu tiên."]


def test_nothing_found_says_what_to_try_and_searches_elsewhere(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    named(desk, "Nguyễn Thị Hà")
    screen = open_screen(qtbot, seat)
    screen.list.chips.select(Chip.LATE)
    screen.list.box.setText("nguyễn thị hà")
    screen.list.box.search_now()
    assert words_of(screen)[0] == "Không có hồ sơ nào khớp «nguyễn thị hà» trong «Quá hạn»"
    assert screen.details.shown_id() is None
    screen.list._everywhere.click()
    assert names(screen) == ["Nguyễn Thị Hà"]


def test_escape_clears_the_search_and_then_has_nothing_to_do(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    named(desk, "Nguyễn Thị Hà")
    screen = open_screen(qtbot, seat)
    screen.look_up("không có")
    assert screen.back()
    assert names(screen) == ["Nguyễn Thị Hà"]
    assert not screen.back()


def test_a_refresh_keeps_the_chosen_dossier(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    first = named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    screen.list.table.selectRow(1)
    newest = named(desk, "Lê Hoàng Phúc")
    screen.refresh(Changes(frozenset({newest.id})))
    assert names(screen)[0] == "Lê Hoàng Phúc"
    assert screen.details.shown_id() == first.id
    assert screen.list.table.current_item().row.id == first.id


def test_a_dossier_that_leaves_its_list_stays_on_the_right(qtbot: QtBot, desk: Desk, seat: Seat, clock: Clock) -> None:
    people = ("Nguyễn Thị Hà", "Trần Văn Tám", "Lê Hoàng Phúc", "Vũ Thị Oanh")
    dossiers = [named(desk, name) for name in people]
    clock.turn(days=1)
    screen = open_screen(qtbot, seat)
    screen.list.chips.select(Chip.LATE)
    screen.list.table.selectRow(1)
    processing.refuse(desk, MAI, dossiers[2].id, "Không đủ điều kiện")
    for _ in range(3):  # the cursor must not creep upwards with every refresh
        screen.refresh(Changes(frozenset({dossiers[2].id})))
    assert screen.details.shown_id() == dossiers[2].id
    assert screen.list.table.selectionModel().selectedRows() == []
    QTest.keyClick(screen.list.table, Qt.Key.Key_Down)
    assert screen.details.shown_id() == dossiers[1].id


def test_typed_work_is_not_lost_by_choosing_another_dossier(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    named(desk, "Nguyễn Thị Hà")
    shown = named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    screen.details.start(Verb.REFUSE)
    panel(screen, RefusePanel).reason.setPlainText("Chưa đủ giấy tờ")
    screen.list.table.selectRow(1)
    screen.look_up("nguyen")
    assert screen.details.shown_id() == shown.id
    assert screen.list.table.current_item().row.id == shown.id
    assert panel(screen, RefusePanel).draft().reason == "Chưa đủ giấy tờ"
    assert "Từ chối giải quyết" in screen.unsaved()
    assert screen.details.form is not None
    assert "đang ghi dở" in screen.details.form.notice.text().lower()


def test_an_untouched_form_closes_when_another_dossier_is_chosen(qtbot: QtBot, desk: Desk, seat: Seat) -> None:
    first = named(desk, "Nguyễn Thị Hà")
    named(desk, "Trần Văn Tám")
    screen = open_screen(qtbot, seat)
    screen.main_verb()
    screen.list.table.selectRow(1)
    assert screen.details.form is None
    assert screen.details.shown_id() == first.id
    assert screen.unsaved() == ""


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_with_a_real_thread_only_the_last_chosen_dossier_is_shown(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    for number in range(8):
        last = named(desk, f"Người thứ {number}")
    screen = open_screen(qtbot, take_seat(desk, tasks))
    qtbot.waitUntil(lambda: screen.list.model.rowCount() == 8)
    for row in (5, 2, 7, 0):
        screen.list.table.selectRow(row)
    qtbot.waitUntil(lambda: screen.details.reading is not None and screen.details.reading.dossier.id == last.id)
    assert screen.details.head.name.text() == "Người thứ 7"


def test_no_verb_begins_on_the_dossier_before(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    for number in range(2):
        named(desk, f"Người thứ {number}")
    screen = open_screen(qtbot, take_seat(desk, tasks))
    qtbot.waitUntil(lambda: screen.details.reading is not None)
    screen.list.table.selectRow(1)
    screen.main_verb()
    assert screen.details.form is None
    qtbot.waitUntil(lambda: screen.details.head.name.text() == "Người thứ 0")
    screen.main_verb()
    assert panel(screen, HandOverPanel).id == screen.details.shown_id()


def words_of(screen: DossiersScreen) -> list[str]:
    """The sentences that stand where the table would be."""
    empty = screen.list.empty
    assert empty.isVisible()
    return [label.text() for label in children(empty, QLabel) if label.text()]


def count_on(screen: DossiersScreen, chip: Chip) -> str:
    """The number that a chip shows."""
    names = [each.accessibleName() for each in children(screen.list.chips, ChipButton)]
    [name] = [name for name in names if name.startswith(CHIPS[chip][0])]
    return name.removeprefix(CHIPS[chip][0]).strip()


def children(widget: QWidget, kind: type[Child]) -> list[Child]:
    found: list[Child] = list(widget.findChildren(kind))
    return found
