"""The slip as it will come out of the printer, as large as its place allows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from onecua_desk.services.slips import PageImage
from onecua_desk.ui.theme import current

_ADVICE = "Chọn thủ tục để xem trước giấy hẹn"
_MARGIN = 12
_LEAST = 110
"""Px of height below which a page would be a stamp: nothing is drawn."""


class SlipPreview(QWidget):
    """Keeps the last page until another one is drawn, so that it does not flicker while somebody types.

    ``advice`` stands where there is none.
    """

    def __init__(
        self, parent: QWidget | None = None, *, advice: str = _ADVICE, name: str = "Xem trước giấy hẹn"
    ) -> None:
        super().__init__(parent)
        self._advice = advice
        self._page, self._scaled = QImage(), QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(300, 0)  # what is left over, however little

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 0)

    def has_page(self) -> bool:
        return not self._page.isNull()

    def show_page(self, page: PageImage | None) -> None:
        """``None`` says what to do to see one."""
        self._page = _image(page) if page else QImage()
        self._scaled = QImage()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() < _LEAST:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(current().line))
        painter.setBrush(QColor(current().disabled))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), current().radius, current().radius)
        if self._page.isNull():
            painter.setPen(QColor(current().soft))
            words = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._advice)
        else:
            self._paint_page(painter)
        painter.end()

    def _paint_page(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        room = self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        size = self._page.size().scaled((room.toSizeF() * ratio).toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled.size() != size:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = self._page.scaled(size, keep, smooth)
        sheet = QRect(QPoint(0, 0), (size.toSizeF() * (1 / ratio)).toSize())
        sheet.moveCenter(self.rect().center())
        painter.setPen(Qt.PenStyle.NoPen)
        for depth in (3, 2, 1):
            painter.setBrush(QColor(0, 0, 0, 14))
            painter.drawRoundedRect(sheet.adjusted(-depth, -depth + 1, depth, depth + 1), 3, 3)
        painter.drawImage(sheet, self._scaled)


def _image(page: PageImage) -> QImage:
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888).copy()
