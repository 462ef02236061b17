"""A scan that does not go stands in *Cần xử lý* until a person sends it again or drops it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from onecua_desk.services import file_lane, lookup, replica, upkeep
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.ui.sync.matter_list import MatterList
from onecua_desk.ui.widgets.badge import Badge
from tests.carried import carried, scan
from tests.clock import Clock
from tests.desk_fixture import MONDAY, receive
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of, button, text, the
from tests.ui.test_sync_screen import show


def test_a_parked_scan_is_counted_says_why_and_opens_its_dossier(
    qtbot: QtBot, tmp_path: Path, clock: Clock, template: Path
) -> None:
    with carried(tmp_path, clock, template, desks=1) as there:
        desk = there.desks[1]
        dossier = receive(desk)
        file_lane.park(desk, scan(desk, dossier, b"%PDF a page"), "Tệp lớn quá.")
        screen = show(qtbot, take_seat(desk), LineStatus(LineState.ONLINE, MONDAY))
        assert "Tệp «Tờ khai»" in text(screen)
        assert "Tệp lớn quá." in text(screen)
        assert [badge.text() for badge in all_of(the(screen, MatterList), Badge)] == ["1"]
        with qtbot.waitSignal(screen.open_dossier) as asked:
            button(screen, "Mở hồ sơ").click()
        assert asked.args == [dossier.id]


def test_a_parked_scan_is_dropped_with_a_reason_from_the_lane_and_from_its_dossier(
    qtbot: QtBot, tmp_path: Path, clock: Clock, template: Path
) -> None:
    with carried(tmp_path, clock, template, desks=1) as there:
        desk = there.desks[1]
        dossier = receive(desk)
        file_lane.park(desk, scan(desk, dossier, b"%PDF a page"), "Không có bản quét này trên máy.")
        assert replica.standing(desk).matters == 1
        screen = show(qtbot, take_seat(desk), LineStatus(LineState.ONLINE, MONDAY))
        button(screen, "Bỏ tệp").click()
        reason = screen.focusWidget()
        assert isinstance(reason, QLineEdit)
        qtbot.keyClick(reason, Qt.Key.Key_Return)
        assert "Hãy ghi lý do bỏ tệp này." in text(screen)
        reason.setText("ổ đĩa hỏng")
        qtbot.keyClick(reason, Qt.Key.Key_Return)
        assert "Không có gì cần xử lý" in text(screen)
        assert f"Đã bỏ Tệp «Tờ khai» khỏi hồ sơ {dossier.code}" in text(screen)
        assert lookup.story(desk, dossier.id).dossier.files == ()
        standing = replica.standing(desk)
        assert (standing.matters, standing.files) == (0, 0)
        assert upkeep.rebuild(desk) == 1
