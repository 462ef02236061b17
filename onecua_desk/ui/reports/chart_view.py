"""A chart in the window: drawn anew whenever its size, the type or the colours change, so it is always sharp."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from onecua_desk.domain.chart import Chart, Colours
from onecua_desk.domain.fees import grouped
from onecua_desk.services import report_files
from onecua_desk.ui.tasks import Latest, Runner
from onecua_desk.ui.theme import current

_PAUSE = 60
"""Milliseconds after the last change of size."""


class ChartView(QWidget):
    """Asks for the drawing off the window's thread and shows the last one until the next is there.

    ``lines``: of type that it is high at least.
    """

    def __init__(self, tasks: Runner, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._asks, self._chart = Latest(tasks), Chart("", (), ())
        self.picture = QSvgRenderer(self)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(in_words(chart))
        self.draw()

    def draw(self) -> None:
        """Ask for the drawing at this size."""
        chart, size, type_size = self._chart, self.size(), current().px(current().caption_size)
        if not chart.series or size.isEmpty():
            return
        chosen = colours()
        wide, high = size.width(), size.height()
        self._asks.run(lambda: report_files.chart_svg(chart, wide, high, type_size, chosen), self._show)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._lines * current().px(current().caption_size))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture.isValid():
            painter = QPainter(self)
            self.picture.render(painter, QRectF(self.rect()))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._pause.start()

    def _show(self, svg: bytes) -> None:
        self.picture.load(QByteArray(svg))
        self.update()


def colours() -> Colours:
    """Those of the theme that is on."""
    tokens = current()
    return Colours(
        ink=tokens.ink,
        soft=tokens.soft,
        line=tokens.line,
        ground=tokens.card,
        received=tokens.accent_soft,
        edge=tokens.accent,
        resolved=tokens.accent,
        overdue=tokens.late.ink,
        rate=tokens.ok.ink,
    )


def in_words(chart: Chart) -> str:
    """For those who hear the window: every figure of the chart."""
    lines = (
        f"{label}: " + ", ".join(f"{one.name} {grouped(one.values[place])}" for one in chart.series)
        for place, label in enumerate(chart.labels)
    )
    return "; ".join(lines)
