"""The left side: work lists with their counts, the search box, and the table of what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from onecua_desk.domain.events import EventId
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.services import lookup
from onecua_desk.services.lookup import Chip
from onecua_desk.ui.dossiers.listed import COLUMNS, Listed, listed_page
from onecua_desk.ui.paged_table import PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.chips import ChipBar
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.inputs import HintEdit
from onecua_desk.ui.widgets.notice import Notice
from onecua_desk.ui.workplace import Workplace

CHIPS = {
    Chip.ALL: ("Tất cả", Tone.PLAIN),
    Chip.LATE: ("Quá hạn", Tone.LATE),
    Chip.TODAY: ("Hẹn hôm nay", Tone.DUE),
    Chip.SOON: ("Sắp đến hạn", Tone.DUE),
    Chip.AWAITING: ("Chờ bổ sung", Tone.WAIT),
    Chip.READY: ("Có kết quả", Tone.OK),
    Chip.TROUBLE: ("Cần xử lý", Tone.LATE),
}


class WorkList(QWidget):
    """``moved``: the dossier that the official chose, or ``None`` when nothing was found; ``counted``: all counts."""

    moved = Signal(object)
    opened = Signal(object)
    counted = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._asks_counts = workplace, Latest(workplace.tasks)
        self._counts: Mapping[Chip, int] = {}
        self._asked: tuple[Chip, str] | None = None
        self._to_list, self._at = False, 0
        self._reading = ""  # "query" or "refresh" while rows are on their way
        self._shown: EventId | None = None
        self._gone = False  # whether it left the list while it was shown
        self.chips, self.box, self.notice = ChipBar(), HintEdit("Mã, họ tên, số điện thoại, số định danh"), Notice()
        self._chips: dict[Chip, QPushButton] = {}
        for chip, (text, tone) in CHIPS.items():
            self._chips[chip] = self.chips.add(chip, text, tone)
        self._chips[Chip.TROUBLE].hide()
        self.model = PagedModel(COLUMNS, lambda item: item.row.place, workplace.tasks, self)
        self.table = PagedTable(self.model)
        self.empty, self._everywhere = EmptyState(""), KeyButton("Tìm trong tất cả hồ sơ")
        self.empty.add_verb(self._everywhere)
        self.model.loaded.connect(self._rescue_focus)  # before the card hides the table
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """The screen came to the front: time has passed, so what was in time may be late."""
        if self._asked is None:
            self._ask()
            self._count()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read again what is shown; the selection and the place in the list stay."""
        self._count()
        if self._asked is not None:
            self._reading = self._reading or "refresh"
            self._at = self.table.verticalScrollBar().value()
            self.model.refresh()

    def search(self, text: str, *, to_list: bool = False) -> None:
        """Look for ``text`` in all dossiers, at once; ``to_list``: the keyboard goes to what is found."""
        self._to_list = to_list
        with QSignalBlocker(self.chips):
            self.chips.select(Chip.ALL)
        self._asked = None
        self.box.setText(text)
        self.box.search_now()

    def clear(self) -> bool:
        """Empty the search box, then go back to all dossiers; false when there is nothing to undo."""
        if not self.box.text() and self.chips.selected() == Chip.ALL:
            return False
        self.search("")
        return True

    def keep_on(self, item_id: EventId | None) -> None:
        """The dossier that the right column shows; the table's selection follows it."""
        self._shown = item_id

    def reselect(self) -> bool:
        """Put the selection on the dossier that the right column shows; false where it is not among those loaded."""
        row = next((row for row in range(self.model.rowCount()) if self.model.item(row).row.id == self._shown), -1)
        if row >= 0:
            self._quietly(lambda: self.table.selectRow(row))
        return row >= 0

    def focus_list(self) -> None:
        (self.table if self.model.rowCount() else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        """Up and down in the search box move through what was found; Enter goes there."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(box, event)
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            QApplication.sendEvent(self.table, event)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._to_list = True
            self._ask()
            return True
        return super().eventFilter(box, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.chips, self.box, self.notice):
            column.addWidget(part)
        column.addWidget(TableCard(self.table, self.empty), 1)
        self.box.setAccessibleName("Tìm hồ sơ")
        self.box.installEventFilter(self)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._ask)
        self.box.searched.connect(self._searched)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self.opened)
        self._everywhere.clicked.connect(lambda: self.search(self.box.text()))

    def _searched(self, _text: str) -> None:
        if self._asked != self._question():
            self._ask()

    def _question(self) -> tuple[Chip, str]:
        return Chip(self.chips.selected()), self.box.text().strip()

    def _ask(self, *_what: object) -> None:
        chip, text = self._asked = self._question()
        desk = self._workplace.desk
        self._reading = "query"
        self.notice.hide()
        self.model.show_query(lambda before: listed_page(desk, chip, text, before))

    def _count(self) -> None:
        self._asks_counts.run(lambda: lookup.counts(self._workplace.desk), self._show_counts)

    def _show_counts(self, counts: Mapping[Chip, int]) -> None:
        self._counts = counts
        for chip in CHIPS:
            if chip is not Chip.ALL:
                self.chips.set_count(chip, counts[chip])
        rare = self._chips[Chip.TROUBLE]
        rare.setVisible(counts[Chip.TROUBLE] > 0 or rare.isChecked())
        self._say_how_many()
        self.counted.emit(counts)

    def _moved(self, item: Listed | None) -> None:
        if not self._reading:
            self._gone = False
            self.moved.emit(item)

    def _rescue_focus(self, rows: int) -> None:
        if not rows and self.table.hasFocus():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loaded(self, rows: int) -> None:
        why, self._reading = self._reading, ""
        self._say_how_many()
        if why == "query":
            self._quietly(lambda: self.table.selectRow(0))
            self.table.scrollToTop()
            self.moved.emit(self.model.item(0) if rows else None)
            if self._to_list:
                self.focus_list()
            self._to_list = False
        elif why == "refresh":
            self._stay(rows)
            self.table.verticalScrollBar().setValue(self._at)

    def _stay(self, rows: int) -> None:
        """A dossier that is no longer in the list stays on the right; Down then goes to the one that took its place."""
        if not rows or self._shown is None or self.reselect():
            self._gone = False
            return
        self.table.clearSelection()
        if not self._gone:
            above = self.model.index(self.table.currentIndex().row() - 1, 0)
            move = QItemSelectionModel.SelectionFlag.NoUpdate
            self._quietly(lambda: self.table.selectionModel().setCurrentIndex(above, move))
        self._gone = True

    def _quietly(self, act: Callable[[], object]) -> None:
        """Move the selection without telling: the official did not choose."""
        before, self._reading = self._reading, "quiet"
        act()
        self._reading = before

    def _failed(self, error: Exception) -> None:
        self._reading = ""
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error), Tone.LATE)

    def _say_how_many(self) -> None:
        chip, text = self._question()
        rows, more = self.model.rowCount(), self.model.canFetchMore(QModelIndex())
        counted = self._counts.get(chip) if not text else None
        known = f"{counted:,}".replace(",", ".") if counted and more else f"{rows}{'+' if more else ''}"
        self.box.set_trailing(f"{known} hồ sơ")
        self._say_why_empty(chip, text)

    def _say_why_empty(self, chip: Chip, text: str) -> None:
        elsewhere = bool(text) and chip is not Chip.ALL
        self._everywhere.setVisible(elsewhere)
        self.empty.say(*why_empty(chip, text))


def why_empty(chip: Chip, text: str) -> tuple[str, str]:
    """Why nothing is listed, and what to do."""
    if text:
        where = f" trong «{CHIPS[chip][0]}»" if chip is not Chip.ALL else ""
        advice = "Gõ ít chữ hơn, không cần dấu; hoặc vài số cuối của mã, điện thoại, số định danh. Esc để xem tất cả."
        return f"Không có hồ sơ nào khớp «{text}»{where}", advice
    if chip is not Chip.ALL:
        return f"Không có hồ sơ nào «{CHIPS[chip][0].lower()}»", "Mọi việc ở mục này đã xong."
    return "Chưa có hồ sơ nào", "Nhấn F2 để tiếp nhận hồ sơ đầu tiên."
