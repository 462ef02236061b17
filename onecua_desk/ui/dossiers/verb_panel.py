"""What a verb asks for, as a small form of the right column; the panels of all verbs are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Changes
from onecua_desk.ui.dossiers.reading import Reading
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.field import Field, Fields
from onecua_desk.ui.widgets.rich import html
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to say in place, and what to announce (``None``: it was announced already).

    ``paper`` brings a paper out, now that the fact is on the disk, and says how that went.
    """

    sentence: str
    changes: Changes | None
    paper: Callable[[], tuple[str, Tone]] | None = None


class VerbPanel(QWidget):
    """A subclass builds its inputs, reads them into a frozen ``draft``, and writes that off the window's thread."""

    title = ""
    confirm = ""
    danger = False

    def __init__(self, workplace: Workplace, reading: Reading) -> None:
        super().__init__()
        self.workplace, self.reading = workplace, reading
        self.id = reading.dossier.id
        self.fields = Fields()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 4, 4)
        self.column.setSpacing(10)
        self.build()
        self.column.addStretch(1)
        self._untouched = self.draft()

    def build(self) -> None:
        """Put the inputs into ``column``."""
        raise NotImplementedError

    def draft(self) -> Any:
        """A frozen value: what stands in the inputs, as typed; never fails."""
        raise NotImplementedError

    def write(self, draft: Any) -> Outcome:
        """Call the service; ``UserError(field=...)`` goes to the field of that name."""
        raise NotImplementedError

    def runner(self) -> Runner:
        """Where ``write`` runs."""
        return self.workplace.tasks

    def typed(self) -> bool:
        """Whether leaving the panel would lose something."""
        return self.draft() != self._untouched

    def show_error(self, error: UserError) -> bool:
        """False where no field of this panel has the error's name."""
        return self.fields.show(error)

    def ask(self, name: str, label: str, widget: QWidget, hint: str = "") -> Field:
        field = self.fields.add(name, Field(label, widget, hint))
        self.column.addWidget(field)
        return field

    def tell(self, text: str, role: str = "") -> QLabel:
        label = QLabel(html(text))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        if role:
            mark(label, "role", role)
        self.column.addWidget(label)
        return label


class Paragraph(QPlainTextEdit):
    """A text of a few lines; Tab leaves it."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(current().px(22) * lines + 18)
