"""The form of one line of the province's fees; it asks only for what the way of computing needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fee_text import CHANNELS, RuleKind, RuleText, read_rule, rule_text
from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.fees import FeeRule
from onecua_desk.domain.procedure import Procedure
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_box import ProcedureBox
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.date_edit import DateEdit
from onecua_desk.ui.widgets.field import Field, Fields

_ALL = "Mọi hình thức"
_KINDS = (RuleKind.FLAT, RuleKind.PAGES, RuleKind.STEPS, RuleKind.VALUE, RuleKind.FREE, RuleKind.ASK)
_EXAMPLES = {
    "amount": "8.000",
    "per": "bản",
    "steps": "2: 2.000; còn lại: 1.000",
    "minimum": "không",
    "maximum": "không",
    "name": "ví dụ: Theo danh sách",
    "decision": "NQ 12/2026/NQ-HĐND",
    "note": "không bắt buộc",
}
_ASKED = {
    RuleKind.FLAT: {"amount", "per"},
    RuleKind.PAGES: {"steps", "maximum"},
    RuleKind.STEPS: {"per", "steps", "maximum"},
    RuleKind.VALUE: {"per", "steps", "minimum", "maximum"},
}
_BY_VALUE = "100.000.000: 0,1 %; còn lại: 100.000 + 0,06 %"


class FeeForm(QWidget):
    """Read with ``line``; ``entered``: Enter after the last input."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = Fields()
        self.procedure, self.kind, self.only = ProcedureBox(), QComboBox(), QComboBox()
        self.edits = {name: QLineEdit(placeholderText=text) for name, text in _EXAMPLES.items()}
        self.first, self.last = DateEdit(), DateEdit()
        self._said = QLabel()
        self._said.setWordWrap(True)
        mark(self._said, "role", "soft")
        self.kind.addItems(list(_KINDS))
        self.only.addItems([words or _ALL for words in CHANNELS.values()])
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.procedure)
        self._show_asked()

    def set_finder(self, finder: Finder) -> None:
        self.procedure.set_finder(finder)

    def fill(self, line: ProvinceFee, procedure: Procedure | None) -> None:
        """Show a line that stands, to be changed; its procedure stays."""
        text = rule_text(line.rule)
        self.procedure.put(procedure)
        self.kind.setCurrentText(text.kind)
        self.only.setCurrentText(text.only or _ALL)
        for name, edit in self.edits.items():
            edit.setText(line.decision if name == "decision" else getattr(text, name))
        self.first.set_value(line.first)
        self.last.set_value(line.last)

    def clear(self) -> None:
        """Empty for the next line; decision and days are mostly the same again."""
        self.procedure.choose(None)
        for name, edit in self.edits.items():
            if name != "decision":
                edit.clear()
        self.fields.clear()

    def line(self) -> ProvinceFee:
        """``UserError(field=...)`` where something cannot be read."""
        procedure = self.procedure.procedure()
        if procedure is None:
            raise UserError("Hãy chọn thủ tục.", field="procedure")
        rule = self._rule()
        first, last = self.first.value(), self.last.value()
        if first is None:
            raise UserError(self.first.problem() or "Hãy nhập ngày bắt đầu có hiệu lực.", field="first")
        if problem := self.last.problem():
            raise UserError(problem, field="last")
        return ProvinceFee(procedure.code, rule, first, last, self.edits["decision"].text())

    def typed(self) -> bool:
        """Whether closing would lose anything."""
        return self.procedure.procedure() is not None or any(
            edit.text() for name, edit in self.edits.items() if name != "decision"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.focusWidget() is self.edits["decision"]:
            self.entered.emit()
        else:
            self.focusNextChild()

    def _rule(self) -> FeeRule:
        texts = {name: self.edits[name].text() for name in RuleText.__dataclass_fields__ if name in self.edits}
        channel = "" if self.only.currentText() == _ALL else self.only.currentText()
        return read_rule(RuleText(kind=self.kind.currentText(), only=channel, **texts))

    def _say(self) -> None:
        """The rule as it would be read aloud, as soon as it can be read."""
        try:
            self._said.setText(f"Đọc là: {rule_words(self._rule())}")
        except UserError:
            self._said.setText("")

    def _show_asked(self) -> None:
        kind = RuleKind(self.kind.currentText())
        asked = _ASKED.get(kind, set())
        for name in ("amount", "per", "steps", "minimum", "maximum"):
            self.fields[name].setVisible(name in asked)
        by_value = kind is RuleKind.VALUE
        self.fields["per"].set_label("Tính theo gì" if by_value else "Đơn vị tính")
        self.edits["per"].setPlaceholderText("giá trị hợp đồng, đ" if by_value else _EXAMPLES["per"])
        self.edits["steps"].setPlaceholderText(_BY_VALUE if by_value else _EXAMPLES["steps"])
        self._say()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_asked)
        for edit in self.edits.values():
            edit.textChanged.connect(self._say)

    def _field(self, name: str, label: str, widget: QWidget) -> Field:
        return self.fields.add(name, Field(label, widget))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        edits = self.edits
        column.addWidget(self._field("procedure", "Thủ tục", self.procedure))
        rule, about, days = FieldRow(), FieldRow(), FieldRow()
        rule.add(self._field("kind", "Cách tính", self.kind), 170)
        rule.add(self._field("amount", "Mức thu, đồng", edits["amount"]), 120)
        rule.add(self._field("per", "Đơn vị tính", edits["per"]), 170)
        rule.add(self._field("steps", "Các bậc", edits["steps"]), 300, 1)
        rule.add(self._field("minimum", "Tối thiểu", edits["minimum"]), 110)
        rule.add(self._field("maximum", "Tối đa", edits["maximum"]), 110)
        about.add(self._field("name", "Tên khoản thu, nếu có nhiều", edits["name"]), 220, 1)
        about.add(self._field("only", "Hình thức nộp", self.only), 150)
        about.add(self._field("note", "Ghi chú", edits["note"]), 200, 1)
        days.add(self._field("first", "Từ ngày", self.first), 130)
        days.add(self._field("last", "Đến ngày", self.last), 130)
        days.add(self._field("decision", "Nghị quyết", edits["decision"]), 240, 1)
        column.addLayout(rule)
        column.addWidget(self._said)
        column.addLayout(about)
        column.addLayout(days)
