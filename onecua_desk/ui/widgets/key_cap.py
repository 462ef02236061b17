"""Draws a key as on a keyboard, and a count in its tone, beside the words of buttons and entries."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from onecua_desk.ui.theme import Shades, current, type_font

_SIDE = 6
_SHOWN = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
"""Keys whose English name is not what stands on the key."""


def cap_font() -> QFont:
    return type_font(current().caption_size, QFont.Weight.Medium)


def cap_width(key: str) -> float:
    """Room that the cap of ``key`` takes, in px; 0 without a key."""
    return QFontMetricsF(cap_font()).horizontalAdvance(_on_key(key)) + 2 * _SIDE if key else 0.0


def draw_cap(painter: QPainter, right: float, middle: float, key: str, ink: str, line: str) -> None:
    """The cap of ``key``, its right edge at ``right``, centred on the line ``middle``."""
    width, height = cap_width(key), current().px(20)
    box = QRectF(right - width, middle - height / 2, width, height)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(cap_font())
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _on_key(key))


def _on_key(key: str) -> str:
    """``"Alt+Left"`` as people read it: ``"Alt+←"``."""
    return "+".join(_SHOWN.get(part, part) for part in key.split("+"))


def count_font() -> QFont:
    return type_font(current().caption_size, QFont.Weight.Bold)


def count_width(count: str) -> float:
    """Room that the count takes, in px; 0 without one."""
    return max(QFontMetricsF(count_font()).horizontalAdvance(count) + 2 * _SIDE, current().px(20)) if count else 0.0


def draw_count(painter: QPainter, left: float, middle: float, count: str, shades: Shades) -> None:
    """``count`` on a pill of its tone, its left edge at ``left``, centred on the line ``middle``."""
    height = current().px(20)
    box = QRectF(left, middle - height / 2, count_width(count), height)
    draw_pill(painter, box, count, shades, count_font())


def draw_pill(
    painter: QPainter, box: QRectF, text: str, shades: Shades, font: QFont, radius: float | None = None
) -> None:
    """``text`` in the middle of a rounded ground."""
    painter.setPen(QPen(QColor(shades.edge), 1))
    painter.setBrush(QColor(shades.ground))
    corner = box.height() / 2 if radius is None else radius
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.setFont(font)
    painter.setPen(QColor(shades.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
