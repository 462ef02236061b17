"""Results that are sent by post: labels scanned one after the other, and what comes while one is written."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.procedure import Channel
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.widgets.buttons import KeyButton
from tests.desk_fixture import BICH, BIRTH, draft
from tests.ui.handback_held import busy, slow, tasks
from tests.ui.handback_screen import notice, open_screen, scan, screen, with_result
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of, button, text

__all__ = ["screen", "slow", "tasks"]

LABEL, OTHER_LABEL = "EB123456785VN", "EB987654326VN"


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


def test_the_button_of_the_post_is_no_wider_where_no_result_waits(qtbot: QtBot, screen: HandBackScreen) -> None:
    screen.shown()
    sent = button(screen, "Gửi bưu chính")
    assert sent.width() == sent.sizeHint().width()
