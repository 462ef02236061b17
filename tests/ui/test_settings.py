"""The settings screen: every choice is kept as it is made, and what cannot be kept is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Official
from onecua_desk.services import identity, officials, preferences, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.preferences import Preferences
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.sync.enrolment import EnrolmentBox
from onecua_desk.ui.widgets.chips import Chip
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.desk_fixture import MONDAY, PASSWORD, UNIT
from tests.ui.seat import Seat
from tests.ui.seeing import all_of, button, line, text, the
from tests.ui.settings_screen import screen

__all__ = ["screen"]


def chip(screen: QWidget, words: str) -> Chip:
    return next(one for one in all_of(screen, Chip) if one.text() == words)


def fill(screen: SettingsScreen, name: str, login: str, password: str, again: str) -> None:
    button(screen, "Thêm cán bộ").click()
    for label, value in (("Họ và tên", name), ("Tên đăng nhập", login), ("Mật khẩu", password), ("Nhập lại", again)):
        line(screen, label).setText(value)


def test_the_printers_stand_at_once_and_the_other_cards_come_by_themselves(qtbot: QtBot, seat: Seat) -> None:
    made = SettingsScreen(seat.workplace)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    made.first_focus().setFocus()
    made.main_verb()
    assert "Mọi giấy tờ" in text(made)
    assert (made.back(), made.unsaved(), made.writing()) == (False, "", False)
    qtbot.waitUntil(lambda: "Mức phí của tỉnh" in text(made) and UNIT.centre in text(made), timeout=20_000)


def test_larger_type_is_kept_and_told_at_once(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    with qtbot.waitSignal(screen.appearance_changed) as told:
        chip(screen, "150%").click()
    assert told.args == [Preferences(scale=1.5)]
    assert preferences.read(desk.store) == Preferences(scale=1.5)


def test_an_enrolled_desk_reaches_the_code_box_by_a_quiet_verb_and_esc_puts_it_away(
    screen: SettingsScreen, desk: Desk
) -> None:
    identity.enrol(desk.store, write_enrolment(Enrolment("http://127.0.0.1:9", "bi-mat", 7, UNIT, 1)))
    screen.shown()
    box = the(screen, EnrolmentBox)
    assert not box.isVisible()
    button(screen, "Đổi mã ghi danh…").click()
    assert box.isVisible()
    assert screen.focusWidget() is line(screen, "Mã ghi danh")
    assert screen.back()
    assert not box.isVisible()
    assert not screen.back()


def test_contrast_is_kept_beside_what_was_chosen_before(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    chip(screen, "125%").click()
    with qtbot.waitSignal(screen.appearance_changed):
        next(one for one in all_of(screen, QCheckBox) if one.text() == "Tương phản cao").click()
    assert preferences.read(desk.store) == Preferences(scale=1.25, contrast=True)


def test_showing_what_is_kept_tells_nobody(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    preferences.write(desk.store, Preferences(1.25, True))
    with qtbot.assertNotEmitted(screen.appearance_changed):
        screen.shown()
    assert chip(screen, "125%").isChecked()
    assert preferences.read(desk.store) == Preferences(1.25, True)


def test_the_desk_is_shown_as_it_is(screen: SettingsScreen) -> None:
    said = text(screen)
    assert "H02.15.23" in said
    assert "Trung tâm Phục vụ hành chính công xã Suối Trong" in said
    assert "Chưa ghi danh, làm việc một mình" in said


def test_enrolment_is_offered_only_while_alone(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    code = line(screen, "Mã ghi danh")
    code.setText(write_enrolment(Enrolment("http://127.0.0.1:9", "bi-mat", 7, UNIT, 1)))
    with qtbot.waitSignal(screen.enrolled):
        qtbot.keyClick(code, Qt.Key.Key_Return)
    assert identity.line(desk.store) is not None
    assert "Số 7, đã ghi danh với cấp trên" in text(screen)
    assert not code.isVisible()


def test_an_official_who_was_added_can_sign_in(screen: SettingsScreen, desk: Desk) -> None:
    fill(screen, "Trần Văn Tám", "Tam", "mat-khau-2", "mat-khau-2")
    screen.main_verb()
    assert officials.sign_in(desk.store, "tam", "mat-khau-2") == Official("tam", "Trần Văn Tám")
    said = text(screen)
    assert "Đã thêm Trần Văn Tám; tên đăng nhập là tam." in said
    assert not line(screen, "Họ và tên").isVisible()


@pytest.mark.parametrize(
    ("name", "login", "password", "again", "field", "sentence"),
    [
        ("", "tam", "mat-khau-2", "mat-khau-2", "Họ và tên", "Hãy nhập họ tên cán bộ."),
        ("Trần Văn Tám", "t á m", "mat-khau-2", "mat-khau-2", "Tên đăng nhập", "Tên đăng nhập gồm"),
        ("Trần Văn Tám", "mai", "mat-khau-2", "mat-khau-2", "Tên đăng nhập", "Đã có tên đăng nhập «mai»."),
        ("Trần Văn Tám", "tam", "ngắn", "ngắn", "Mật khẩu", "Mật khẩu cần ít nhất 8 ký tự."),
        ("Trần Văn Tám", "tam", "mat-khau-2", "mat-khau-3", "Nhập lại", "Hai lần nhập mật khẩu không giống nhau."),
    ],
)
def test_an_official_who_cannot_be_added_is_said_at_the_field_and_nothing_typed_is_lost(
    screen: SettingsScreen, desk: Desk, name: str, login: str, password: str, again: str, field: str, sentence: str
) -> None:
    fill(screen, name, login, password, again)
    screen.main_verb()
    assert sentence in text(screen)
    assert screen.focusWidget() is line(screen, field)
    assert line(screen, "Tên đăng nhập").text() == login
    assert [one.login for one in officials.everyone(desk.store)] == ["mai"]


def test_enter_leads_through_the_form_and_saves_at_its_end(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    button(screen, "Thêm cán bộ").click()
    assert screen.focusWidget() is line(screen, "Họ và tên")
    for typed in ("Tran Van Tam", "tam", "mat-khau-2", "mat-khau-2"):
        qtbot.keyClicks(screen.focusWidget(), typed)
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert [one.login for one in officials.everyone(desk.store)] == ["mai", "tam"]


def test_escape_puts_the_form_away_and_forgets_the_password(screen: SettingsScreen) -> None:
    fill(screen, "Trần Văn Tám", "tam", "mat-khau-2", "mat-khau-2")
    assert screen.unsaved() != ""
    assert screen.back()
    assert screen.unsaved() == ""
    assert line(screen, "Mật khẩu").text() == ""
    assert not screen.back()


def test_a_backup_says_where_it_lies(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    assert "Chưa có bản sao lưu nào." in text(screen)
    with qtbot.waitSignal(screen.backed_up) as told:
        button(screen, "Sao lưu ngay").click()
    assert told.args == [MONDAY]
    assert upkeep.last_backup(desk) == MONDAY
    made = next((desk.store.folder / "backup").iterdir())
    assert f"Đã sao lưu vào {made}" in text(screen)
    assert "Lần gần nhất 23/11 09:41." in text(screen)


def test_a_backup_that_fails_is_said_in_place(screen: SettingsScreen, desk: Desk) -> None:
    (desk.store.folder / "backup").write_text("ở đây đã có một tệp", encoding="utf-8")
    button(screen, "Sao lưu ngay").click()
    assert upkeep.last_backup(desk) is None
    assert "Sao lưu" in text(screen)
    assert button(screen, "Sao lưu ngay").isEnabled()


def test_signing_out_is_told(qtbot: QtBot, screen: SettingsScreen, desk: Desk) -> None:
    with qtbot.waitSignal(screen.sign_out):
        button(screen, "Đăng xuất").click()
    assert officials.sign_in(desk.store, "mai", PASSWORD).name == "Lê Thị Mai"
