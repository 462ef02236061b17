"""Filters with their counts, one of which is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.key_cap import count_width, draw_count

_SIDE, _GAP = 9, 5
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Chip(QPushButton):
    """A label and, when there is one, a count in the chip's tone."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone, self._count = tone, ""
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """``None`` shows no count; 0 is shown, in the plain tone."""
        self._count = "" if count is None else f"{count:,}".replace(",", ".")
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def count(self) -> str:
        return self._count

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self._font(QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        counted = count_width(self._count) + _GAP if self._count else 0
        return QSize(round(text + counted + 2 * _SIDE), current().px(current().chip_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        font = self._font(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        counted = count_width(self._count) + _GAP if self._count else 0
        words = QRectF(0, 0, self.width() - counted, self.height()).adjusted(_SIDE - 2, 0, 2 - _SIDE, 0)
        painter.setFont(font)
        painter.setPen(QColor(current().accent if self.isChecked() else current().ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            tone = Tone.PLAIN if self._count == "0" else self._tone
            draw_count(painter, words.right() + _GAP + 2 - 2, self.height() / 2, self._count, current().tone(tone))
        painter.end()

    def _font(self, weight: QFont.Weight) -> QFont:
        return type_font(current().type_size, weight)


class ChipBar(QWidget):
    """Chips in a row that wraps; the arrow keys move along it, and one is chosen.

    An ``optional`` bar begins with none chosen; pressing the chosen chip again lets it go (``chosen`` gives ``""``).
    """

    chosen = Signal(str)

    def __init__(self, *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optional = optional
        self._chips: dict[str, Chip] = {}
        self._chosen = ""
        self._row = FlowLayout(5, self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, name: str, text: str, tone: Tone = Tone.PLAIN) -> Chip:
        chip = Chip(text, tone)
        chip.setChecked(not self._chips and not self._optional)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if not self._chips else Qt.FocusPolicy.ClickFocus)
        chip.clicked.connect(lambda: self._press(name))
        chip.installEventFilter(self)
        self._chosen = name if chip.isChecked() else self._chosen
        self._chips[name] = chip
        self._row.addWidget(chip)
        return chip

    def set_count(self, name: str, count: int | None) -> None:
        self._chips[name].set_count(count)
        self.updateGeometry()

    def selected(self) -> str:
        return self._chosen

    def select(self, name: str) -> None:
        """Choose and tell; choosing the same again tells again. ``""`` lets the chosen one go."""
        stop = name or next(iter(self._chips), "")
        for each, chip in self._chips.items():
            chip.setChecked(each == name)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == stop else Qt.FocusPolicy.ClickFocus)
        self._chosen = name
        self.chosen.emit(name)

    def _press(self, name: str) -> None:
        self.select("" if self._optional and name == self._chosen else name)

    def eventFilter(self, chip: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _STEPS:
            return super().eventFilter(chip, event)
        names = list(self._chips)
        here = next(number for number, name in enumerate(names) if self._chips[name] is chip)
        following = names[(here + _STEPS[Qt.Key(event.key())]) % len(names)]
        self._chips[following].setFocus(Qt.FocusReason.TabFocusReason)
        self.select(following)
        return True
