"""Tells a widget where the keyboard goes, whoever moved it there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget


def on_focus_change(hear: Callable[[QWidget | None, QWidget | None], None]) -> None:
    """Call the method ``hear`` of a QObject with the widget that lost the keyboard and the one that has it now."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(hear)
