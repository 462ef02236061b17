"""On the dossier's story: where it is, the slip that says so, and each print to be repeated exactly."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from onecua_desk.domain.events import Event, EventId, PaperPrinted
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import lookup, processing, slips
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log
from onecua_desk.store.tables import event, printed_paper
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.theme import current
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import Placed
from tests.desk_fixture import MAI, receive
from tests.ui.dossiers_screen import open_screen
from tests.ui.seat import Seat, take_seat
from tests.ui.seeing import button


@pytest.fixture
def seat(desk: Desk) -> Seat:
    return take_seat(desk, InlineTasks())


@pytest.fixture
def id(desk: Desk, seat: Seat) -> EventId:
    """A dossier whose slip was printed, then its address corrected."""
    made = receive(desk).id
    seat.workplace.print_slip(made)
    processing.correct(desk, MAI, made, {"address": "Tổ 9, Suối Trong"}, "đổi địa chỉ")
    return made


@pytest.fixture
def screen(qtbot: QtBot, seat: Seat, id: EventId) -> DossiersScreen:
    return open_screen(qtbot, seat)


def print_of_another_desk(desk: Desk, id: EventId) -> None:
    printed = Event(EventId(5, 1), id, desk.now(), MAI, PaperPrinted(FormKind.SLIP, 0, "HP"))
    with desk.store.write() as connection:
        connection.execute(update(event).values(status="accepted", position=1))
        log.place(connection, Placed(2, to_wire(printed)))
        dossiers.project(connection, id)


def links(screen: DossiersScreen) -> list[QLabel]:
    """The lines of the story that offer to print again."""
    rows: Iterable[QLabel] = screen.details.story.timeline.findChildren(QLabel)
    return [row for row in rows if "In lại đúng bản đã in" in row.text()]


def test_the_sentence_stands_above_the_story_and_ctrl_t_prints_it(
    qtbot: QtBot, screen: DossiersScreen, seat: Seat
) -> None:
    told = screen.details.story.told
    assert told.sentence.text().startswith("Hồ sơ H02.15.23-261123-1001 của bà Đặng Thị Ngọc Bích đang ở Trung tâm")
    button(told, "In phiếu tình trạng").click()
    assert "Đã lưu phiếu tình trạng" in screen.details.notice.text()
    (paper,) = seat.workplace.slip_folder.glob("Tinh trang*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_print_of_the_story_comes_out_again_as_it_was(
    qtbot: QtBot, desk: Desk, screen: DossiersScreen, seat: Seat, id: EventId
) -> None:
    first = (seat.workplace.slip_folder / "Giay hen H02.15.23-261123-1001.pdf").read_bytes()
    (link,) = links(screen)
    link.setFocus()
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(link, Qt.Key.Key_Return)
    (again,) = seat.workplace.slip_folder.glob("Giay hen*(chep lai).pdf")
    assert again.read_bytes() == first != slips.slip(desk, id).pdf
    assert "Đã lưu lại đúng bản" in screen.details.notice.text()
    assert lookup.story(desk, id).dossier.printed == ("slip",)
    assert len(links(screen)) == 2  # the copy stands in the story


def test_what_cannot_be_printed_is_said_in_one_sentence(qtbot: QtBot, screen: DossiersScreen, id: EventId) -> None:
    screen.details.story.again.emit(EventId(7, 7))
    assert screen.details.notice.text() == "Không có lần in nào như vậy trong hồ sơ này."


def test_what_another_machine_printed_is_offered_as_a_paper_that_may_differ(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    id = receive(desk).id
    print_of_another_desk(desk, id)
    screen = open_screen(qtbot, seat)
    rows: Iterable[QLabel] = screen.details.story.timeline.findChildren(QLabel)
    (link,) = (row for row in rows if "In lại theo nhật ký (có thể khác bản đã in)" in row.text())
    link.linkActivated.emit("#")
    said = screen.details.notice.text()
    assert said.startswith("Đã lưu Giấy hẹn H02.15.23-261123-1001 (chép lại) thành tệp PDF")
    assert "hãy so lại trước khi giao cho người dân" in said


def test_a_paper_that_cannot_be_made_alike_any_more_is_not_printed(
    qtbot: QtBot, desk: Desk, screen: DossiersScreen, seat: Seat, id: EventId
) -> None:
    with desk.store.write() as connection:
        connection.execute(update(printed_paper).values(sha256="0" * 64))
    links(screen)[0].linkActivated.emit("#")
    assert screen.details.notice.text().startswith("Không in lại y hệt tờ ấy được nữa vì")
    assert list(seat.workplace.slip_folder.glob("Giay hen*(chep lai).pdf")) == []


def test_the_line_that_has_the_keyboard_is_framed(qtbot: QtBot, screen: DossiersScreen) -> None:
    row = links(screen)[0]
    screen.activateWindow()
    before = row.grab().toImage()
    row.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(row.hasFocus)
    edge = row.grab().toImage().pixelColor(row.width() // 2, 1).name().upper()
    assert edge == current().accent != before.pixelColor(row.width() // 2, 1).name().upper()
