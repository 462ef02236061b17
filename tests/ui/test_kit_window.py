"""The frame: keys, lazy screens, remembered focus, the look-up box, closing."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QVBoxLayout

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.main_window import MainWindow
from onecua_desk.ui.screen import Place, Screen
from onecua_desk.ui.theme import SCALES, Theme, apply
from onecua_desk.ui.widgets.top_line import clock_words

CENTRE = "Trung tâm Phục vụ hành chính công xã Suối Trong"


class Plain(Screen):
    """Two inputs, and a record of what the frame asked."""

    def __init__(self, asked: list[str]) -> None:
        super().__init__()
        self.asked, self.typed = asked, ""
        self.first, self.second = QLineEdit(), QLineEdit()
        rows = QVBoxLayout(self)
        rows.addWidget(self.first)
        rows.addWidget(self.second)

    def shown(self) -> None:
        self.asked.append("shown")

    def main_verb(self) -> None:
        self.asked.append("main")

    def back(self) -> bool:
        self.asked.append("back")
        return True

    def refresh(self, changes: object) -> None:
        self.asked.append(f"refresh {changes}")

    def unsaved(self) -> str:
        return self.typed

    def first_focus(self) -> QLineEdit:
        return self.first


@pytest.fixture
def asked() -> dict[str, list[str]]:
    return {"intake": [], "handback": [], "dossiers": [], "settings": []}


@pytest.fixture
def window(qtbot, asked):
    places = [
        Place("intake", "Tiếp nhận", "F2", lambda: Plain(asked["intake"])),
        Place("handback", "Trả kết quả", "F3", lambda: Plain(asked["handback"])),
        Place("dossiers", "Hồ sơ", "F4", lambda: Plain(asked["dossiers"])),
        Place("settings", "Cài đặt", "F10", lambda: Plain(asked["settings"]), bottom=True),
    ]
    window = MainWindow(places, CENTRE, lambda: datetime(2026, 11, 21, 9, 41))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_place("intake")
    return window


def test_a_screen_is_built_when_it_is_first_visited(qtbot, window, asked):
    assert window.built("dossiers") is None
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.current_screen() is window.built("dossiers")
    assert window.rail.item("dossiers").isChecked()
    assert not window.rail.item("intake").isChecked()
    assert (asked["dossiers"], asked["handback"]) == (["shown"], [])


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_F3, "handback"), (Qt.Key.Key_F10, "settings")])
def test_each_place_has_its_key(qtbot, window, key, name):
    with qtbot.waitSignal(window.opened) as opened:
        qtbot.keyClick(window, key)
    assert opened.args == [name]


def test_f12_and_esc_go_to_the_screen_that_is_shown(qtbot, window, asked):
    qtbot.keyClick(window, Qt.Key.Key_F12)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert asked["intake"] == ["shown", "main", "back"]


def test_the_keyboard_comes_back_to_where_it_was_on_each_screen(qtbot, window):
    intake = window.current_screen()
    assert QApplication.focusWidget() is intake.first
    qtbot.keyClick(intake.first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is intake.second
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert QApplication.focusWidget() is window.built("dossiers").first
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is intake.second


def test_the_look_up_box_is_reached_from_anywhere_and_left_with_esc(qtbot, window):
    intake = window.current_screen()
    intake.second.setFocus()
    qtbot.keyClick(intake.second, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.top.lookup.hasFocus()
    window.top.lookup.setText("  0912 345 678 ")
    with qtbot.waitSignal(window.looked_up) as looked_up:
        qtbot.keyClick(window.top.lookup, Qt.Key.Key_Return)
    assert looked_up.args == ["0912 345 678"]
    qtbot.keyClick(window.top.lookup, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is intake.second
    assert window.top.lookup.text() == ""


def test_tab_stays_in_the_screen(qtbot, window):
    intake = window.current_screen()
    for expected in (intake.second, intake.first, intake.second):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected


def test_news_reaches_every_screen_that_was_built(window, asked):
    window.show_place("dossiers")
    window.refresh("one dossier")
    assert asked["intake"][-1] == asked["dossiers"][-1] == "refresh one dossier"
    assert asked["handback"] == []


def test_counts_and_the_state_of_the_line_stand_in_the_frame(window):
    window.set_count("dossiers", 3, Tone.LATE)
    window.set_count("handback", 1200)
    window.set_official("Quầy 2", "Lê Thị Mai")
    window.set_line("Ngoại tuyến · 12 hồ sơ chờ gửi, cũ nhất 09:14", Tone.UNSENT)
    window.set_printer("Máy in: Canon LBP 2900 · sẵn sàng")
    window.set_backup("Sao lưu lúc 07:32")
    assert (window.rail.item("dossiers").count(), window.rail.item("handback").count()) == ("3", "999+")
    assert window.bottom.line.text().startswith("Ngoại tuyến")
    assert window.top.clock() == "Thứ Bảy 21/11/2026 · 09:41"
    window.set_count("dossiers", 0, Tone.LATE)
    assert window.rail.item("dossiers").count() == ""


def test_the_clock_names_every_day_of_the_week():
    days = [clock_words(datetime(2026, 11, day, 7, 5)).split(" 2")[0] for day in range(23, 30)]
    assert days == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


def test_the_window_fits_a_1366_by_768_screen_at_every_type_size(qapp, window):
    window.set_official("Quầy 2", "Lê Thị Mai")
    for contrast in (False, True):
        for scale in SCALES:
            apply(qapp, Theme(contrast, scale))
            qapp.processEvents()
            needed = window.minimumSizeHint()
            assert (window.width(), window.height()) == (1366, 768)
            assert needed.width() <= 1180
            assert needed.height() <= 660
            centre = window.top._centre
            assert centre.fontMetrics().horizontalAdvance(CENTRE) <= centre.width()


def test_typed_work_is_not_lost_by_closing_without_a_question(qtbot, window):
    window.current_screen().typed = "Đơn đang nhập sẽ mất."

    def answer(text: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(0, lambda: answer("Ở lại"))
    assert not window.close()
    QTimer.singleShot(0, lambda: answer("Bỏ phần đang gõ"))
    with qtbot.waitSignal(window.closed):
        assert window.close()
