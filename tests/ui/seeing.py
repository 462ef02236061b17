"""What a person at the screen sees and reaches, for tests."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from onecua_desk.ui.widgets.buttons import KeyButton

W = TypeVar("W", bound=QWidget)


def all_of(widget: QWidget, kind: type[W]) -> list[W]:
    return list(widget.findChildren(kind))


def the(widget: QWidget, kind: type[W]) -> W:
    """The first one of this kind."""
    return all_of(widget, kind)[0]


def text(widget: QWidget) -> str:
    """All visible words, a label a line."""
    return "\n".join(label.text() for label in all_of(widget, QLabel) if label.isVisible())


def button(widget: QWidget, words: str) -> KeyButton:
    return next(one for one in all_of(widget, KeyButton) if one.text() == words)


def line(widget: QWidget, label: str) -> QLineEdit:
    """The input whose label begins with ``label``."""
    return next(one for one in all_of(widget, QLineEdit) if one.accessibleName().startswith(label))
