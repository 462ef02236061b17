"""The hand-back screen: a dossier is found by scan, digits, card or list, and it says how it stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Collector, State
from onecua_desk.services import handback, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.ready import ReadyList
from onecua_desk.ui.handback.screen import HandBackScreen
from tests.clock import Clock
from tests.desk_fixture import BICH_CARD, MAI, receive
from tests.ui.handback_screen import box, notice, press, ready, scan, screen, state
from tests.ui.seeing import button, line, text, the

__all__ = ["screen"]


def test_a_scanned_slip_opens_its_dossier_and_keeps_the_keyboard_in_the_box(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    said = text(screen)
    assert "Đặng Thị Ngọc Bích" in said
    assert "412/2026" in said
    assert "034 188 001 234" in said
    assert button(screen, "Trả kết quả").isEnabled()
    assert screen.focusWidget() is box(screen)
    assert box(screen).selectedText() == dossier.code


def test_the_dossiers_that_wait_are_offered_and_chosen_by_arrows_while_the_box_keeps_the_keyboard(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    lying = [ready(desk, name=f"Người {number}") for number in range(12)]
    receive(desk)
    screen.shown()
    offered = the(screen, ReadyList)
    shown = [offered.table.paged().item(row).code for row in range(offered.table.paged().rowCount())]
    assert shown == [dossier.code for dossier in reversed(lying)][:10]
    qtbot.keyClick(box(screen), Qt.Key.Key_Return)
    assert box(screen).text() == ""  # nothing was chosen yet
    qtbot.keyClick(box(screen), Qt.Key.Key_Down)
    qtbot.keyClick(box(screen), Qt.Key.Key_Down)
    assert screen.focusWidget() is box(screen)
    qtbot.keyClick(box(screen), Qt.Key.Key_Return)
    assert box(screen).text() == lying[-2].code
    assert "Người 10" in text(screen)


def test_what_was_handed_back_is_offered_no_more(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    first, second = ready(desk), ready(desk)
    screen.open_dossier(second.id)
    press(qtbot, screen, "F5")
    screen.main_verb()
    screen.refresh(None)
    table = the(screen, ReadyList).table
    assert [table.paged().item(row).code for row in range(table.paged().rowCount())] == [first.code]


def test_last_digits_that_mean_one_dossier_open_it(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    ready(desk)
    second = ready(desk, name="Lò Văn Inh")
    scan(qtbot, screen, second.code[-4:])
    assert "Lò Văn Inh" in text(screen)


def test_digits_that_mean_several_give_a_list_with_results_first_and_enter_opens(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    lying = ready(desk, name="Lò Văn Inh")
    receive(desk)
    scan(qtbot, screen, "5678")  # both have this phone number
    assert "«5678» có 2 hồ sơ" in text(screen)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert box(screen).text() == lying.code


def test_a_text_that_nothing_matches_is_said_and_can_be_typed_over(qtbot: QtBot, screen: HandBackScreen) -> None:
    scan(qtbot, screen, "9999")
    assert notice(screen).startswith("Không có hồ sơ nào khớp «9999».")
    assert box(screen).selectedText() == "9999"


def test_an_empty_enter_does_nothing(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    ready(desk)
    scan(qtbot, screen, "  ")
    assert notice(screen) == ""
    assert screen.unsaved() == ""


def test_a_dossier_without_result_says_when_it_is_due(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = receive(desk)
    scan(qtbot, screen, dossier.code)
    said = text(screen)
    assert "Chưa có kết quả" in said
    assert "Hẹn trả 17:00 hôm nay, còn trong hạn." in said
    assert not button(screen, "Trả kết quả").isEnabled()
    screen.main_verb()
    assert state(desk, dossier) is State.RECEIVED


def test_a_late_dossier_says_how_late(qtbot: QtBot, screen: HandBackScreen, desk: Desk, clock: Clock) -> None:
    dossier = receive(desk)
    clock.turn(days=3)
    scan(qtbot, screen, dossier.code)
    assert "quá hạn 2 ngày làm việc: hãy xin lỗi" in text(screen)


def test_a_dossier_that_waits_for_papers_names_them(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = receive(desk)
    processing.request_supplement(desk, MAI, dossier.id, ("Giấy chứng sinh",))
    scan(qtbot, screen, dossier.code)
    assert "• Giấy chứng sinh" in text(screen)


def test_a_dossier_that_was_returned_says_when_and_to_whom(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, clock: Clock
) -> None:
    dossier = ready(desk, "1.001193")
    clock.turn(minutes=3)
    handback.hand_back(desk, MAI, dossier.id, Collector("Lò Văn Inh", "001090001234", "Giấy ủy quyền số 3"))
    scan(qtbot, screen, dossier.code)
    said = text(screen)
    assert "Đã trả kết quả rồi" in said
    assert "Lúc 09:44 hôm nay, cán bộ Lê Thị Mai.\nNgười được ủy quyền: Lò Văn Inh (Giấy ủy quyền số 3)" in said


def test_a_dossier_returned_elsewhere_while_it_is_open_cannot_be_returned_again(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, dossier.code)
    done = handback.hand_back(desk, MAI, dossier.id, handback.applicant_collects(dossier, card_matched=False))
    screen.refresh(done.changes)
    assert not button(screen, "Trả kết quả").isEnabled()


def test_news_of_the_open_dossier_leaves_what_was_typed(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "F8")
    line(screen, "Họ và tên người nhận").setText("Lò Văn Inh")
    done = processing.correct(desk, MAI, dossier.id, {"phone": "0987654321"})
    screen.refresh(done.changes)
    assert line(screen, "Họ và tên người nhận").text() == "Lò Văn Inh"


def test_a_card_without_slip_finds_the_citizens_dossiers_and_is_checked_at_once(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk, "1.001193")
    scan(qtbot, screen, BICH_CARD)
    assert box(screen).text() == dossier.code
    assert "Đúng người nộp" in text(screen)


def test_a_card_that_was_read_badly_is_one_sentence(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, BICH_CARD[:30])
    assert notice(screen).startswith("Mã QR quét bị thiếu")
    assert box(screen).text() == dossier.code


def test_escape_clears_then_has_nothing_to_step_back_from(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    scan(qtbot, screen, ready(desk).code)
    assert screen.back()
    assert box(screen).text() == ""
    assert not screen.back()


def test_a_dossier_opened_from_elsewhere_is_shown(screen: HandBackScreen, desk: Desk, tmp_path: Path) -> None:
    dossier = ready(desk)
    screen.open_dossier(dossier.id)
    assert box(screen).text() == dossier.code
