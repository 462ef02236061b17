"""The short list where typed digits can mean several dossiers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import Runner
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.words import short_day


class HitList(Card):
    """``chosen`` carries the id of the dossier that Enter or a double click opened."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, tasks: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = QLabel()
        mark(self._head, "role", "heading")
        columns = (
            Column("Mã hồ sơ", lambda row: row.code, 190, elide_left=True),
            Column("Người nộp", lambda row: row.applicant, 210),
            Column("Thủ tục", lambda row: row.procedure_name, stretch=True),
            Column("Hẹn trả", lambda row: _due(desk, row), 100),
            Column("Trạng thái", lambda row: _words(desk, row), 150, tone=lambda row: _tone(desk, row)),
        )
        self._model = PagedModel(columns, lambda row: row.arrival, tasks, self)
        self._table = PagedTable(self._model)
        self._model.loaded.connect(self._select_first)
        self._table.opened.connect(lambda row: self.chosen.emit(row.id))
        self.body.addWidget(self._head)
        self.body.addWidget(self._table, 1)

    def show_rows(self, text: str, rows: Sequence[DossierRow]) -> None:
        """The dossiers that ``text`` found; the first one is chosen and the keyboard is in the list."""
        self._head.setText(f"«{text}» có {len(rows)} hồ sơ: chọn bằng mũi tên rồi Enter")
        self._model.show_all(rows)
        self._table.setFocus()

    def _select_first(self, count: int) -> None:
        if count:
            self._table.selectRow(0)


def _due(desk: Desk, row: DossierRow) -> str:
    return short_day(row.due.date(), desk.now().date()) if row.due else "chưa hẹn"


def _words(desk: Desk, row: DossierRow) -> str:
    return lookup.standing_of(desk, row).words


def _tone(desk: Desk, row: DossierRow) -> Tone:
    return lookup.standing_of(desk, row).tone
