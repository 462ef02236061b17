"""The part of a hand-back that goes by public post: where to, and the number on the label."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.consignment import consignment_warning
from onecua_desk.domain.parts import Applicant
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.words import grouped_phone


class PostForm(QWidget):
    """``complete``: Enter behind the number."""

    complete = Signal()

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where, self._number = QLabel(), QLineEdit(placeholderText="Quét nhãn bưu gửi hoặc gõ số hiệu")
        self._where.setWordWrap(True)
        mark(self._where, "role", "soft")
        self._field = fields.add("consignment", Field("Số hiệu bưu gửi", self._number))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._where)
        column.addWidget(self._field)
        self._number.editingFinished.connect(lambda: self._field.set_warning(consignment_warning(self._number.text())))
        self._number.returnPressed.connect(self.complete)
        self.setFocusProxy(self._number)

    def begin(self, who: Applicant) -> None:
        where = who.address or "chưa có địa chỉ, hãy sửa thông tin ở Hồ sơ"
        self._where.setText(" · ".join(text for text in (f"Gửi đến: {where}", grouped_phone(who.phone)) if text))
        self._number.clear()
        self._field.clear()

    def number(self) -> str:
        return self._number.text()

    def set_number(self, text: str) -> None:
        self._number.setText(text)
        self._field.set_warning(consignment_warning(text))
