"""Signing in, and the first start of a machine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from onecua_desk.errors import UserError
from onecua_desk.ui.signin.first_start import Enrolled, FirstStart, FirstStartValues
from onecua_desk.ui.signin.sign_in import SignIn
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.widgets.scroll import Scroll
from tests.ui.seeing import all_of, text

OFFICIALS = [("mai", "Lê Thị Mai"), ("tam", "Trần Văn Tám")]
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def check(login: str, password: str) -> str:
    if password != "mat-khau-dung":
        raise UserError(WRONG, field="password")
    return f"session of {login}"


@pytest.fixture
def page(qtbot):
    page = SignIn("Trung tâm Phục vụ hành chính công xã Suối Trong", OFFICIALS, check, InlineTasks())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_enter_in_the_name_goes_to_the_password_and_enter_there_signs_in(qtbot, page):
    page.login.setCurrentIndex(1)
    qtbot.keyClick(page.login.lineEdit(), Qt.Key.Key_Return)
    assert page.password.hasFocus()
    page.password.insert("mat-khau-dung")
    with qtbot.waitSignal(page.signed_in) as signed_in:
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert signed_in.args == ["session of tam"]
    assert page.password.text() == ""


def test_a_wrong_password_gets_one_sentence_at_the_password(qtbot, page):
    page.login.setCurrentIndex(0)
    page.password.insert("sai")
    with qtbot.assertNotEmitted(page.signed_in):
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert page.said("password") == "Mật khẩu không đúng."  # the name is in the list
    assert page.password.hasFocus()
    assert page.password.selectedText() != ""
    page.password.insert("m")
    assert page.said("password") == ""


def test_who_is_not_in_the_list_is_not_told_which_of_the_two_is_wrong(qtbot, page):
    page.login.setCurrentText("nobody")
    page.password.insert("sai")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert page.said("password") == WRONG


def test_the_heading_is_as_wide_as_its_card_however_long_the_name_is(page):
    [heading] = [label.parentWidget() for label in all_of(page, QLabel) if label.text().startswith("Trung tâm")]
    assert heading
    assert (heading.x(), heading.width()) == (page.card.x(), page.card.width())


@pytest.mark.parametrize(
    ("login", "password", "field", "sentence"),
    [("", "x", "login", "Hãy chọn hoặc gõ tên cán bộ."), ("mai", "", "password", "Hãy gõ mật khẩu.")],
)
def test_what_is_missing_is_said_where_it_is_missing(qtbot, page, login, password, field, sentence):
    page.login.setCurrentText(login)
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert page.said(field) == sentence


@pytest.mark.parametrize("typed", ["mai", "Lê Thị Mai", "Lê Thị Mai (mai)"])
def test_an_official_may_be_typed_in_any_of_three_ways(page, typed):
    page.login.setCurrentText(typed)
    assert page.entered_login() == "mai"


def test_an_error_of_the_whole_program_stands_above_the_form(qtbot):
    def refuse(login: str, password: str) -> object:
        raise UserError("Tài khoản này đã khóa; hãy báo lãnh đạo.")

    page = SignIn("Trung tâm", OFFICIALS[:1], refuse, InlineTasks())
    qtbot.addWidget(page)
    page.show()
    page.password.setText("x")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert page.said("") == "Tài khoản này đã khóa; hãy báo lãnh đạo."


def test_the_password_is_checked_off_the_gui_thread_and_only_once(qtbot):
    tasks, calls = Tasks(), []

    def slow(login: str, password: str) -> object:
        calls.append(login)
        return login

    page = SignIn("Trung tâm", OFFICIALS[:1], slow, tasks)
    qtbot.addWidget(page)
    page.password.setText("x")
    with qtbot.waitSignal(page.signed_in):
        page._try()
        assert not page._button.isEnabled()
        page._try()
    assert calls == ["mai"]
    assert page._button.isEnabled()
    tasks.close()


def test_caps_lock_is_noticed_while_typing(qtbot, page):
    seen = []
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for letter, modifier in (("a", none), ("A", shift), ("A", none), ("a", shift), ("a", none)):
        QApplication.sendEvent(page.password, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter))
        seen.append(page.password.hint.isVisible())
    assert seen == [False, False, True, True, False]


CODE = "OCD1-good"
UNIT = Enrolled("H02.15.23", "xã Suối Trong", "UBND xã Suối Trong", "Trung tâm", "Suối Trong", 2)


def read(text: str) -> Enrolled:
    if text != CODE:
        raise UserError("Mã ghi danh không đúng.", field="enrolment")
    return UNIT


@pytest.fixture
def submitted() -> list[FirstStartValues]:
    return []


@pytest.fixture
def start(qtbot, submitted):
    def submit(values: FirstStartValues) -> str:
        if values.login == "lãnh đạo":
            raise UserError("Tên đăng nhập chỉ gồm chữ không dấu và số.", field="login")
        submitted.append(values)
        return "ready"

    start = FirstStart(read, submit, InlineTasks())
    qtbot.addWidget(start)
    with qtbot.waitActive(start):
        start.show()
        start.activateWindow()
    return start


def fill(start: FirstStart, **texts: str) -> None:
    for name, typed in texts.items():
        start[name].setText(typed)


OFFICIAL = {"official": "Lê Thị Mai", "login": "mai", "password": "12345678", "repeated": "12345678"}
TYPED = {name: str(getattr(UNIT, name)) for name in Enrolled.__slots__}


def test_a_code_fills_unit_and_desk_which_then_cannot_be_changed(qtbot, start, submitted):
    fill(start, enrolment=CODE, **OFFICIAL)
    assert (start["unit_name"].text(), start["desk"].text()) == ("xã Suối Trong", "2")
    assert start["unit_name"].isReadOnly()
    with qtbot.waitSignal(start.finished) as finished:
        qtbot.keyClick(start, Qt.Key.Key_F12)
    assert finished.args == ["ready"]
    assert submitted[0].enrolment == CODE
    assert submitted[0].desk == 2
    fill(start, enrolment="")
    assert not start["unit_name"].isReadOnly()


def test_tab_goes_past_what_the_code_filled_in(qtbot, start):
    start["enrolment"].setFocus()
    fill(start, enrolment=CODE)
    qtbot.keyClick(start["enrolment"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start["phone"]
    qtbot.keyClick(start["phone"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start["official"]
    assert start["centre"].cursorPosition() == 0


def test_f12_on_an_empty_page_asks_for_the_code(qtbot, start, submitted):
    start["login"].setFocus()
    qtbot.keyClick(start["login"], Qt.Key.Key_F12)
    assert QApplication.focusWidget() is start["enrolment"]
    assert start.said("enrolment").startswith("Hãy dán mã ghi danh")
    assert submitted == []


def test_a_second_password_that_differs_is_selected_to_be_typed_again(start):
    fill(start, **{**TYPED, **OFFICIAL, "repeated": "123456789"})
    start._button.click()
    assert start["repeated"].selectionLength() == 9


def test_a_wrong_code_is_said_at_once_and_locks_nothing(start):
    fill(start, enrolment="OCD1-cut")
    assert start.said("enrolment") == "Mã ghi danh không đúng."
    assert not start["unit_code"].isReadOnly()


@pytest.mark.parametrize("more", [{}, OFFICIAL, {**TYPED, **OFFICIAL}])
def test_f12_with_a_wrong_code_says_again_why_it_is_wrong(start, submitted, more):
    fill(start, enrolment="OCD1-cut", **more)
    start._button.click()
    assert start.said("enrolment") == "Mã ghi danh không đúng."
    assert start.said("unit_code") == ""
    assert QApplication.focusWidget() is start["enrolment"]
    assert submitted == []


def test_the_telephone_of_the_desk_may_be_given_and_is_not_asked_for(start, submitted):
    fill(start, enrolment=CODE, **OFFICIAL)
    assert start["phone"].isVisible()
    start._button.click()
    fill(start, phone=" 0222 3888  999 ")
    start._button.click()
    assert [one.phone for one in submitted] == ["", "0222 3888 999"]


def test_the_unit_may_be_typed_instead(qtbot, start, submitted):
    fill(start, **TYPED, **OFFICIAL)
    start["official"].setText("  Lê  Thị Mai ")
    start._button.click()
    unit = ("H02.15.23", "xã Suối Trong", "UBND xã Suối Trong", "Trung tâm", "Suối Trong")
    assert submitted == [FirstStartValues("", *unit, 2, "Lê Thị Mai", "mai", "12345678")]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"unit_name": " "}, "unit_name", "Hãy gõ tên đơn vị, như xã Suối Trong."),
        ({"desk": ""}, "desk", "Quầy số là một chữ số từ 1 đến 9."),
        ({"password": "1234567", "repeated": "1234567"}, "password", "Mật khẩu cần ít nhất 8 ký tự."),
        ({"repeated": "123456789"}, "repeated", "Hai lần gõ mật khẩu không giống nhau."),
        ({"login": "lãnh đạo"}, "login", "Tên đăng nhập chỉ gồm chữ không dấu và số."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_set_up(start, submitted, changed, field, sentence):
    fill(start, **{**TYPED, **OFFICIAL, **changed})
    start._button.click()
    assert start.said(field) == sentence
    assert QApplication.focusWidget() is start[field]
    assert submitted == []


def test_the_telephone_stands_with_the_desk_and_says_on_which_papers_it_is_printed(start):
    assert start["phone"].mapTo(start, QPoint()).y() < start["unit_code"].mapTo(start, QPoint()).y()
    said = text(start)
    assert "Điện thoại của quầy (in trên giấy cho dân)" in said
    assert "phiếu bổ sung (02), phiếu từ chối (03), thông báo dừng (05), phiếu tình trạng" in said


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_passwords_and_button_are_seen_on_a_small_screen_in_any_type(qtbot, qapp, start, scale):
    apply(qapp, Theme(scale=scale))
    start.resize(1366, 768)
    qtbot.waitUntil(lambda: start.findChild(Scroll).widget().width() > 700)
    QApplication.processEvents()
    try:
        for widget in (start["password"], start["repeated"], start._button):
            assert widget.mapTo(start, widget.rect().bottomLeft()).y() <= 768
            assert not widget.visibleRegion().isEmpty()
    finally:
        apply(qapp, Theme())


def test_the_desk_is_one_digit_from_1_to_9(qtbot, start):
    start["desk"].setFocus()
    qtbot.keyClicks(start["desk"], "07x")
    assert start["desk"].text() == "7"
