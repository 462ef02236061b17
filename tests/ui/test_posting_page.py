"""The page of public posting: which fields, how many pages before they are made, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from onecua_desk.services import postings
from onecua_desk.services.desk import Desk
from onecua_desk.services.postings import Choice, Shape
from onecua_desk.ui.reports.pages import POSTING
from onecua_desk.ui.reports.posting_page import PostingPage
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.paper.samples import page_texts
from tests.ui.reports_screen import choose, opened
from tests.ui.seat import take_seat

ROW = 3
"""Of the list of fields, counted from 0."""


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> ReportsScreen:
    made = opened(qtbot, take_seat(desk))
    made.tabs.select(POSTING)
    return made


@pytest.fixture
def page(screen: ReportsScreen) -> PostingPage:
    found = screen.page()
    assert isinstance(found, PostingPage)
    return found


def tick(qtbot: QtBot, page: PostingPage, row: int = ROW) -> str:
    """With the keyboard alone; the name of the field."""
    qtbot.keyClick(page.window(), Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert page.fields.hasFocus()
    page.fields.setCurrentRow(row)
    qtbot.keyClick(page.fields, Qt.Key.Key_Space)
    return page.fields.ticked()[0]


def test_all_procedures_are_posted_unless_something_is_chosen(page: PostingPage, desk: Desk) -> None:
    extent = postings.measure(desk, Choice(), page._day)
    assert page.choice() == Choice()
    assert page.extent.text().startswith(f"Sẽ có {extent.procedures} thủ tục, {page.fields.count()} lĩnh vực, ")
    assert page.extent.text().endswith(f" {extent.pages} trang A4.")
    assert not page.every.isEnabled()


def test_a_field_is_ticked_by_key_and_the_paper_and_its_file_have_its_name(
    qtbot: QtBot, screen: ReportsScreen, page: PostingPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = tick(qtbot, page)
    assert ", 1 lĩnh vực, " in page.extent.text()
    path = tmp_path / "tap.pdf"
    offered = choose(monkeypatch, path)
    screen.save_button.click()
    assert offered[0].startswith("Niem yet thu tuc ")
    assert offered[0].isascii()
    pages = page_texts(path.read_bytes())
    assert f"Lĩnh vực: {name}" in " ".join(pages[0].split())
    assert page.said.text() == page.extent.text().replace("Sẽ có", "Bản niêm yết có")
    assert page.extent.text().endswith(f" {len(pages)} trang A4.")


def test_the_row_under_the_mouse_is_ticked_though_the_list_was_scrolled_there(qtbot: QtBot, page: PostingPage) -> None:
    page.fields.scrollToBottom()
    item = page.fields.item(page.fields.count() - 2)
    row = page.fields.visualItemRect(item)
    box = QPoint(row.left() + 10, row.center().y())
    qtbot.mouseClick(page.fields.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [name in item.text() for name in page.fields.ticked()] == [True]


def test_what_was_chosen_is_there_the_next_time(qtbot: QtBot, page: PostingPage, desk: Desk) -> None:
    name = tick(qtbot, page)
    page.board.click()
    assert postings.read(desk) == Choice(Shape.BOARD, (name,))
    again = opened(qtbot, take_seat(desk))
    again.tabs.select(POSTING)
    found = again.page()
    assert isinstance(found, PostingPage)
    assert found.choice() == Choice(Shape.BOARD, (name,))
    assert postings.read(desk) == Choice(Shape.BOARD, (name,)), "to look at it changes nothing"
    assert found.extent.text().endswith(" tờ A3.")


def test_one_key_goes_back_to_all(qtbot: QtBot, page: PostingPage, desk: Desk) -> None:
    before = page.extent.text()
    tick(qtbot, page, 0)
    page.fields.setCurrentRow(1)
    qtbot.keyClick(page.fields, Qt.Key.Key_Space)
    page.every.click()
    assert page.fields.ticked() == ()
    assert page.extent.text() == before
    assert postings.read(desk) == Choice()


def test_a_paper_of_another_choice_is_not_left_standing(qtbot: QtBot, page: PostingPage) -> None:
    page.make.click()
    assert page.paper.picture.has_page()
    tick(qtbot, page)
    assert not page.paper.picture.has_page()
    assert page.said.text() == ""


def test_what_is_written_meanwhile_takes_no_tick_away(qtbot: QtBot, screen: ReportsScreen, page: PostingPage) -> None:
    name = tick(qtbot, page)
    page.make.click()
    screen.refresh(None)
    assert page.fields.ticked() == (name,)
    assert page.paper.picture.has_page()
