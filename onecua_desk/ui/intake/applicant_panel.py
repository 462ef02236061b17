"""Step 2: who hands the dossier in, scanned from the card or typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from onecua_desk.domain.citizen import Card as CitizenCard
from onecua_desk.domain.citizen import number_warnings
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.card_line import CardLine
from onecua_desk.ui.intake.date_edit import DateEdit
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.words import grouped_number, grouped_phone
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Field, Fields

Input = TypeVar("Input", bound=QWidget)


class ApplicantPanel(Card):
    """``changed``: any input."""

    changed = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self.card = CardLine()
        self.name, self.number, self.born, self.sex = QLineEdit(), QLineEdit(), DateEdit(), QComboBox()
        self.address, self.phone = QLineEdit(), QLineEdit()
        self.email, self.representative, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.representative.setPlaceholderText("Họ tên, số giấy tờ")
        self.sex.addItems(["", "Nam", "Nữ"])
        self._scanned = Badge()
        self._more = KeyButton("Thêm", "Ctrl+T", Kind.QUIET)
        self._more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more.setToolTip("Email, người được ủy quyền, ghi chú")
        self._lay_out()
        self._connect()
        self._show_more(False)

    def set_today(self, today: date) -> None:
        self.card.today = today

    def applicant(self) -> Applicant:
        """As typed; what is no day counts as not given."""
        return Applicant(
            name=self.name.text(),
            number=self.number.text(),
            born=self.born.value(),
            sex=self.sex.currentText(),
            address=self.address.text(),
            phone=self.phone.text(),
            email=self.email.text(),
        ).tidied()

    def errors(self) -> Iterator[UserError]:
        """Without a name, or with a birth date that is no day of the past."""
        if not self.applicant().name:
            yield UserError("Hãy nhập họ tên người nộp (hoặc quét thẻ).", field="applicant.name")
        problem = self.born.problem()
        if not problem and (born := self.born.value()) and born > self.card.today:
            problem = "Ngày sinh ở tương lai; hãy nhập lại."
        if problem:
            yield UserError(problem, field="applicant.born")

    def take(self, card: CitizenCard) -> None:
        self.name.setText(card.name)
        self.number.setText(grouped_number(card.number))
        self.born.set_value(card.born)
        self.sex.setCurrentText(card.sex)
        self.address.setText(card.address)
        for edit in (self.name, self.address):
            edit.setCursorPosition(0)  # a long text shows its beginning
        for name in ("name", "number", "born", "sex", "address"):
            self._fields[f"applicant.{name}"].clear()
        self._warn()
        self._scanned.show_state("Đã quét thẻ", Tone.OK)
        self.next_empty().setFocus()

    def next_empty(self) -> QLineEdit:
        """Where the talk goes on: the first of the usual inputs that is still empty, else the last."""
        usual = (self.name, self.number, self.born, self.address, self.phone)
        return next((one for one in usual if not one.text()), self.phone)

    def clear(self) -> None:
        self.card.clear_all()
        for edit in self._edits():
            edit.clear()
        self.sex.setCurrentIndex(0)
        self._scanned.show_state("")
        self._show_more(False)

    def is_touched(self) -> bool:
        return any(edit.text() for edit in (self.card, *self._edits())) or self.sex.currentIndex() > 0

    def _edits(self) -> tuple[QLineEdit, ...]:
        more = (self.email, self.representative, self.note)
        return (self.name, self.number, self.born, self.address, self.phone, *more)

    def _lay_out(self) -> None:
        heading = Section(2, "Người nộp")
        heading.add(self._scanned)
        heading.add_right(self.card)
        self.card.setMinimumWidth(250)
        row, self._rest = FieldRow(), QWidget()
        rest = FieldRow(self._rest)
        row.add(self._field("name", "Họ và tên", self.name), 200, 3)
        row.add(self._field("number", "Số định danh", self.number), 160, 1)
        row.add(self._field("born", "Ngày sinh", self.born), 126)
        row.add(self._field("sex", "Giới tính", self.sex), 84)
        row.add(self._field("address", "Địa chỉ", self.address), 300, 1)
        row.add(self._field("phone", "Điện thoại", self.phone), 150)
        row.add(_on_line(self._more), 110)
        rest.add(self._field("email", "Email", self.email), 180, 1)
        rest.add(Field("Người được ủy quyền", self.representative), 250, 1)
        rest.add(Field("Ghi chú", self.note), 150, 1)
        self.body.addWidget(heading)
        self.body.addWidget(self.card.message)
        self.body.addLayout(row)
        self.body.addWidget(self._rest)

    def _field(self, name: str, label: str, edit: QWidget) -> Field:
        return self._fields.add(f"applicant.{name}", Field(label, edit))

    def _connect(self) -> None:
        self.card.read.connect(self.take)
        for edit in self._edits():
            edit.textChanged.connect(self.changed)
        self.sex.currentIndexChanged.connect(self.changed)
        self.card.textChanged.connect(self.changed)
        self.number.editingFinished.connect(lambda: self.number.setText(grouped_number(self.number.text())))
        self.phone.editingFinished.connect(lambda: self.phone.setText(grouped_phone(self.phone.text())))
        for edit in (self.number, self.born):
            edit.editingFinished.connect(self._warn)
        self.sex.currentIndexChanged.connect(self._warn)
        self._more.clicked.connect(lambda: self._show_more(self._rest.isHidden()))

    def _warn(self) -> None:
        who = self.applicant()
        self._fields["applicant.number"].set_warning(" ".join(number_warnings(who.number, who.born, who.sex)))
        if problem := self.born.problem():
            self._fields["applicant.born"].set_error(problem)

    def _show_more(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._more.setText("Bớt" if shown else "Thêm")
        if shown:
            self.email.setFocus()


def _on_line(button: QWidget) -> Field:
    """The button at the height of the inputs beside it."""
    return Field(" ", button)
