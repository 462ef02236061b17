"""The first start: which unit and desk this machine serves, and its first official."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeySequence, QRegularExpressionValidator, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.ui.signin.fields_grid import FieldsGrid
from onecua_desk.ui.signin.parts import CentredPage, PasswordEdit
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Section, rule
from onecua_desk.ui.widgets.desk_phone import LABEL, WHERE, DeskPhoneEdit
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.notice import Notice

LEAST_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolment code says, to be shown in the fields that it fills."""

    unit_code: str
    unit_name: str
    parent: str
    centre: str
    place: str
    desk: int


@dataclass(frozen=True, slots=True)
class FirstStartValues:
    """What was filled in; ``enrolment`` is the code as pasted, empty where the unit was typed.

    ``phone``: of the desk, for the forms that name one; it may be left empty.
    """

    enrolment: str
    unit_code: str
    unit_name: str
    parent: str
    centre: str
    place: str
    desk: int
    official: str
    login: str
    password: str
    phone: str = ""


_UNIT = (
    ("unit_code", "Mã đơn vị", "H02.15.23", "Hãy gõ mã đơn vị, như H02.15.23."),
    ("desk", "Quầy số", "1", "Quầy số là một chữ số từ 1 đến 9."),
    ("unit_name", "Tên đơn vị", "xã Suối Trong", "Hãy gõ tên đơn vị, như xã Suối Trong."),
    ("parent", "Cơ quan chủ quản", "UBND xã Suối Trong", "Hãy gõ cơ quan đứng đầu giấy hẹn, như UBND xã Suối Trong."),
    ("centre", "Tên trung tâm", "Trung tâm Phục vụ hành chính công xã Suối Trong", "Hãy gõ tên trung tâm."),
    ("place", "Địa danh trên giấy hẹn", "Suối Trong", "Hãy gõ địa danh đứng trước ngày tháng trên giấy hẹn."),
)
_OFFICIAL = (
    ("official", "Họ và tên", "Lê Thị Mai", "Hãy gõ họ và tên cán bộ."),
    ("login", "Tên đăng nhập", "mai", "Hãy gõ tên đăng nhập."),
)


