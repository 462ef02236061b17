"""The page as it came and as it will be kept, side by side, large enough to judge every letter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from onecua_desk.ui.theme import current, type_font

ZOOMS = (1.0, 2.0, 4.0)
"""Times as large as the whole page in its place."""
_GAP, _PAD = 10, 8


class Compare(QWidget):
    """One picture, or two that are moved and enlarged together; the point in the middle stays in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[tuple[str, QImage]] = []
        self._scaled: dict[tuple[int, int, int], QImage] = {}
        self._advice = ""
        self._zoom, self._middle = 0, QPointF(0.5, 0.5)
        self._pressed: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Bản gốc và bản sẽ lưu")

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def show_pictures(self, pictures: list[tuple[str, bytes]], advice: str = "") -> None:
        """Each with the words above it; ``advice`` stands there when there is none."""
        self._pictures = [(words, _grey(QImage.fromData(data))) for words, data in pictures]
        self._scaled.clear()
        self._advice = advice
        self.update()

    def zoomed(self) -> bool:
        return self._zoom > 0

    def zoom(self, step: int) -> None:
        """One step in or out; 0 shows the whole page."""
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1) if step else 0
        if not self._zoom:
            self._middle = QPointF(0.5, 0.5)
        self._scaled.clear()
        self.update()

    def pan(self, across: float, down: float) -> None:
        """By shares of what is seen."""
        factor = ZOOMS[self._zoom]
        self._look_at(self._middle + QPointF(across / factor, down / factor))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._zoom or not self._pictures:
            return
        moved, self._pressed = event.position() - self._pressed, event.position()
        size = self._page_size(0)
        self._look_at(self._middle - QPointF(moved.x() / size.width(), moved.y() / size.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom(0 if self._zoom else 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1 if self._zoom else 0)
        else:
            self.pan(0, -event.angleDelta().y() / 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._pictures:
            self._ground(painter, self.rect())
            painter.setPen(QColor(current().soft))
            place = self.rect().adjusted(20, 20, -20, -20)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._advice)
        for number, (words, image) in enumerate(self._pictures):
            self._paint(painter, number, words, image)
        painter.end()

    def _paint(self, painter: QPainter, number: int, words: str, image: QImage) -> None:
        box = self._box(number)
        caption = box.adjusted(0, -self._caption_height(), 0, 0)
        caption.setHeight(self._caption_height())
        font = type_font(current().caption_size)
        painter.setFont(font)
        painter.setPen(QColor(current().soft))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, caption.width())
        painter.drawText(caption, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        self._ground(painter, box)
        if image.isNull():
            return
        painter.save()
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        painter.drawImage(self._place(number), self._at_size(number, image))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QColor(current().line))
        painter.setBrush(QColor(current().disabled))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _caption_height(self) -> int:
        return current().px(24)

    def _box(self, number: int) -> QRect:
        count = len(self._pictures)
        width = (self.width() - _GAP * (count - 1)) // count
        top = self._caption_height()
        return QRect(number * (width + _GAP), top, width, self.height() - top)

    def _page_size(self, number: int) -> QSize:
        room = self._box(number).size() - QSize(2 * _PAD, 2 * _PAD)
        return self._pictures[number][1].size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio) * ZOOMS[self._zoom]

    def _place(self, number: int) -> QRect:
        """Where the whole page would lie, so that the point looked at is in the middle of its box."""
        box, size = self._box(number), self._page_size(number)
        left = box.center().x() - self._middle.x() * size.width()
        top = box.center().y() - self._middle.y() * size.height()
        return QRect(round(left), round(top), size.width(), size.height())

    def _at_size(self, number: int, image: QImage) -> QImage:
        """Made smaller once and smoothly: thin strokes vanish when every paint leaves out pixels."""
        size = (self._page_size(number).toSizeF() * self.devicePixelRatioF()).toSize()
        key = number, size.width(), size.height()
        if key not in self._scaled:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled[key] = image.scaled(size, keep, smooth)
        return self._scaled[key]

    def _look_at(self, point: QPointF) -> None:
        share = 0.5 / ZOOMS[self._zoom]
        across, down = min(max(point.x(), share), 1 - share), min(max(point.y(), share), 1 - share)
        self._middle = QPointF(across, down)
        self.update()


def _grey(image: QImage) -> QImage:
    """Black and white has no tones between, and could not be made smaller smoothly."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if image.depth() == 1 else image
