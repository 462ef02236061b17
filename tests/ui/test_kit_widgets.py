"""The building blocks behave as the screens rely on."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.resources import resource
from onecua_desk.ui.focus_ring import FocusRing
from onecua_desk.ui.icons import icon, pixmap
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.busy import Busy
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.key_cap import cap_width
from onecua_desk.ui.widgets.key_values import KeyValues
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.rich import bold, html, join
from onecua_desk.ui.widgets.timeline import Entry, Timeline


@pytest.fixture
def page(qtbot):
    """A window to put widgets into."""
    window = QWidget()
    rows = QVBoxLayout(window)
    qtbot.addWidget(window)

    def place(*widgets):
        for widget in widgets:
            rows.addWidget(widget)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return place


def test_an_error_stands_at_the_field_until_it_is_edited(page):
    fields = Fields()
    name = fields.add("applicant.name", Field("Họ và tên", QLineEdit()))
    box = QLineEdit()
    number = fields.add("applicant.number", Field("Số định danh", box))
    page(name, number)
    height = number.sizeHint().height()
    assert fields.show(UserError("Số định danh phải có 12 chữ số.", field="applicant.number"))
    assert number.message() == "Số định danh phải có 12 chữ số."
    assert number.input.property("state") == "error"
    assert number.sizeHint().height() > height
    box.insert("0")
    assert (number.message(), number.input.property("state")) == ("", "")
    assert number.sizeHint().height() == height


def test_an_error_of_the_whole_screen_belongs_to_no_field():
    assert not Fields().show(UserError("Ổ đĩa đã đầy; hãy xóa bớt tệp."))


def test_choosing_clears_the_error_too(qtbot):
    where, helped = QComboBox(), QCheckBox()
    fields = [Field("Nơi nhận", where), Field("Được giúp đỡ", helped)]
    for field in fields:
        qtbot.addWidget(field)
        field.set_error("Hãy chọn.")
    where.addItem("Quầy")
    helped.setChecked(True)
    assert [field.message() for field in fields] == ["", ""]


def test_a_key_button_is_pressed_by_its_key_but_leaves_the_frames_keys_alone(qtbot, page):
    own, main = KeyButton("Bổ sung", "F7"), KeyButton("Lưu và in", "F12", Kind.MAIN)
    window = page(own, main)
    with qtbot.waitSignal(own.clicked):
        qtbot.keyClick(window, Qt.Key.Key_F7)
    with qtbot.assertNotEmitted(main.clicked):
        qtbot.keyClick(window, Qt.Key.Key_F12)


def test_a_disabled_key_button_does_not_answer_its_key(qtbot, page):
    button = KeyButton("Bổ sung", "F7")
    window = page(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_F7)


def test_chips_are_moved_along_with_the_arrow_keys_and_tell_what_is_chosen(qtbot, page):
    bar = ChipBar()
    first, *_ = [bar.add(name, name, Tone.LATE) for name in ("late", "today", "soon")]
    page(bar)
    told: list[str] = []
    bar.chosen.connect(told.append)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert told == ["soon", "late"]
    assert bar.selected() == "late"


def test_an_optional_chip_is_let_go_by_pressing_it_again(qtbot, page):
    bar = ChipBar(optional=True)
    chip = bar.add("late", "Quá hạn", Tone.LATE)
    bar.set_count("late", 1203)
    page(bar)
    assert (bar.selected(), chip.count()) == ("", "1.203")
    chip.click()
    assert (bar.selected(), chip.isChecked()) == ("late", True)
    chip.click()
    assert (bar.selected(), chip.isChecked()) == ("", False)


def test_widgets_that_do_not_fit_go_on_in_the_next_line(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(8, host)
    for _ in range(6):
        child = QWidget(host)
        child.setFixedSize(100, 20)
        flow.addWidget(child)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(330) == 48
    assert flow.minimumSize().width() == 100


def test_a_badge_and_a_notice_made_before_they_are_placed_open_no_window(qtbot, page):
    badge, notice, busy = Badge("Quá hạn", Tone.LATE), Notice(), Busy()
    notice.say("Đã lưu.")
    busy.start("Đang gửi")
    assert not any(widget.isVisible() for widget in (badge, notice, busy))
    page(badge, notice, busy)
    assert all(widget.isVisible() for widget in (badge, notice, busy))
    badge.show_state("")
    busy.stop()
    assert not badge.isVisible()
    assert not busy.isVisible()


def test_a_notice_offers_verbs_and_can_be_dismissed(qtbot, page):
    notice, done = Notice(), []
    page(notice)
    notice.say("Đã lưu và in 2 liên, mã H02.15.23-261123-2007", Tone.OK, [("In lại", lambda: done.append("again"))])
    verb = notice.findChild(KeyButton)
    assert verb is not None
    assert verb.text() == "In lại"
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert done == ["again"]
    assert notice.text().startswith("Đã lưu và in 2 liên")
    with qtbot.waitSignal(notice.dismissed):
        notice.dismiss()
    assert notice.text() == ""


def test_what_people_typed_is_never_read_as_markup(qtbot):
    assert html("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"
    assert join("<i>", bold("x")).startswith("&lt;i&gt;<span")
    line, rows = Timeline(), KeyValues()
    for widget in (line, rows):
        qtbot.addWidget(widget)
    line.show_entries([Entry("Tiếp nhận <script>", "16/11 08:55", ("a < b",)), Entry("Bổ sung", "17/11 08:00")])
    rows.show_rows([("Kết quả", "<img src=x>"), ("Hẹn trả", "17:00")])
    line.show_entries([Entry("Tiếp nhận", "16/11 08:55")])
    rows.show_rows([("Kết quả", "412/2026")])
    for widget in (line, rows):
        widget.resize(400, 300)
        assert not widget.grab().isNull()


def test_a_search_is_asked_once_after_the_last_letter(qtbot):
    box = HintEdit("Tìm", "26 hồ sơ")
    qtbot.addWidget(box)
    told: list[str] = []
    box.searched.connect(told.append)
    with qtbot.waitSignal(box.searched):
        for letter in "nguyễn":
            box.insert(letter)
    assert told == ["nguyễn"]
    box.search_now()
    assert told == ["nguyễn", "nguyễn"]


def halo(window: QWidget) -> QRect:
    """Where the one visible halo is."""
    children: Iterable[QWidget] = window.findChildren(QWidget)
    [place] = [child.geometry() for child in children if type(child).__name__ == "_Halo" and child.isVisible()]
    return place


def test_the_halo_follows_the_focus_and_outlives_deleted_inputs(qtbot, qapp, page):
    ring = FocusRing(qapp)
    first, second = Field("Một", QLineEdit()), Field("Hai", QLineEdit())
    window = page(first, second)
    first.input.setFocus()
    assert halo(window).contains(first.input.geometry().translated(first.pos()))
    second.input.setFocus()
    assert halo(window).contains(second.input.geometry().translated(second.pos()))
    second.deleteLater()
    QCoreApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    first.input.setFocus()
    assert halo(window).contains(first.input.geometry().translated(first.pos()))
    ring.deleteLater()


def test_standard_buttons_and_menus_speak_vietnamese(qtbot):
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Ok | buttons.Cancel | buttons.Yes | buttons.No | buttons.Save | buttons.Discard)
    qtbot.addWidget(box)
    assert {button.text() for button in box.buttons()} == {"Đồng ý", "Hủy", "Có", "Không", "Lưu", "Bỏ"}
    edit = QLineEdit("x")
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    said = {action.text().split("\t")[0] for action in menu.actions() if action.text()}
    assert said == {"Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"}
    assert QCoreApplication.translate("Nowhere", "not a text of Qt") == "not a text of Qt"


ICONS = sorted(path.stem for path in resource("icons").glob("*.svg") if not path.stem.endswith("-white"))


@pytest.mark.parametrize("name", [name for name in ICONS if name != "chevron-down"])
def test_icons_are_drawn_in_the_colour_asked_for(qapp, name):
    picture = pixmap(name, "#B42318", 24, 1.5).toImage()
    assert picture.width() == 36
    pixels = [picture.pixelColor(x, y) for x in range(36) for y in range(36)]
    assert {pixel.name() for pixel in pixels if pixel.alpha() == 255} == {"#b42318"}
    assert not icon(name, "#B42318").isNull()


def test_a_key_cap_shows_arrows_and_no_english_names() -> None:
    assert cap_width("Alt+Left") == cap_width("Alt+←")
