"""Qt's key and input-method events as strokes, and as copies that can be delivered later."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from onecua_desk.ui.scanner.burst import Stroke

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_WRITTEN = {_Key.Key_Return: "\r", _Key.Key_Enter: "\r", _Key.Key_Tab: "\t"}
_SILENT = {_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_CapsLock, _Key.Key_NumLock}
_COMMAND = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_ALT_GR = _Modifier.ControlModifier | _Modifier.AltModifier


def stroke_of(event: QEvent, *, quick: bool = False) -> Stroke | None:
    """What the event writes; ``None`` for what no scanner sends: function keys, shortcuts, a key held down.

    ``quick``: it follows the last stroke faster than any key repeats. X calls a key that is pressed again within a
    millisecond a repeated one, which is how "1122" comes out of a fast scanner.
    """
    if isinstance(event, QInputMethodEvent):
        # A replacement in front of the cursor: input methods take back letters so, instead of by Backspace.
        back = event.replacementLength() if event.replacementStart() < 0 else 0
        return Stroke(event.commitString(), back, event.preeditString())
    if not isinstance(event, QKeyEvent) or (event.isAutoRepeat() and not quick):
        return None
    return _of_key(event)


def _of_key(event: QKeyEvent) -> Stroke | None:
    key, held = event.key(), event.modifiers() & _COMMAND
    if key in _SILENT or _of_alt_code(event):
        return Stroke()
    if not held or held == _ALT_GR:
        if key == _Key.Key_Backspace:
            return Stroke(back=1)
        text = _WRITTEN.get(_Key(key), event.text())
        return Stroke(text) if text and (text.isprintable() or text in "\r\n\t") else None
    # Control codes are sent as Ctrl with a letter: STX is Ctrl+B.
    return Stroke(event.text()) if held == _Modifier.ControlModifier and _is_control(event.text()) else None


def _is_control(text: str) -> bool:
    return len(text) == 1 and text < " "


def _of_alt_code(event: QKeyEvent) -> bool:
    """A figure of the number pad under Alt: Windows makes a letter of several of them, as some scanners type."""
    held = event.modifiers()
    return bool(held & _Modifier.AltModifier and held & _Modifier.KeypadModifier) and event.text().isdigit()


@dataclass(frozen=True)
class Held:
    """An event that waits, and for whom."""

    receiver: QWidget
    event: QKeyEvent | QInputMethodEvent


def kept(receiver: QWidget, event: QEvent) -> Held:
    """Qt deletes its event when the filter returns, so this is a copy."""
    if isinstance(event, QInputMethodEvent):
        copy = QInputMethodEvent(event.preeditString(), event.attributes())
        copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        return Held(receiver, copy)
    assert isinstance(event, QKeyEvent)
    return Held(
        receiver,
        QKeyEvent(
            event.type(),
            event.key(),
            event.modifiers(),
            event.nativeScanCode(),
            event.nativeVirtualKey(),
            event.nativeModifiers(),
            event.text(),
            event.isAutoRepeat(),
            event.count(),
        ),
    )
