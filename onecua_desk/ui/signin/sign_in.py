"""Signing in: who sits at the desk today."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.signin.parts import CentredPage, PasswordEdit
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.notice import Notice

Official = tuple[str, str]
"""Sign-in name and full name."""


class SignIn(CentredPage):
    """``sign_in(login, password)`` runs off the GUI thread; what it returns is told by ``signed_in``.

    Its ``UserError`` may name the field ``"login"`` or ``"password"``.
    """

    signed_in = Signal(object)

    def __init__(
        self,
        centre: str,
        officials: Sequence[Official],
        sign_in: Callable[[str, str], object],
        tasks: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(centre, "Đăng nhập để bắt đầu làm việc", 440, parent)
        self._sign_in, self._tasks, self._officials = sign_in, tasks, tuple(officials)
        self._fields, self._listed = Fields(), False
        self.login_text, self.password = QLineEdit(placeholderText="Họ tên hoặc tên đăng nhập"), PasswordEdit()
        self.login = _login_box(self._officials, self.login_text)
        self._notice = Notice()
        self._button = KeyButton("Đăng nhập", "Enter", Kind.MAIN)
        self._fields.add("login", Field("Cán bộ", self.login))
        self._fields.add("password", Field("Mật khẩu", self.password))
        body = self.card.body
        body.setSpacing(12)
        for part in (self._notice, self._fields["login"], self._fields["password"], self.password.hint):
            body.addWidget(part)
        body.addSpacing(4)
        body.addWidget(self._button)
        self._button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        self.login_text.returnPressed.connect(self._to_password)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.password if self.login.currentText() else self.login).setFocus(Qt.FocusReason.OtherFocusReason)

    def entered_login(self) -> str:
        """The sign-in name that is meant: a listed official, else the text as typed."""
        typed = self.login.currentText().strip()
        return next((login for login, name in self._officials if typed in {_shown(login, name), name}), typed)

    def _to_password(self) -> None:
        self.password.setFocus(Qt.FocusReason.TabFocusReason)

    def said(self, field: str) -> str:
        """The sentence that stands at a field now, or with ``""`` above the form."""
        return self._fields[field].message() if field else self._notice.text()

    def _try(self) -> None:
        if not self._button.isEnabled():
            return
        login, password = self.entered_login(), self.password.text()
        self._listed = any(login == one for one, _ in self._officials)
        self._notice.dismiss()
        self._fields.clear()
        for name, value, sentence in (
            ("login", login, "Hãy chọn hoặc gõ tên cán bộ."),
            ("password", password, "Hãy gõ mật khẩu."),
        ):
            if not value:
                self._fields.show(UserError(sentence, field=name))
                return
        self._wait(True)
        self._tasks.run(lambda: self._sign_in(login, password), self._welcome, self._refuse)

    def _welcome(self, session: object) -> None:
        self._wait(False)
        self.password.clear()
        self.signed_in.emit(session)

    def _refuse(self, error: Exception) -> None:
        self._wait(False)
        if not isinstance(error, UserError):
            raise error
        if self._listed and error.field == "password":  # who is in the list exists: only the password can be wrong
            error = UserError("Mật khẩu không đúng.", field="password")
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.selectAll()
        if not self._fields.show(error):
            self._notice.say(str(error), Tone.LATE, lasting=True)

    def _wait(self, waiting: bool) -> None:
        self._button.setEnabled(not waiting)
        self._button.setText("Đang kiểm tra…" if waiting else "Đăng nhập")


def _shown(login: str, name: str) -> str:
    return f"{name} ({login})"


def _login_box(officials: Sequence[Official], text: QLineEdit) -> QComboBox:
    box = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
    box.setLineEdit(text)
    box.addItems([_shown(login, name) for login, name in officials])
    box.setCurrentIndex(0 if len(officials) == 1 else -1)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.popup().setObjectName("completion")
    box.setCompleter(completer)
    return box
