"""On the dossier's story: where it is, the slip that says so, and each print to be repeated exactly."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from onecua_desk.domain.events import EventId
from onecua_desk.services import lookup, processing, slips
from onecua_desk.services.desk import Desk
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.tasks import InlineTasks
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
    assert "Đã in phiếu tình trạng" in screen.details.notice.text()
    (paper,) = seat.workplace.slip_folder.glob("Tình trạng*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_print_of_the_story_comes_out_again_as_it_was(
    qtbot: QtBot, desk: Desk, screen: DossiersScreen, seat: Seat, id: EventId
) -> None:
    first = (seat.workplace.slip_folder / "H02.15.23-261123-1001.pdf").read_bytes()
    (link,) = links(screen)
    link.setFocus()
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus  # by Tab and Enter too
    link.linkActivated.emit("#")
    (again,) = seat.workplace.slip_folder.glob("Giấy hẹn*.pdf")
    assert again.read_bytes() == first != slips.slip(desk, id).pdf
    assert "Đã in lại đúng bản" in screen.details.notice.text()
    assert lookup.story(desk, id).dossier.printed == ("slip",)
    assert len(links(screen)) == 2  # the copy stands in the story


def test_what_cannot_be_printed_is_said_in_one_sentence(qtbot: QtBot, screen: DossiersScreen, id: EventId) -> None:
    screen.details.story.again.emit(EventId(7, 7))
    assert screen.details.notice.text() == "Không có lần in nào như vậy trong hồ sơ này."
