"""Who takes a result and which way: with authority, for an organisation, by post, online; the fee and the originals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Given, Representative, State
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Channel, PaperKind
from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.widgets.keyed import KeyRadio
from tests.desk_fixture import BICH, BICH_CARD, BIRTH, MAI, draft, receive
from tests.ui.handback_screen import OTHER_CARD, box, newest, notice, press, ready, scan, screen, state, with_result
from tests.ui.seeing import all_of, button, line, text

__all__ = ["screen"]

TAM = Representative("Trần Văn Tám", "034086005678", authority="Giấy ủy quyền số 12 ngày 20/11/2026")
TAM_CARD = "034086005678||Trần Văn Tám|02031986|Nam|Thôn Hạ, Suối Trong, Bắc Ninh|15042021"
COMPANY = replace(BICH, name="Công ty TNHH Suối Trong", number="0101234567", organisation=True, born=None, sex="")
LABEL = "EB123456785VN"


def ways(screen: HandBackScreen) -> list[str]:
    """The choices that are offered."""
    return [radio.text() for radio in all_of(screen, KeyRadio) if radio.isVisible()]


def test_the_card_and_the_dossier_stand_side_by_side_where_they_differ(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    scan(qtbot, screen, ready(desk, BIRTH).code)
    scan(qtbot, screen, OTHER_CARD)
    said = text(screen).splitlines()
    assert said[said.index("Họ và tên") :][:3] == ["Họ và tên", "Đặng Thị Ngọc Bích", "Trần Thị Vân"]
    assert said[said.index("Số định danh") :][:3] == ["Số định danh", "034 188 001 234", "001 190 012 345"]
    scan(qtbot, screen, BICH_CARD)
    assert "Trong hồ sơ" not in text(screen)


def test_who_handed_it_in_for_the_applicant_collects_by_one_key(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = with_result(desk, replace(draft(desk), representative=TAM))
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "F8")
    assert screen.focusWidget() is box(screen)
    assert screen.unsaved() == ""
    screen.main_verb()
    assert newest(desk, dossier) == "Người được ủy quyền: Trần Văn Tám (Giấy ủy quyền số 12 ngày 20/11/2026)"


def test_the_card_of_who_handed_it_in_needs_no_key_at_all(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = with_result(desk, replace(draft(desk), representative=TAM))
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, TAM_CARD)
    assert screen.focusWidget() is box(screen)
    screen.main_verb()
    returned = lookup.story(desk, dossier.id).dossier.returned
    assert returned
    assert (returned.collector.name, returned.collector.card_matched) == ("Trần Văn Tám", True)


def test_an_organisation_is_always_collected_for_by_a_person_with_a_paper(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = with_result(desk, draft(desk, BIRTH, COMPANY))
    scan(qtbot, screen, dossier.code)
    assert ways(screen) == ["Người được ủy quyền", "Gửi bưu chính"]
    screen.main_verb()
    assert state(desk, dossier) is State.RESULT_READY
    scan(qtbot, screen, TAM_CARD)
    assert line(screen, "Họ và tên người nhận").text() == "Trần Văn Tám"
    QTest.keyClicks(screen.focusWidget(), "Giay gioi thieu 7")
    screen.main_verb()
    assert newest(desk, dossier) == "Người được ủy quyền: Trần Văn Tám (Giay gioi thieu 7)"


def test_whoever_acts_for_an_organisation_is_called_its_representative(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = with_result(desk, replace(draft(desk, BIRTH, COMPANY), representative=TAM))
    scan(qtbot, screen, dossier.code)
    assert ways(screen)[0] == "Người đại diện: Trần Văn Tám"
    said = text(screen)
    assert "Người đại diện" in said.splitlines()
    assert "ộp thay" not in said


# the fee


def test_a_transfer_with_its_receipt_and_a_part_of_the_fee_are_written_down(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "Ctrl+F5")
    QTest.keyClicks(screen.focusWidget(), "0001873")
    line(screen, "Số tiền").setText("1.500")
    screen.main_verb()
    after = lookup.story(desk, dossier.id).dossier
    assert after.payments == (Payment(1_500, PayWay.TRANSFER, "0001873"),)
    assert "còn nợ 500 đ" in notice(screen)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Hãy ghi số tiền đã thu"), ("hai nghìn", "Hãy ghi số tiền đã thu"), ("2.001", "chỉ còn phải thu 2.000 đ")],
)
def test_an_amount_that_cannot_be_stands_at_its_field(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk, typed: str, sentence: str
) -> None:
    dossier = ready(desk)
    scan(qtbot, screen, dossier.code)
    press(qtbot, screen, "F5")
    line(screen, "Số tiền").setText(typed)
    screen.main_verb()
    assert sentence in text(screen)
    assert screen.focusWidget() is line(screen, "Số tiền")
    assert state(desk, dossier) is State.RESULT_READY


def test_the_next_receipt_is_offered_and_one_that_was_given_before_is_doubted(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    first, second = ready(desk), ready(desk)
    for dossier, number in ((first, "0001873"), (second, "")):
        scan(qtbot, screen, dossier.code)
        press(qtbot, screen, "F5")
        if number:
            QTest.keyClicks(screen.focusWidget(), number)
        screen.main_verb()
    after = lookup.story(desk, second.id).dossier
    assert after.payments[0].receipt == "0001874"
    third = ready(desk)
    scan(qtbot, screen, third.code)
    press(qtbot, screen, "F5")
    QTest.keyClicks(screen.focusWidget(), "0001873")
    qtbot.waitUntil(lambda: f"cho hồ sơ {first.code}" in text(screen))


# originals


def test_originals_go_back_only_where_they_are_ticked_or_all_by_one_key(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    given = (
        Given("Giấy chứng nhận", PaperKind.ORIGINAL, 1),
        Given("Hợp đồng", PaperKind.ORIGINAL, 1),
        Given("Căn cước", PaperKind.ORIGINAL, 1, shown=True),
    )
    dossier = with_result(desk, replace(draft(desk), papers=given))
    scan(qtbot, screen, dossier.code)
    ticks = [tick for tick in all_of(screen, QCheckBox) if tick.isVisible()]
    assert [tick.accessibleName() for tick in ticks] == ["Giấy chứng nhận", "Hợp đồng"]
    assert not any(tick.isChecked() for tick in ticks)
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(ticks[1], Qt.Key.Key_Space)
    screen.main_verb()
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích · trả lại: Giấy chứng nhận"
    assert "trả lại 1 bản chính" in notice(screen)


# by post and online


def test_what_was_asked_for_by_post_begins_there_and_needs_the_number_of_the_label(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = with_result(desk, replace(draft(desk), return_by=Channel.POST))
    scan(qtbot, screen, dossier.code)
    assert button(screen, "Giao bưu chính").isVisible()
    screen.main_verb()
    assert screen.focusWidget() is line(screen, "Số hiệu bưu gửi")
    assert "Hãy quét hoặc gõ số hiệu bưu gửi" in text(screen)
    QTest.keyClicks(screen.focusWidget(), LABEL)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert screen.unsaved() != ""
    screen.main_verb()
    assert newest(desk, dossier) == f"Người nộp: Đặng Thị Ngọc Bích · gửi bưu chính, số hiệu {LABEL}"


def test_who_comes_all_the_same_collects_over_the_counter_by_their_card(
    qtbot: QtBot, screen: HandBackScreen, desk: Desk
) -> None:
    dossier = with_result(desk, replace(draft(desk), return_by=Channel.POST))
    scan(qtbot, screen, dossier.code)
    scan(qtbot, screen, BICH_CARD)
    assert button(screen, "Trả kết quả").isVisible()
    screen.main_verb()
    assert newest(desk, dossier) == "Người nộp: Đặng Thị Ngọc Bích, thẻ khớp"


def test_a_mistyped_label_is_doubted_at_its_field(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    dossier = with_result(desk, replace(draft(desk), return_by=Channel.POST))
    scan(qtbot, screen, dossier.code)
    line(screen, "Số hiệu bưu gửi").setText("EB123456795VN")
    qtbot.keyClick(line(screen, "Số hiệu bưu gửi"), Qt.Key.Key_Return)
    assert "Số kiểm tra của số hiệu bưu gửi không khớp" in text(screen)


def test_online_is_offered_only_with_a_digital_copy(qtbot: QtBot, screen: HandBackScreen, desk: Desk) -> None:
    plain, online = ready(desk, BIRTH), receive(desk, BIRTH)
    copy = File("cd" * 32, 20_000, 1, "Kết quả")
    processing.record_result(desk, MAI, online.id, "9/2026", desk.now().date(), files=(copy,))
    scan(qtbot, screen, plain.code)
    assert "Trả trực tuyến" not in ways(screen)
    scan(qtbot, screen, online.code)
    press(qtbot, screen, "Ctrl+O")
    screen.main_verb()
    assert newest(desk, online) == "Người nộp: Đặng Thị Ngọc Bích · trả trực tuyến"
