"""A field in a part of the form that may be closed: its error opens that part."""

from __future__ import annotations

from PySide6.QtCore import Signal

from onecua_desk.ui.widgets.field import Field


class FoldedField(Field):
    """``failed``: there is an error to be seen here."""

    failed = Signal()

    def set_error(self, sentence: str) -> None:
        super().set_error(sentence)
        self.failed.emit()
