"""The officials of this desk, and the form for one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.ui.signin.parts import PasswordEdit
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.widgets.rich import bold, join, soft


@dataclass(frozen=True, slots=True)
class NewOfficial:
    """What the form says."""

    official: Official
    password: str


class OfficialsPanel(Card):
    """``added`` carries a ``NewOfficial`` whose two passwords are equal; ``left``: sign out."""

    added = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._notice, self._form = QLabel(), Notice(), _Form()
        self._list.setWordWrap(True)
        self._add, self._leave = KeyButton("Thêm cán bộ", "F8"), KeyButton("Đăng xuất", "Ctrl+Q")
        head = Section(None, "Cán bộ của quầy này")
        head.add_right(self._leave)
        self.body.addWidget(head)
        for widget in (self._list, self._notice, self._form):
            self.body.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self._add)
        line.addStretch(1)
        self.body.addLayout(line)
        self._form.hide()
        self._add.clicked.connect(self.open_form)
        self._leave.clicked.connect(self.left)
        self._form.pressed.connect(self.save)
        self._form.cancelled.connect(self.close_form)

    def show_officials(self, people: Sequence[Official], here: Official) -> None:
        lines = (
            join(bold(one.name), soft(f" · {one.login}"), " · đang làm việc" if one.login == here.login else "")
            for one in people
        )
        self._list.setText("<br>".join(lines))

    def open_form(self) -> None:
        self._notice.dismiss()
        self._add.hide()
        self._form.show()
        self._form.setFocus()

    def close_form(self) -> bool:
        """Put the form away; false when it was not open."""
        if self._form.isHidden():
            return False
        self._form.clear()
        self._form.hide()
        self._add.show()
        self._add.setFocus()
        return True

    def typed(self) -> bool:
        return not self._form.isHidden() and self._form.typed()

    def save(self) -> None:
        """Tell what was typed, once it is whole."""
        if self._form.isHidden():
            return
        try:
            self.added.emit(self._form.read())
        except UserError as error:
            self.show_error(error)

    def was_added(self, official: Official) -> None:
        self.close_form()
        self._notice.say(f"Đã thêm {official.name}; tên đăng nhập là {official.login}.")

    def show_error(self, error: UserError) -> bool:
        return self._form.fields.show(error)


class _Form(QWidget):
    pressed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = Fields()
        self._name, self._login, self._password, self._again = QLineEdit(), QLineEdit(), PasswordEdit(), PasswordEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            _pair(
                self.fields.add("official", Field("Họ và tên, như trên giấy hẹn", self._name)),
                self.fields.add("login", Field("Tên đăng nhập", self._login)),
            )
        )
        column.addLayout(
            _pair(
                self.fields.add("password", Field("Mật khẩu, ít nhất 8 ký tự", self._password)),
                self.fields.add("official.again", Field("Nhập lại mật khẩu", self._again)),
            )
        )
        column.addWidget(self._password.hint)
        column.addWidget(self._again.hint)
        save, cancel = KeyButton("Lưu cán bộ", "F12", Kind.MAIN), KeyButton("Thôi", "Esc")
        line = QHBoxLayout()
        line.addWidget(save)
        line.addWidget(cancel)
        line.addStretch(1)
        column.addLayout(line)
        save.clicked.connect(self.pressed)
        cancel.clicked.connect(self.cancelled)
        inputs = (self._name, self._login, self._password, self._again)
        for line_edit, following in pairwise(inputs):
            line_edit.returnPressed.connect(following.setFocus)
        self._again.returnPressed.connect(self.pressed)
        self.setFocusProxy(self._name)

    def read(self) -> NewOfficial:
        """``UserError`` names the field; what the services check is left to them."""
        if self._password.text() != self._again.text():
            raise UserError("Hai lần nhập mật khẩu không giống nhau.", field="official.again")
        return NewOfficial(Official(self._login.text(), self._name.text()), self._password.text())

    def typed(self) -> bool:
        return any(one.text() for one in (self._name, self._login, self._password, self._again))

    def clear(self) -> None:
        for one in (self._name, self._login, self._password, self._again):
            one.clear()
        self.fields.clear()


def _pair(*fields: Field) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    for field in fields:
        line.addWidget(field, 1)
    return line
