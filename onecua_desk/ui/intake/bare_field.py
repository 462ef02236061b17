"""A field whose heading already says what it is, so that it needs no label of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from onecua_desk.ui.widgets.field import Field


class BareField(Field):
    """``name`` is only spoken, by screen readers; errors stand below the input as in any field."""

    def __init__(self, name: str, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(name, widget, parent=parent)
        self._label.hide()
