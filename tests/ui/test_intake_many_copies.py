"""Numbers that look like a telephone number typed in the wrong place are asked about once, where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.services.desk import Desk
from onecua_desk.ui.intake.papers_model import QUANTITY
from onecua_desk.ui.intake.screen import IntakeScreen
from tests.desk_fixture import BIRTH, COPY
from tests.ui.intake_screen import dossiers, fill, only_dossier, screen, seat, visible_text

__all__ = ["screen", "seat"]


def test_an_unusual_number_of_copies_is_asked_about_once(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen, COPY)
    papers, terms = screen.form.papers.papers, screen.form.terms
    papers.setData(papers.index(0, QUANTITY), 912)
    terms.copies.setValue(21)
    screen.main_verb()
    assert "bản sao cần chứng thực: 912 bản? Bấm F12 lần nữa nếu đúng." in visible_text(screen)
    assert "Số lượng tính phí: 21? Bấm F12 lần nữa nếu đúng." in visible_text(screen)
    assert dossiers(desk) == []
    papers.setData(papers.index(0, QUANTITY), 91)
    screen.main_verb()
    assert "91 bản?" in visible_text(screen)
    assert "21?" not in visible_text(screen), "asked once"
    screen.main_verb()
    assert only_dossier(desk).received.papers[0].quantity == 91


@pytest.mark.parametrize(
    ("name", "usual", "sentence"),
    [
        ("sets", 20, "21 bộ hồ sơ?"),
        ("copies", 20, "Số lượng tính phí: 21?"),
        ("pages", 500, "501 trang mỗi bản?"),
    ],
)
def test_up_to_what_is_usual_nothing_is_asked(
    screen: IntakeScreen, desk: Desk, name: str, usual: int, sentence: str
) -> None:
    fill(screen, COPY)
    count: QSpinBox = getattr(screen.form.terms, name)
    count.setValue(usual + 1)
    screen.main_verb()
    assert screen.form.fields[name].message() == f"{sentence} Bấm F12 lần nữa nếu đúng."
    assert screen.focusWidget() is count
    count.setValue(usual)
    screen.main_verb()
    assert only_dossier(desk).received.papers


def test_pages_that_no_fee_asks_for_are_not_asked_about(screen: IntakeScreen) -> None:
    fill(screen, BIRTH)
    screen.form.terms.pages.setValue(912)
    assert screen.form.doubts() == []


def test_the_line_that_is_asked_about_is_the_one_that_the_next_key_changes(qtbot: QtBot, screen: IntakeScreen) -> None:
    fill(screen, BIRTH)
    papers, table = screen.form.papers.papers, screen.form.papers.table
    asked = next(line for line, _ in papers.ticked() if line)
    papers.setData(papers.index(asked, QUANTITY), 912)
    screen.main_verb()
    assert screen.focusWidget() is table
    assert table.currentIndex().row() == asked
    before = papers.given()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert papers.given() == tuple(one for one in before if one.quantity != 912)


def test_a_paper_that_is_missing_still_comes_first(screen: IntakeScreen) -> None:
    fill(screen, BIRTH)
    papers, table = screen.form.papers.papers, screen.form.papers.table
    papers.setData(papers.index(1, QUANTITY), 912)
    papers.toggle(0)
    screen.main_verb()
    assert table.currentIndex().row() == papers.first_missing()


def test_two_papers_are_asked_about_one_after_the_other(screen: IntakeScreen, desk: Desk) -> None:
    fill(screen, COPY)
    papers, table = screen.form.papers.papers, screen.form.papers.table
    papers.setData(papers.index(0, QUANTITY), 912)
    papers.add_own(Given("Bản dịch", PaperKind.COPY, 913))
    for line, many in enumerate((912, 913)):
        screen.main_verb()
        assert f"{many} bản?" in screen.form.fields["papers"].message()
        assert table.currentIndex().row() == line
        assert dossiers(desk) == []
    screen.main_verb()
    assert [paper.quantity for paper in only_dossier(desk).received.papers] == [912, 913]
