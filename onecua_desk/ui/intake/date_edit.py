"""A date typed as 29/02/1988, 29-2-1988 or 29021988; may stay empty."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.words import day_text

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{2})(\d{2})(\d{4})")


def read_day(text: str) -> date | None:
    """The day that ``text`` names; ``None`` when it names none."""
    found = _DAY.fullmatch(clean(text))
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
