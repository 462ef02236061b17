"""Who hands the dossier in for the applicant, and the paper or office that allows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from onecua_desk.domain.applicant_fields import represents
from onecua_desk.domain.citizen import Card, number_warnings
from onecua_desk.domain.parts import Representative
from onecua_desk.domain.text import uncapitalised
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.applicant_words import name_problem
from onecua_desk.ui.intake.folded_field import FoldedField
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.words import grouped_number, grouped_phone


class RepresentativeInputs(QObject):
    """The five inputs; ``changed``: any of them. The section "Thêm" lays them out."""

    changed = Signal()

    def __init__(self, fields: Fields, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._organisation = False
        self.name, self.number, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.address, self.authority = QLineEdit(), QLineEdit()
        self.name_field = FoldedField("", self.name)
        self.number_field = FoldedField("Số định danh", self.number)
        self.authority_field = FoldedField("", self.authority)
        fields.add("representative.name", self.name_field)
        fields.add("representative.number", self.number_field)
        self.set_organisation(False)
        for edit in self.edits().values():
            edit.textChanged.connect(self.changed)
        self.number.editingFinished.connect(self._settle_number)
        self.phone.editingFinished.connect(lambda: self.phone.setText(grouped_phone(self.phone.text())))

    def set_organisation(self, organisation: bool) -> None:
        """A citizen sends somebody with an authorisation, an organisation is represented by who holds an office."""
        self._organisation = organisation
        self.name_field.set_label(self.title())
        self.authority_field.set_label("Chức vụ, giấy giới thiệu" if organisation else "Giấy ủy quyền")
        self.authority.setPlaceholderText("Giám đốc" if organisation else "Số, ngày, nơi chứng thực")

    def title(self) -> str:
        return represents(True) if self._organisation else "Người được ủy quyền"

    def value(self) -> Representative | None:
        """``None`` while nothing is typed."""
        texts = {name: edit.text() for name, edit in self.edits().items()}
        found = Representative(**texts).tidied()
        return found if found != Representative("") else None

    def errors(self) -> Iterator[UserError]:
        if (found := self.value()) and not found.name:
            title = self.title()
            yield UserError(f"Hãy nhập họ tên {uncapitalised(title)}.", field="representative.name")
        elif found and (problem := name_problem(found.name)):
            yield UserError(problem, field="representative.name")

    def take(self, card: Card) -> None:
        self.name.setText(card.name)
        self.number.setText(grouped_number(card.number))
        self.address.setText(card.address)
        for edit in (self.name, self.address):
            edit.setCursorPosition(0)
        for field in (self.name_field, self.number_field):
            field.clear()

    def next_empty(self) -> QLineEdit:
        usual = (self.name, self.number, self.phone, self.authority)
        return next((one for one in usual if not one.text()), self.authority)

    def has_keyboard(self) -> bool:
        return any(edit.hasFocus() for edit in self.edits().values())

    def clear(self) -> None:
        self.restore({})

    def kept(self) -> dict[str, object]:
        return {name: edit.text() for name, edit in self.edits().items()}

    def restore(self, kept: Mapping[str, object]) -> None:
        for name, edit in self.edits().items():
            edit.setText(str(kept.get(name, "")))
            edit.setCursorPosition(0)

    def edits(self) -> dict[str, QLineEdit]:
        """By the names of ``Representative``."""
        return {
            "name": self.name,
            "number": self.number,
            "phone": self.phone,
            "authority": self.authority,
            "address": self.address,
        }

    def _settle_number(self) -> None:
        self.number.setText(grouped_number(self.number.text()))
        found = self.value()
        self.number_field.set_warning(" ".join(number_warnings(found.number, None, "")) if found else "")
