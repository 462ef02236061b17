"""The checklist of papers: what the procedure asks for, what was handed in, and papers added by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import RequiredPaper
from onecua_desk.domain.standing import Tone
from onecua_desk.services.applicants import ReusablePaper
from onecua_desk.ui.intake.papers_rows import PaperRow, headed, kept_row, own_row, restored, rows_of
from onecua_desk.ui.theme import current

NAME, KIND, QUANTITY = range(3)
_TITLES = ("Tên giấy tờ", "Loại", "Số lượng")
_ROLES = Qt.ItemDataRole
HINT, HEADING, NOTE = _ROLES.UserRole + 1, _ROLES.UserRole + 2, _ROLES.UserRole + 3
"""What stands below a name, above the first line of a group, and for whom the paper is."""
_NOBODY = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PapersModel(QAbstractTableModel):
    """``changed``: a tick, a quantity, a line."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PaperRow] = []
        self._offers: tuple[ReusablePaper, ...] = ()

    def show_required(self, papers: Iterable[RequiredPaper]) -> None:
        """Another checklist; what was done about a line that is still asked for stays so."""
        before = {row.key: row for row in self._rows if not row.own}
        asked = [_as_before(row, before.get(row.key)).offered(self._offers) for row in rows_of(papers)]
        self._replace([*asked, *(row for row in self._rows if row.own)])

    def offer_reuse(self, papers: tuple[ReusablePaper, ...]) -> None:
        """What this applicant handed in before."""
        self._offers = papers
        self._replace([row.offered(papers) for row in self._rows])

    def clear(self) -> None:
        self._offers = ()
        self._replace([])

    def kept(self) -> list[dict[str, object]]:
        return [kept_row(row) for row in self._rows if row.ticked or row.waived or row.own]

    def restore(self, kept: Iterable[Mapping[str, Any]]) -> None:
        """Put back what was done about the lines that are shown; nothing else of before stays."""
        fresh = [row.untouched() for row in self._rows if not row.own]
        self._replace(restored(fresh, kept))

    def add_own(self, paper: Given) -> QModelIndex:
        """Append a ticked line; where it stands."""
        line = len(self._rows)
        self.beginInsertRows(_NOBODY, line, line)
        self._rows.append(own_row(paper))
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
        self._change(line, PaperRow.toggled)

    def waive(self, line: int) -> None:
        """Missing and accepted all the same, or no longer."""
        self._change(line, PaperRow.with_waived)

    def reuse(self, line: int) -> None:
        """Take the paper of the earlier dossier, or no longer."""
        self._change(line, PaperRow.with_reuse)

    def tick_required(self) -> None:
        """Everything that has to be there is there."""
        for line, row in enumerate(self._rows):
            if row.missing:
                self._set(line, row.toggled())

    def ticked(self) -> Iterator[tuple[int, Given]]:
        """The lines of what was handed in, and what that is."""
        return ((line, row.paper) for line, row in enumerate(self._rows) if row.ticked)

    def given(self) -> tuple[Given, ...]:
        return tuple(paper for _, paper in self.ticked())

    def waived(self) -> tuple[str, ...]:
        """Required papers that are missing and accepted all the same."""
        return tuple(row.paper.name for row in self._rows if row.waived)

    def missing(self) -> Sequence[PaperRow]:
        return [row for row in self._rows if row.missing]

    def first_missing(self) -> int:
        """The line to go on with; the first of all where nothing is missing."""
        return next((line for line, row in enumerate(self._rows) if row.missing), 0)

    def has_offers(self) -> bool:
        return any(row.offer for row in self._rows)

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
            return _check_state(row)
        if role == _ROLES.ForegroundRole:
            return QColor(_ink(row, column))
        if role == _ROLES.EditRole and column == QUANTITY:
            return row.paper.quantity
        if role == _ROLES.DisplayRole:
            return _text(row, column)
        if role == _ROLES.ToolTipRole:
            return "\n".join(filter(None, (row.paper.name, row.note)))
        if role in (HINT, NOTE):
            return "" if column != NAME else row.hint if role == HINT else row.note
        return self._heading(index.row()) if role == HEADING else None

    def setData(self, index: Index, value: object, role: int = _ROLES.EditRole) -> bool:
        if role == _ROLES.CheckStateRole:
            self.toggle(index.row())
            return True
        if role == _ROLES.EditRole and index.column() == QUANTITY and isinstance(value, int):
            self._set(index.row(), self._rows[index.row()].with_quantity(value))
            return True
        return False

    def _heading(self, line: int) -> str:
        """The title of the group that begins here."""
        begins = line == 0 or self._rows[line - 1].group is not self._rows[line].group
        return self._rows[line].group.title if begins and headed(self._rows) else ""

    def _change(self, line: int, change: Callable[[PaperRow], PaperRow]) -> None:
        if 0 <= line < len(self._rows) and (row := change(self._rows[line])) != self._rows[line]:
            self._set(line, row)

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


def _as_before(row: PaperRow, before: PaperRow | None) -> PaperRow:
    if before is None:
        return row
    done = {name: getattr(before, name) for name in ("ticked", "waived", "dropped")}
    paper = (
        replace(row.paper, quantity=before.paper.quantity, reused=before.paper.reused) if before.ticked else row.paper
    )
    return replace(row, paper=paper, **done)


def _check_state(row: PaperRow) -> Qt.CheckState:
    if row.waived:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked


def _ink(row: PaperRow, column: int) -> str:
    if row.waived or (row.optional and not row.ticked):
        return current().soft
    return current().tone(Tone.WAIT).ink if row.missing and column == NAME else current().ink


def _text(row: PaperRow, column: int) -> str:
    return (row.paper.name, row.paper.kind_label, str(row.paper.quantity))[column]
