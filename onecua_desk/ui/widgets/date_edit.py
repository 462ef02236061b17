"""A date typed as 29/02/1988, 29-2-1988 or 29021988; may stay empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from onecua_desk.domain.day_text import day_text, read_day
from onecua_desk.domain.text import clean


class DateEdit(QLineEdit):
    """Shows the day as dd/MM/yyyy as soon as it is typed to the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("dd/mm/yyyy")
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        return read_day(self.text())

    def set_value(self, day: date | None) -> None:
        self.setText(day_text(day))

    def problem(self) -> str:
        """Why what was typed is no day; empty for an empty input."""
        typed = clean(self.text())
        if not typed or self.value():
            return ""
        return f"«{typed}» không phải ngày có thật; hãy nhập ngày/tháng/năm, ví dụ 29/02/1988."

    def _tidy(self) -> None:
        if (day := self.value()) and self.text() != day_text(day):
            self.setText(day_text(day))
