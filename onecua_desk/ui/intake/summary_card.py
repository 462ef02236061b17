"""What the citizen asks first: when it is ready and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from onecua_desk.domain.citizen import number_warnings
from onecua_desk.domain.fees import Fee, dong
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.text import capitalised
from onecua_desk.services.intake import Quote
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.card import Card, rule
from onecua_desk.ui.words import appointment_words


class SummaryCard(Card):
    """Set with ``show_quote``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due, self.why, self.warning = _wrapped("title"), _wrapped("soft"), _wrapped("warning")
        self.fee_words, self.fee = _wrapped(""), QLabel()
        self.due.setObjectName("appointment")
        mark(self.fee, "role", "strong")
        self.fee.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        caption = QLabel("Hẹn trả kết quả")
        mark(caption, "role", "soft")
        for label in (caption, self.due, self.why, self.warning):
            self.body.addWidget(label)
        self.body.setSpacing(4)
        self.body.addWidget(rule())
        row = QHBoxLayout()
        row.addWidget(self.fee_words, 1)
        row.addWidget(self.fee)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.show_quote(None)

    def show_quote(self, quote: Quote | None, who: Applicant | None = None, *, day_is_asked: bool = False) -> None:
        """What is odd about ``who`` stands at their fields; ``day_is_asked``: no limit is known."""
        found = quote.appointment if quote else None
        known = quote is not None and quote.received is not None
        due = appointment_words(found.due, quote.at.date()) if quote and found else _nothing(known, day_is_asked)
        self.due.setText(due)
        mark(self.due, "role", "title" if found else "heading")
        self.why.setText(_sentence(found.why) if found else "" if known else "Ngày hẹn, phí và giấy hẹn hiện ở đây.")
        at_fields = number_warnings(who.number, who.born, who.sex) if who else ()
        hints = [warning for warning in quote.warnings if warning not in at_fields] if quote else []
        if day_is_asked and not found:
            hints.insert(0, "Danh mục chưa ghi thời hạn của thủ tục này.")
        self.warning.setText(" ".join(hints))
        self._show_fee(quote.fee if quote and known else None)
        for label in (self.why, self.warning):
            label.setVisible(bool(label.text()))

    def _show_fee(self, fee: Fee | None) -> None:
        self.fee_words.setText(_computation(fee) if fee else "Phí, lệ phí")
        self.fee_words.setToolTip(fee.words if fee else "")
        self.fee.setText(_amount(fee) if fee else "")


def _computation(fee: Fee) -> str:
    """Of a long note of the catalogue only the first sentence; the tooltip has the rest."""
    if fee.amount == 0:
        return fee.words if fee.words.startswith("Miễn") else "Phí, lệ phí"
    words = f"Phí: {fee.words.split('. ')[0]}"
    return words.replace(" đ", "\u00a0đ").replace(" %", "\u00a0%")  # a number never ends a line without its unit


def _amount(fee: Fee) -> str:
    if fee.amount is None:
        return "chưa rõ"
    return dong(fee.amount) if fee.amount else "không thu"


def _nothing(known: bool, day_is_asked: bool) -> str:
    if not known:
        return "Chưa chọn thủ tục"
    return "Hãy nhập ngày hẹn trả" if day_is_asked else "Hãy chọn trường hợp"


def _sentence(text: str) -> str:
    return capitalised(text) + ("" if text.endswith(".") else ".")


def _wrapped(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    mark(label, "role", role)
    return label
