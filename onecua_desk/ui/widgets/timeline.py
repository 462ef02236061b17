"""The history of a dossier, newest first, along a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.rich import Html, bold, html, join, soft

_LINE_X, _TEXT_X = 7, 24
_PLAIN = Qt.TextInteractionFlag.TextSelectableByMouse
_LINKED = _PLAIN | Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened, when (ready to read: "17/11 07:50"), and who or what else, a line each.

    ``verb``: what can be done with it, a link; ``key`` tells which one it was.
    """

    title: str
    when: str
    lines: tuple[str, ...] = ()
    tone: Tone | None = None
    verb: str = ""
    key: object = None


class _Row(QLabel):
    """Enter follows its link as a click does; Qt wants the link itself to be gone to first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        linked = bool(self.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        if linked and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.linkActivated.emit("#")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), current().field_radius, current().field_radius)
            painter.end()


class Timeline(QWidget):
    """Set with ``show_entries``; the dots take the entries' tones. ``chosen``: the key of the entry with that verb."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_TEXT_X, 0, 0, 0)
        self._column.setSpacing(9)
        self._column.addStretch(1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        while len(self._rows) < len(self._entries):
            self._rows.append(self._new_row())
        for row in self._rows[len(self._entries) :]:
            row.hide()
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._entries:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots = [row.y() + row.fontMetrics().height() / 2 for row in self._rows[: len(self._entries)]]
        last = self._rows[len(self._entries) - 1].geometry().bottom()
        painter.fillRect(QRectF(_LINE_X - 1, dots[0], 2, last - dots[0]), QColor(current().line))
        painter.setPen(Qt.PenStyle.NoPen)
        for entry, y in zip(self._entries, dots, strict=True):
            painter.setBrush(QColor(current().tone(entry.tone).ink if entry.tone else current().accent))
            painter.drawEllipse(QPointF(_LINE_X, y), 4.5, 4.5)
        painter.end()

    def _new_row(self) -> _Row:
        row = _Row()
        row.setTextFormat(Qt.TextFormat.RichText)
        row.setWordWrap(True)
        row.linkActivated.connect(partial(self._choose, len(self._rows)))
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _write(self) -> None:
        for row, entry in zip(self._rows, self._entries, strict=False):
            verb = (Html(f'<br><a href="#">{html(entry.verb)}</a>'),) if entry.verb else ()
            row.setText(join(bold(entry.title), " ", soft(entry.when), *(_line(text) for text in entry.lines), *verb))
            row.setTextInteractionFlags(_LINKED if entry.verb else _PLAIN)
            row.show()
        self.update()

    def _choose(self, row: int, _link: str) -> None:
        self.chosen.emit(self._entries[row].key)


def _line(text: str) -> Html:
    return Html(f"<br>{html(text)}")
