"""The shipped line icons (Lucide), drawn in any colour and sharp at any screen scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from onecua_desk.resources import resource

_RATIOS = (1.0, 1.25, 1.5, 2.0)


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """``resources/icons/<name>.svg`` in ``color``, ``size`` px square on a screen whose pixel ratio is ``ratio``."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, color: str, size: int = 20) -> QIcon:
    """The same as an icon, which chooses the picture that fits the screen."""
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(pixmap(name, color, size, ratio))
    return result
