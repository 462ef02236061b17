"""The form for somebody who collects with the applicant's authority."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card, looks_like_card
from onecua_desk.domain.parts import Collector
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.ui.widgets.field import Field, Fields

PAPER = "Giấy ủy quyền số "


class AuthorisedForm(QWidget):
    """``scanned``: a card was scanned into one of its inputs; ``complete``: Enter in the last one."""

    scanned = Signal(str)
    complete = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._name, self._number, self._paper = QLineEdit(), QLineEdit(), QLineEdit()
        self._name.setPlaceholderText("Quét thẻ hoặc gõ họ tên")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, field in (
            ("collector.name", Field("Họ và tên người nhận", self._name)),
            ("collector.number", Field("Số định danh", self._number)),
            ("collector.paper", Field("Giấy ủy quyền", self._paper, "Gõ số và ngày; giấy khác thì gõ cả tên giấy.")),
        ):
            column.addWidget(fields.add(name, field))
        self._name.returnPressed.connect(lambda: self._entered(self._name, self._number))
        self._number.returnPressed.connect(lambda: self._entered(self._number, self._paper))
        self._paper.returnPressed.connect(lambda: self._entered(self._paper, None))
        self.setFocusProxy(self._name)

    def fill(self, card: Card) -> None:
        """Take the person of ``card``; the keyboard goes on at the paper."""
        self._name.setText(card.name)
        self._number.setText(card.number)
        self._paper.setFocus()

    def clear(self) -> None:
        for line in (self._name, self._number, self._paper):
            line.clear()
        for name in ("collector.name", "collector.number", "collector.paper"):
            self._fields[name].clear()

    def typed(self) -> bool:
        return any(line.text().strip() for line in (self._name, self._number, self._paper))

    def read(self) -> Collector:
        """Who collects; ``UserError`` names the input where the paper is missing."""
        paper = clean(self._paper.text())
        if clean(self._name.text()) and not paper:
            raise UserError("Hãy ghi số giấy ủy quyền.", field="collector.paper")
        return Collector(self._name.text(), self._number.text(), PAPER + paper if paper[:1].isdigit() else paper)

    def _entered(self, line: QLineEdit, following: QLineEdit | None) -> None:
        if looks_like_card(line.text()):
            scan = line.text()
            line.clear()
            self.scanned.emit(scan)
        elif following:
            following.setFocus()
        else:
            self.complete.emit()