class FirstStart(CentredPage):
    """``read_code`` reads an enrolment code (``UserError`` when it is wrong); ``on_submit`` sets the machine up.

    ``on_submit`` runs off the GUI thread; the field of its ``UserError`` is a name of ``FirstStartValues``.
    """

    finished = Signal(object)

    def __init__(
        self,
        read_code: Callable[[str], Enrolled],
        on_submit: Callable[[FirstStartValues], object],
        tasks: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Một cửa", "Thiết lập máy này lần đầu", 760, parent)
        self._read_code, self._on_submit, self._tasks = read_code, on_submit, tasks
        self._fields = Fields()
        self._notice, self._read = Notice(), Badge()
        self._button = KeyButton("Bắt đầu làm việc", "F12", Kind.MAIN)
        self._lay_out()
        self["desk"].setValidator(QRegularExpressionValidator(QRegularExpression("[1-9]"), self))
        self["enrolment"].textChanged.connect(self._fill_from_code)
        self._button.clicked.connect(self._submit)
        QShortcut(QKeySequence("F12"), self).activated.connect(self._button.click)

    def __getitem__(self, name: str) -> QLineEdit:
        """The input of that name."""
        return self._fields[name].input  # type: ignore[return-value]  # every field here holds a QLineEdit

    def values(self) -> FirstStartValues:
        """What stands in the fields now, spaces and letter forms set right."""
        typed = set(FirstStartValues.__slots__) - {"desk", "password"}
        texts = {name: clean(self[name].text()) for name in typed}
        return FirstStartValues(**texts, desk=int(self["desk"].text() or 0), password=self["password"].text())

    def _lay_out(self) -> None:
        body = self.card.body
        body.setSpacing(10)
        code = Section(1, "Đơn vị và quầy", "Dán mã ghi danh do cấp trên gửi, hoặc gõ từng ô.")
        code.add(self._read)
        desk = [("enrolment", "Mã ghi danh (nếu có)", QLineEdit(placeholderText="OCD1-…"))]
        desk += [("phone", LABEL, DeskPhoneEdit())]
        where = QLabel(WHERE)
        where.setWordWrap(True)
        mark(where, "role", "soft")
        unit = [(name, label, _box(example)) for name, label, example, _ in _UNIT]
        for part in (self._notice, code, self._grid(desk, 2), where, self._grid(unit, 3)):
            body.addWidget(part)
        body.addWidget(rule())
        body.addWidget(Section(2, "Cán bộ đầu tiên", f"Mật khẩu ít nhất {LEAST_PASSWORD} ký tự."))
        people = [(name, label, _box(example)) for name, label, example, _ in _OFFICIAL]
        people += [("password", "Mật khẩu", PasswordEdit()), ("repeated", "Gõ lại mật khẩu", PasswordEdit())]
        body.addWidget(self._grid(people, 4))
        for name in ("password", "repeated"):
            body.addWidget(self[name].hint)  # type: ignore[attr-defined]
        body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)

    def _grid(self, inputs: list[tuple[str, str, QLineEdit]], columns: int) -> FieldsGrid:
        for *_, box in inputs:
            box.returnPressed.connect(self.focusNextChild)
        return FieldsGrid([self._fields.add(name, Field(label, box)) for name, label, box in inputs], columns)

    def _fill_from_code(self, text: str) -> None:
        self._read.show_state("")
        if not text.strip():
            self._lock(False)
            return
        try:
            enrolled = self._read_code(text)
        except UserError as error:
            self._lock(False)
            self._fields["enrolment"].set_error(str(error))
            return
        self._fields.clear()
        self._read.show_state("Đã đọc mã", Tone.OK)
        for name in Enrolled.__slots__:
            self[name].setText(str(getattr(enrolled, name)))
            self[name].setCursorPosition(0)  # a long text shows its beginning
        self._lock(True)

    def _lock(self, locked: bool) -> None:
        """What the code says is not typed: Tab goes past it."""
        for name in Enrolled.__slots__:
            self[name].setReadOnly(locked)
            self[name].setFocusPolicy(Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus)

    def said(self, field: str) -> str:
        """The sentence that stands at a field now, or with ``""`` above the form."""
        return self._fields[field].message() if field else self._notice.text()

    def _submit(self) -> None:
        self._notice.dismiss()
        self._fields.clear()
        values = self.values()
        if mistake := self._mistake(values):
            self._fields.show(mistake)
            if mistake.field == "repeated":
                self["repeated"].selectAll()
            return
        self._wait(True)
        self._tasks.run(lambda: self._on_submit(values), self._done, self._refuse)

    def _mistake(self, values: FirstStartValues) -> UserError | None:
        if not any(self[name].text().strip() for name in ("enrolment", *Enrolled.__slots__)):
            return UserError("Hãy dán mã ghi danh; không có mã thì gõ từng ô bên dưới.", field="enrolment")
        if values.enrolment and (wrong := self._wrong_code(values.enrolment)):
            return wrong
        for name, _, _, sentence in _UNIT + _OFFICIAL:
            if not getattr(values, name):
                return UserError(sentence, field=name)
        if len(values.password) < LEAST_PASSWORD:
            return UserError(f"Mật khẩu cần ít nhất {LEAST_PASSWORD} ký tự.", field="password")
        if values.password != self["repeated"].text():
            return UserError("Hai lần gõ mật khẩu không giống nhau.", field="repeated")
        return None

    def _wrong_code(self, code: str) -> UserError | None:
        """What the code fills in is not asked for one by one where it is the code that is wrong."""
        try:
            self._read_code(code)
        except UserError as error:
            return UserError(str(error), field="enrolment")
        return None

    def _done(self, outcome: object) -> None:
        self._wait(False)
        self.finished.emit(outcome)

    def _refuse(self, error: Exception) -> None:
        self._wait(False)
        if not isinstance(error, UserError):
            raise error
        if not self._fields.show(error):
            self._notice.say(str(error), Tone.LATE, lasting=True)

    def _wait(self, waiting: bool) -> None:
        self._button.setEnabled(not waiting)
        self._button.setText("Đang thiết lập…" if waiting else "Bắt đầu làm việc")


def _box(example: str) -> QLineEdit:
    return QLineEdit(placeholderText=f"Ví dụ: {example}")
