"""A long list page by page: reading, selecting, opening, refreshing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.dossiers.listed import COLUMNS as DOSSIERS
from onecua_desk.ui.paged_table import SIZE, TONE_ROLE, Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard, whole_parts
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.theme import SCALES, Theme, apply


@dataclass(frozen=True)
class Item:
    number: int
    name: str

    @property
    def late(self) -> bool:
        return self.number % 3 == 0


@pytest.mark.parametrize(
    ("text", "cut", "shown"),
    [
        ("H02.15.23-261123-1004", "…3-1004", "…-1004"),
        ("H02.15.23-261123-1004", "…23-261123-1004", "…-261123-1004"),
        ("H02.15.23-261123-1004", "H02.15.23-261123-1004", "H02.15.23-261123-1004"),
        ("/desk/giay-hen", "…ay-hen", "…ay-hen"),
    ],
)
def test_a_code_that_is_cut_begins_with_a_whole_part(text: str, cut: str, shown: str) -> None:
    assert whole_parts(text, cut) == shown


class Source:
    """1,000 rows, newest first, read by key as the store does."""

    def __init__(self, count: int = 1000) -> None:
        self.items = [Item(number, f"Nguyễn Thị {number}") for number in range(count, 0, -1)]
        self.asked: list[object] = []

    def page(self, after: int | None) -> Sequence[Item]:
        self.asked.append(after)
        return [item for item in self.items if after is None or item.number < after][:SIZE]


def tone(item: Item) -> Tone:
    return Tone.LATE if item.late else Tone.OK


COLUMNS = [
    Column("Mã", lambda item: f"H02.15.23-261123-{item.number}", 200, elide_left=True, drop=1),
    Column("Người nộp", lambda item: item.name, stretch=True),
    Column("Trạng thái", lambda item: "Quá hạn" if item.late else "Trong hạn", 130, tone=tone),
]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(qapp, source):
    model = PagedModel(COLUMNS, lambda item: item.number, InlineTasks())
    model.show_query(source.page)
    return model


@pytest.fixture
def table(qtbot, model):
    table = PagedTable(model)
    qtbot.addWidget(table)
    table.resize(800, 400)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    return table


def test_the_first_page_is_read_alone_and_the_rest_when_it_is_scrolled_to(model, source):
    assert (model.rowCount(), source.asked) == (200, [None])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 1000
    assert source.asked == [None, 801, 601, 401, 201, 1]
    assert [model.item(row).number for row in (0, 999)] == [1000, 1]
    tester.deleteLater()


def test_cells_are_ready_text_and_a_state_has_its_tone(model):
    assert model.index(0, 1).data() == "Nguyễn Thị 1000"
    assert Tone(model.index(1, 2).data(TONE_ROLE)) is Tone.LATE
    assert model.index(1, 1).data(TONE_ROLE) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Mã"


def test_the_keyboard_selects_and_enter_opens(qtbot, table):
    moved: list[Any] = []
    assert table.current_item().number == 1000
    table.moved.connect(moved.append)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [item.number for item in moved] == [999]
    assert opened.args[0].number == 999
    assert table.current_item().number == 999


def test_a_refresh_keeps_the_selection_by_key_when_rows_came_in_above(table, model, source):
    assert table.select_key(990)
    source.items.insert(0, Item(1001, "Mới"))
    model.refresh()
    assert table.current_item().number == 990
    assert table.currentIndex().row() == 11


def test_a_refresh_of_the_same_rows_shows_new_texts_in_place(table, model, source):
    table.select_key(990)
    told: list[Any] = []
    table.moved.connect(told.append)
    source.items[10] = replace(source.items[10], name="Đổi tên")
    model.refresh()
    assert table.current_item().name == "Đổi tên"
    assert [item.name for item in told] == ["Đổi tên"]


def test_when_the_selected_row_is_gone_the_one_in_its_place_is_selected(table, model, source):
    table.select_key(990)
    del source.items[10]
    model.refresh()
    assert table.current_item().number == 989


def test_a_refresh_reads_as_many_rows_as_were_loaded(model, source):
    model.fetchMore(QModelIndex())
    source.asked.clear()
    model.refresh()
    assert model.rowCount() == 400
    assert source.asked == [None, 801]


def test_rows_are_40_px_high_and_never_wider_than_the_table_at_any_type_size(qapp, table):
    for scale in SCALES:
        apply(qapp, Theme(scale=scale))
        assert table.rowHeight(0) == round(40 * scale)
        for width in (340, 520, 900):
            table.resize(width, 400)
            shown = [table.columnWidth(column) for column in range(3) if not table.isColumnHidden(column)]
            assert sum(shown) <= table.viewport().width()
            assert not table.grab().isNull()
    assert table.isColumnHidden(0) is False
    table.resize(340, 400)
    assert table.isColumnHidden(0)


def test_at_150_percent_the_dossiers_keep_all_but_the_procedure(qapp, qtbot):
    apply(qapp, Theme(scale=1.5))
    table = PagedTable(PagedModel(DOSSIERS, lambda item: item, InlineTasks()))
    qtbot.addWidget(table)
    table.resize(680, 400)  # of a window 1366 px wide
    table.show()
    code, applicant, procedure, due, state = range(5)
    assert [column for column in range(5) if table.isColumnHidden(column)] == [procedure]
    assert table.columnWidth(code) >= 64 * 1.5
    assert table.columnWidth(applicant) >= 112 * 1.5
    assert table.columnWidth(due) >= 104 * 1.5
    assert table.columnWidth(state) == 231


def test_an_empty_list_says_what_to_do(qtbot, model):
    table, empty = PagedTable(model), QLabel("Chưa có hồ sơ nào")
    card = TableCard(table, empty)
    qtbot.addWidget(card)
    card.show()
    assert not empty.isVisible()
    model.show_query(lambda after: [])
    assert empty.isVisible()
    assert not table.isVisible()
    assert table.current_item() is None


def test_a_page_that_fails_is_told_and_not_asked_for_again(qtbot, qapp):
    def page(after: object) -> Sequence[Item]:
        raise OSError("disk")

    model = PagedModel(COLUMNS, lambda item: item.number, InlineTasks())
    with qtbot.waitSignal(model.failed) as failed:
        model.show_query(page)
    assert isinstance(failed.args[0], OSError)
    assert not model.canFetchMore(QModelIndex())


def test_pages_are_read_off_the_gui_thread_and_an_overtaken_list_never_appears(qtbot, source):
    tasks = Tasks()
    model = PagedModel(COLUMNS, lambda item: item.number, tasks)
    few = Source(3)
    model.show_query(source.page)
    with qtbot.waitSignal(model.loaded) as loaded:
        model.show_query(few.page)
    assert loaded.args == [3]
    assert model.rowCount() == 3
    tasks.close()
