"""The inputs that say whose dossier it is: a citizen, or an organisation with its tax code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from onecua_desk.domain.applicant_fields import CORRECTABLE, asked_of, field_words
from onecua_desk.domain.citizen import Card, number_warnings
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.tax_code import tax_code_warnings
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.applicant_words import name_problem
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.sex_box import SexBox
from onecua_desk.ui.widgets.date_edit import DateEdit
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.words import grouped_number, grouped_phone


class ApplicantInputs(QWidget):
    """``changed``: any input; ``settled``: one was left, or filled at once."""

    changed = Signal()
    settled = Signal()

    def __init__(self, fields: Fields, last: QWidget, parent: QWidget | None = None) -> None:
        """``last`` stands at the end of the row, at the height of the inputs."""
        super().__init__(parent)
        self._fields, self._organisation = fields, False
        self.name, self.number, self.born, self.sex = QLineEdit(), QLineEdit(), DateEdit(), SexBox()
        self.address, self.phone = QLineEdit(), QLineEdit()
        self._lay_out(last)
        self._connect()

    def applicant(self, email: str) -> Applicant:
        """As typed; what is no day counts as not given."""
        return Applicant(
            name=self.name.text(),
            number=self.number.text(),
            born=None if self._organisation else self.born.value(),
            sex="" if self._organisation else self.sex.currentText(),
            address=self.address.text(),
            phone=self.phone.text(),
            email=email,
            organisation=self._organisation,
        ).tidied()

    def errors(self, today: date) -> Iterator[UserError]:
        """Without a name, or with a birth date that is no day of the past."""
        if not self.applicant("").name:
            missing = "tên tổ chức" if self._organisation else "họ tên người nộp (hoặc quét thẻ)"
            yield UserError(f"Hãy nhập {missing}.", field="applicant.name")
        if self._organisation:
            return
        if odd := name_problem(self.name.text()):
            yield UserError(odd, field="applicant.name")
        problem = self.born.problem()
        if not problem and (born := self.born.value()) and born > today:
            problem = "Ngày sinh ở tương lai; hãy nhập lại."
        if problem:
            yield UserError(problem, field="applicant.born")

    def set_organisation(self, organisation: bool) -> None:
        self._organisation = organisation
        words, asked = field_words(organisation), asked_of(organisation)
        for name in ("name", "number", "born", "sex", "address", "phone"):
            self._fields[f"applicant.{name}"].set_label(words[name])
            set_present(self._fields[f"applicant.{name}"], name in asked)
        self._tell_sex()
        self.warn()
        self.changed.emit()
        self.settled.emit()

    def take_card(self, card: Card) -> None:
        self._fill(Applicant(card.name, card.number, card.born, card.sex, card.address))

    def take_recorded(self, applicant: Applicant) -> None:
        """Everything that was recorded; what was not stays as it is typed."""
        self._fill(applicant)
        if applicant.phone:
            self.phone.setText(grouped_phone(applicant.phone))

    def take_typed(self, edit: QLineEdit, text: str) -> None:
        """A name or a number that was typed elsewhere, as if its input had been left."""
        edit.setText(grouped_number(text) if edit is self.number else text)
        self.warn()
        self.settled.emit()

    def next_empty(self) -> QLineEdit:
        """Where the talk goes on: the first of the usual inputs that is still empty, else the last."""
        usual = (self.name, self.number, self.born, self.address, self.phone)
        asked = [one for one in usual if not (one is self.born and self._organisation)]
        return next((one for one in asked if not one.text()), self.phone)

    def clear(self) -> None:
        for edit in self._edits().values():
            edit.clear()
        self.sex.forget()

    def is_touched(self) -> bool:
        return any(edit.text() for edit in self._edits().values()) or self.sex.currentIndex() > 0

    def kept(self) -> dict[str, object]:
        texts = {name: edit.text() for name, edit in self._edits().items()}
        return {**texts, **self.sex.kept()}

    def restore(self, kept: Mapping[str, object]) -> None:
        for name, edit in self._edits().items():
            edit.setText(str(kept.get(name, "")))
            edit.setCursorPosition(0)
        sex, number = str(kept.get("sex", "")), self.applicant("").number
        self.sex.restore(sex, number, by_number=kept.get("sex_by_number") is True)
        self.warn()

    def warn(self) -> None:
        """What looks odd about number and birth date; it stops nobody."""
        who = self.applicant("")
        odd = tax_code_warnings(who.number) if who.organisation else number_warnings(who.number, who.born, who.sex)
        self._fields["applicant.number"].set_warning(" ".join(odd))
        if problem := self.born.problem():
            self._fields["applicant.born"].set_error(problem)
        if problem := "" if who.organisation else name_problem(self.name.text()):
            self._fields["applicant.name"].set_error(problem)

    def _fill(self, who: Applicant) -> None:
        texts = {self.name: who.name, self.number: grouped_number(who.number), self.address: who.address}
        for edit, text in texts.items():
            if text:
                edit.setText(text)
                edit.setCursorPosition(0)  # a long text shows its beginning
        if who.born:
            self.born.set_value(who.born)
        if who.sex:
            self.sex.state(who.sex)
        for name in ("name", "number", "born", "sex", "address"):
            self._fields[f"applicant.{name}"].clear()
        self.warn()
        self.settled.emit()

    def _tell_sex(self) -> None:
        self.sex.follow("" if self._organisation else self.applicant("").number)

    def _edits(self) -> dict[str, QLineEdit]:
        return {
            "name": self.name,
            "number": self.number,
            "born": self.born,
            "address": self.address,
            "phone": self.phone,
        }

    def _lay_out(self, last: QWidget) -> None:
        row = FieldRow(self)
        row.add(self._field("name", self.name), 200, 3)
        row.add(self._field("number", self.number), 160, 1)
        row.add(self._field("born", self.born), 126)
        row.add(self._field("sex", self.sex), 84)
        row.add(self._field("address", self.address), 300, 1)
        row.add(self._field("phone", self.phone), 150)
        row.add(Field(" ", last), 110)

    def _field(self, name: str, edit: QWidget) -> Field:
        return self._fields.add(f"applicant.{name}", Field(CORRECTABLE[name], edit))

    def _connect(self) -> None:
        self.number.textChanged.connect(self._tell_sex)  # before ``changed`` says so
        for edit in self._edits().values():
            edit.textChanged.connect(self.changed)
            edit.editingFinished.connect(self.settled)
        self.sex.currentIndexChanged.connect(self.changed)
        self.number.editingFinished.connect(lambda: self.number.setText(grouped_number(self.number.text())))
        self.phone.editingFinished.connect(lambda: self.phone.setText(grouped_phone(self.phone.text())))
        for edit in (self.name, self.number, self.born):
            edit.editingFinished.connect(self.warn)
        self.sex.currentIndexChanged.connect(self.warn)
