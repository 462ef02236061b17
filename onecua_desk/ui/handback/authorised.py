"""The form for somebody who collects with the applicant's authority."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card, looks_like_card
from onecua_desk.domain.parts import Collector
from onecua_desk.domain.text import clean, digits
from onecua_desk.errors import UserError
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.words import grouped_number

PAPER = "Giấy ủy quyền số "
_PERSON = "Gõ số và ngày; giấy khác thì gõ cả tên giấy."
_ORGANISATION = "Giấy giới thiệu số, ngày; hoặc gõ «người đại diện theo pháp luật»."


class AuthorisedForm(QWidget):
    """``scanned``: a card was scanned into one of its inputs; ``complete``: Enter in the last one."""

    scanned = Signal(str)
    complete = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._given: tuple[str, ...] = ()
        self._card: Card | None = None
        self._name, self._number, self._paper = QLineEdit(), QLineEdit(), QLineEdit()
        self._lines = (self._name, self._number, self._paper)
        self._name.setPlaceholderText("Quét thẻ hoặc gõ họ tên")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, field in (
            ("collector.name", Field("Họ và tên người nhận", self._name)),
            ("collector.number", Field("Số định danh", self._number)),
            ("collector.authorised_by", Field("Giấy ủy quyền", self._paper)),
        ):
            column.addWidget(fields.add(name, field))
        for line, following in zip(self._lines, (self._number, self._paper, None), strict=True):
            line.returnPressed.connect(lambda line=line, following=following: self._entered(line, following))
        self.setFocusProxy(self._name)

    def begin(self, organisation: bool) -> None:
        """Empty, for the authority of a person or of an organisation."""
        for line in self._lines:
            line.clear()
        self._given, self._card = self._texts(), None
        for name in ("collector.name", "collector.number", "collector.authorised_by"):
            self._fields[name].clear()
        self._paper.setPlaceholderText(_ORGANISATION if organisation else _PERSON)

    def fill(self, card: Card) -> None:
        """Take the person of ``card``; the keyboard goes on at the paper."""
        self._card = card
        if digits(self._number.text()) != card.number:
            self._name.setText(card.name)
            self._number.setText(grouped_number(card.number))
        self._paper.setFocus()

    def fill_known(self, who: Collector) -> None:
        """Take somebody whom the dossier knows already; it can be typed over."""
        for line, text in zip(self._lines, (who.name, grouped_number(who.number), who.authorised_by), strict=True):
            line.setText(text)
            line.setCursorPosition(0)
        self._given = self._texts()

    def whole(self) -> bool:
        """Whether nothing is left to be typed."""
        return all(text.strip() for text in self._texts())

    def focus_gap(self) -> None:
        """The keyboard goes to the first input that is empty."""
        next((line for line in self._lines if not line.text().strip()), self._name).setFocus()

    def empty(self) -> bool:
        return not any(text.strip() for text in self._texts())

    def typed(self) -> bool:
        """Whether something would be lost."""
        return self._texts() != self._given and not self.empty()

    def read(self) -> Collector:
        """Who collects; ``UserError`` names the input where the paper is missing."""
        name, number, paper = map(clean, self._texts())
        if name and not paper:
            raise UserError("Hãy ghi số giấy ủy quyền.", field="collector.authorised_by")
        matched = self._card is not None and digits(number) == self._card.number
        return Collector(name, number, PAPER + paper if paper[:1].isdigit() else paper, card_matched=matched)

    def _texts(self) -> tuple[str, ...]:
        return tuple(line.text() for line in self._lines)

    def _entered(self, line: QLineEdit, following: QLineEdit | None) -> None:
        if looks_like_card(line.text()):
            scan = line.text()
            line.clear()
            self.scanned.emit(scan)
        elif following:
            following.setFocus()
        else:
            self.complete.emit()
