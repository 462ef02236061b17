"""Keeps keys and clicks from a part of the window while its content is being written."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.Shortcut,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.Drop,
}


class Freeze(QObject):
    """While it is on, nothing typed or clicked reaches ``part``; the keyboard stays where it is.

    To disable ``part`` would send the keyboard elsewhere, and grey it for the few milliseconds that a save takes.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part, self._on = part, False

    def set_on(self, on: bool) -> None:
        if on == self._on:
            return
        self._on = on
        app = QApplication.instance()
        assert app is not None
        (app.installEventFilter if on else app.removeEventFilter)(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        return event.type() in _TOUCHES and self._holds(target)

    def _holds(self, target: QObject | None) -> bool:
        while target is not None and not isinstance(target, QWidget):  # a shortcut belongs to its button
            target = target.parent()
        if target is None or not shiboken6.isValid(self._part):
            return False
        return target is self._part or self._part.isAncestorOf(target)
