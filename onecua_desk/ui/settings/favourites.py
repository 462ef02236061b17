"""What stands on Shift+F1 to Shift+F10 of the intake: seen, moved, pinned and let go; saved as it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from onecua_desk.services import favourites, procedures
from onecua_desk.services.favourites import Favourite
from onecua_desk.services.procedures import Known
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.workplace import Workplace

_EXPLAINED = (
    "Phím chưa ghim theo thủ tục quầy này dùng nhiều nhất. Ghim thủ tục khác: chọn thủ tục ở màn Tiếp nhận rồi bấm "
    "Ctrl+Shift+F1 … F10."
)
_ROW = 32
Keys = tuple[Favourite, ...]


class FavouritesPanel(Card):
    """Reads when it comes on screen; cares for itself."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._desk, self._tasks = workplace.desk.store, workplace.desk, workplace.tasks
        self._reads = Latest(workplace.tasks)
        self._known: Known | None = None
        self._keys: Keys = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Thủ tục hay dùng")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up, self.down = KeyButton("Lên", "Alt+Up"), KeyButton("Xuống", "Alt+Down")
        self.pin, self.pin_all = KeyButton("Ghim"), KeyButton("Ghim cả mười phím")
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reads.run(self._read, self._take)

    def _read(self) -> tuple[Known, Keys]:
        known = procedures.known(self._desk)
        return known, favourites.favourites(self._store, known)

    def _take(self, read: tuple[Known, Keys]) -> None:
        self._known = read[0]
        self._show(read[1])

    def _show(self, keys: Keys) -> None:
        row = max(self.list.currentRow(), 0)
        self._keys = keys
        self.list.clear()
        for one in keys:
            item = QListWidgetItem(f"Shift+F{one.key}   {self._words(one)}", self.list)
            item.setSizeHint(QSize(0, current().px(_ROW)))
        self.list.setCurrentRow(row)
        self.list.setFixedHeight(current().px(_ROW) * len(keys) + current().px(14))

    def _words(self, one: Favourite) -> str:
        known = self._known
        if not one.code or known is None:
            return "chưa có"
        name = next((each.name for each in known.offered if each.code == one.code), f"{one.code}, không còn hiệu lực")
        return f"đã ghim: {name}" if one.pinned else name

    def _choose(self, row: int) -> None:
        chosen = self._keys[row] if 0 <= row < len(self._keys) else None
        self.pin.setText("Bỏ ghim" if chosen and chosen.pinned else "Ghim")
        self.pin.setEnabled(bool(chosen and chosen.code))
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._keys) - 1)

    def _toggle(self) -> None:
        one = self._keys[self.list.currentRow()]
        if one.pinned:
            self._write(lambda: favourites.unpin(self._store, one.key))
        else:
            self._write(lambda: favourites.pin(self._store, one.key, one.code))

    def _move(self, by: int) -> None:
        row, shown = self.list.currentRow(), self._keys
        self.list.setCurrentRow(row + by)
        self._write(lambda: favourites.swap(self._store, shown, row + 1, row + 1 + by))

    def _pin_all(self) -> None:
        shown = self._keys
        self._write(lambda: favourites.pin_all(self._store, shown))

    def _write(self, write: Callable[[], None]) -> None:
        known = self._known
        if known is None:
            return

        def job() -> Keys:
            write()
            return favourites.favourites(self._store, known)

        self._reads.drop()
        self._tasks.run(job, self._show)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.pin.clicked.connect(self._toggle)
        self.pin_all.clicked.connect(self._pin_all)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))

    def _lay_out(self) -> None:
        explained, verbs = QLabel(_EXPLAINED), FlowLayout(8)
        explained.setWordWrap(True)
        mark(explained, "role", "soft")
        for button in (self.pin, self.up, self.down, self.pin_all):
            verbs.addWidget(button)
        self.body.addWidget(Section(None, "Thủ tục hay dùng"))
        for widget in (explained, self.list):
            self.body.addWidget(widget)
        self.body.addLayout(verbs)
