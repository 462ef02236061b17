"""The checklist of papers: what the procedure asks for, what was handed in, and papers added by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import RequiredPaper
from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current

NAME, KIND, QUANTITY, NOTE = range(4)
_TITLES = ("Tên giấy tờ", "Loại", "Số lượng", "Ghi chú")
_ROLES = Qt.ItemDataRole
_NOBODY = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line. ``own``: added at the counter; ``optional``: asked for only if the citizen has it."""

    paper: Given
    note: str = ""
    optional: bool = False
    own: bool = False
    ticked: bool = False

    @property
    def missing(self) -> bool:
        return not self.ticked and not self.optional


def row_of(required: RequiredPaper) -> PaperRow:
    paper = Given(required.name, required.kind, required.quantity, required.shown)
    return PaperRow(paper, required.note or ("Nếu có" if required.optional else ""), required.optional)


class PapersModel(QAbstractTableModel):
    """``changed``: a tick, a quantity, a line."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PaperRow] = []

    def show_required(self, papers: Iterable[RequiredPaper]) -> None:
        """Another checklist; what was already ticked or added, and is still asked for, stays so."""
        before = {row.paper.name: row for row in self._rows if row.ticked and not row.own}
        asked = [_kept(row_of(paper), before) for paper in papers]
        self._replace([*asked, *(row for row in self._rows if row.own)])

    def clear(self) -> None:
        self._replace([])

    def add_own(self, paper: Given) -> QModelIndex:
        """Append a ticked line; where it stands."""
        line = len(self._rows)
        self.beginInsertRows(_NOBODY, line, line)
        self._rows.append(PaperRow(paper, "Thêm tại quầy", own=True, ticked=True))
        self.endInsertRows()
        self.changed.emit()
        return self.index(line, NAME)

    def remove_own(self, line: int) -> None:
        if 0 <= line < len(self._rows) and self._rows[line].own:
            self.beginRemoveRows(_NOBODY, line, line)
            del self._rows[line]
            self.endRemoveRows()
            self.changed.emit()

    def toggle(self, line: int) -> None:
        self._set(line, replace(self._rows[line], ticked=not self._rows[line].ticked))

    def tick_required(self) -> None:
        """Everything that has to be there is there."""
        for line, row in enumerate(self._rows):
            if row.missing:
                self._set(line, replace(row, ticked=True))

    def given(self) -> tuple[Given, ...]:
        return tuple(row.paper for row in self._rows if row.ticked)

    def missing(self) -> Sequence[PaperRow]:
        return [row for row in self._rows if row.missing]

    def has_notes(self) -> bool:
        return any(row.note for row in self._rows)

    def rowCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == QUANTITY else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == _ROLES.CheckStateRole and column == NAME:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == _ROLES.ForegroundRole:
            return QColor(_ink(row, column))
        if role == _ROLES.EditRole and column == QUANTITY:
            return row.paper.quantity
        if role in (_ROLES.DisplayRole, _ROLES.ToolTipRole):
            return _text(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = _ROLES.EditRole) -> bool:
        if role == _ROLES.CheckStateRole:
            self.toggle(index.row())
            return True
        if role == _ROLES.EditRole and index.column() == QUANTITY and isinstance(value, int):
            row = self._rows[index.row()]
            self._set(index.row(), replace(row, paper=replace(row.paper, quantity=value), ticked=True))
            return True
        return False

    def _set(self, line: int, row: PaperRow) -> None:
        self._rows[line] = row
        self.dataChanged.emit(self.index(line, 0), self.index(line, len(_TITLES) - 1))
        self.changed.emit()

    def _replace(self, rows: list[PaperRow]) -> None:
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            self.changed.emit()


def _kept(row: PaperRow, before: dict[str, PaperRow]) -> PaperRow:
    earlier = before.get(row.paper.name)
    return replace(row, ticked=True, paper=replace(row.paper, quantity=earlier.paper.quantity)) if earlier else row


def _ink(row: PaperRow, column: int) -> str:
    if column == NOTE or (row.optional and not row.ticked):
        return current().soft
    return current().tone(Tone.WAIT).ink if row.missing and column == NAME else current().ink


def _text(row: PaperRow, column: int) -> str:
    return (row.paper.name, row.paper.kind_label, str(row.paper.quantity), row.note)[column]
