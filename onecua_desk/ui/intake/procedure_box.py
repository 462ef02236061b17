"""The one box in which a procedure is found and then stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.citizen import looks_like_card
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import clean
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_list import ProcedureList
from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.inputs import HintEdit

_HINT = "Mã, tên, lĩnh vực hoặc chữ đầu: 2.000815, khai sinh, dkks"
_LOADING = "Đang nạp danh mục…"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProcedureBox(HintEdit):
    """Letters search, arrows and Enter choose; what was chosen is shown until something else is chosen."""

    chosen = Signal(object)
    """A ``Procedure``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(trailing=_LOADING, parent=parent)
        self._finder = Finder()
        self._procedure: Procedure | None = None
        self._list: ProcedureList | None = None
        self._keys: Mapping[str, str] = {}
        self.setPlaceholderText(_HINT)
        self.textEdited.connect(self._offer)

    def set_finder(self, finder: Finder) -> None:
        self._finder = finder
        self.set_trailing("")
        if self.text():
            self._offer()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of the favourites by code, shown in the list."""
        self._keys = keys

    def procedure(self) -> Procedure | None:
        return self._procedure

    def marked(self) -> Procedure | None:
        """The offer that Enter would take."""
        return self._list.marked() if self._list and self.offers() else None

    def choose(self, procedure: Procedure | None) -> None:
        """Take ``procedure`` over and tell it; ``None`` empties the box without a word."""
        self.put(procedure)
        if procedure:
            self.chosen.emit(procedure)

    def put(self, procedure: Procedure | None) -> None:
        """Show ``procedure`` as chosen, without a word."""
        self.renew(procedure)
        self.clear()
        self.close_list()

    def renew(self, procedure: Procedure | None) -> None:
        """The same without touching what is being searched for."""
        self._procedure = procedure
        self.setPlaceholderText("" if procedure else _HINT)
        self.setAccessibleDescription(f"{procedure.name}, {procedure.code}" if procedure else "")
        self.setToolTip(procedure.name if procedure else "")
        self.update()

    def offers(self) -> list[Procedure]:
        """What is dropped down now."""
        return self._list.offers() if self._list and self._list.isVisible() else []

    def sentence(self) -> str:
        """What the dropped list says besides its offers."""
        return self._list.sentence() if self._list else ""

    def close_list(self) -> bool:
        """Whether there was one to close."""
        if not self._list or self._list.isHidden():
            return False
        self._list.hide()
        self._forget_search()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER and (marked := self.marked()):
            self.choose(marked)
        elif event.key() in _ENTER and self.text() and not looks_like_card(self.text()):
            self._offer()  # nothing fits: the keyboard stays where the mistyped letter is
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text():
            self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._procedure and not self.text():
            painter = QPainter(self)
            self._paint_procedure(painter, self._procedure)
            painter.end()

    def _step(self, step: int) -> None:
        if self._list and self.offers():
            self._list.move_mark(step)
        else:
            self._offer()

    def _offer(self) -> None:
        if self._list is None:
            self._list = ProcedureList(self.window())
            self._list.picked.connect(self.choose)
        offers = self._finder.find(self.text())
        self._list.open_below(self, offers, self._keys, self._finder.gone(self.text()) or self._no_fit(offers))

    def _no_fit(self, offers: Sequence[Procedure]) -> str:
        text = clean(self.text())
        return f"Không có thủ tục nào khớp với «{text}»." if text and not offers and self._finder.ready else ""

    def _forget_search(self) -> None:
        if self._procedure:
            self.clear()  # the chosen one stands again, not the half of another

    def _paint_procedure(self, painter: QPainter, procedure: Procedure) -> None:
        box = self.rect().adjusted(12, 0, -12, 0)
        name_font, soft_font = type_font(current().type_size, QFont.Weight.DemiBold), type_font(current().type_size)
        rest = _rest(procedure, box.width() - QFontMetrics(name_font).horizontalAdvance(procedure.name), soft_font)
        room = box.width() - QFontMetrics(soft_font).horizontalAdvance(rest)
        name = QFontMetrics(name_font).elidedText(procedure.name, Qt.TextElideMode.ElideRight, room)
        wide = QFontMetrics(name_font).horizontalAdvance(name)
        _text(painter, box, name, name_font, current().ink)
        _text(painter, box.adjusted(wide, 0, 0, 0), rest, soft_font, current().soft)


def _rest(procedure: Procedure, room: int, font: QFont) -> str:
    """What fits behind the name; the name itself goes first."""
    longest = (f" · {procedure.code} · {procedure.field}", f" · {procedure.code}")
    return next((rest for rest in longest if QFontMetrics(font).horizontalAdvance(rest) <= room), "")


def _text(painter: QPainter, box: QRect, text: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
