"""Shows and hides parts that take no room while they have nothing to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_present(widget: QWidget, present: bool) -> None:
    """Like ``setVisible``, but a widget that stands nowhere yet does not open a window of its own."""
    if present and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # appears with what it is put into
    else:
        widget.setVisible(present)
