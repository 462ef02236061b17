"""A text that may take so many lines and no more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout


def clamped(text: str, font: QFont, width: int, lines: int) -> str:
    """``text`` cut with an ellipsis where it takes more than ``lines`` lines of ``width`` px."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            return text
        line.setLineWidth(width)
    start, end = line.textStart(), line.textStart() + line.textLength()
    layout.endLayout()
    if end >= len(text):
        return text
    return text[:start] + QFontMetricsF(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
