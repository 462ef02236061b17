"""What can be read of the checklist on a small screen: the name first, notes below it, no list lower than its lines."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.intake.papers_cells import below_words
from onecua_desk.ui.intake.papers_model import NAME, NOTE
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.window import INTAKE, DeskWindow
from tests.desk_fixture import BIRTH, COPY, procedure
from tests.ui.intake_screen import fill, form_area
from tests.ui.seat import take_seat

RESIDENCE = "1.004222"
SCREEN = QSize(1366, 768)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> DeskWindow:
    known = identity.known(desk.store)
    assert known
    made = DeskWindow(take_seat(desk, InlineTasks()).workplace, known, Bridge())
    qtbot.addWidget(made, before_close_func=lambda _: cast(IntakeScreen, made.built(INTAKE)).form.clear())
    made.resize(SCREEN)
    made.show()
    return made


def intake_of(window: DeskWindow, qapp: QApplication, scale: float) -> IntakeScreen:
    apply(qapp, Theme(scale=scale))
    settle()
    return cast(IntakeScreen, window.show_place(INTAKE))


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_line_of_the_ten_commonest_procedures_can_be_read(
    qapp: QApplication, window: DeskWindow, scale: float
) -> None:
    screen = intake_of(window, qapp, scale)
    table = screen.form.papers.table
    for key in range(1, 11):
        screen.form.procedure.take_favourite(key)
        settle()
        chosen = screen.form.procedure.procedure()
        assert chosen, key
        assert 2 * table.columnWidth(NAME) >= table.viewport().width(), chosen.name
        tallest = max((table.rowHeight(row) for row in range(table.model().rowCount())), default=0)
        assert tallest <= table.viewport().height(), chosen.name
        screen.form.procedure.clear()


def test_the_form_is_not_scrolled_however_many_were_saved_and_with_a_draft_waiting(
    qapp: QApplication, window: DeskWindow
) -> None:
    screen = intake_of(window, qapp, 1.0)
    bar = form_area(screen).verticalScrollBar()
    for _ in range(3):
        fill(screen, COPY)
        screen.main_verb()
        settle()
        assert screen.notice.isVisible()
        assert bar.maximum() == 0
    fill(screen, COPY)
    screen.put_aside()
    fill(screen, BIRTH)
    settle()
    assert screen.form.papers.table.viewport().height() >= 100
    screen.main_verb()
    settle()
    assert (screen.notice.isVisible(), screen.drafts_bar.isVisible()) == (True, True)
    assert bar.maximum() == 0


def test_the_note_of_a_paper_stands_below_its_name_in_two_lines_and_whole_in_the_tooltip(
    qapp: QApplication, window: DeskWindow
) -> None:
    screen = intake_of(window, qapp, 1.0)
    screen.form.procedure.box.choose(procedure(RESIDENCE))
    papers = screen.form.papers.papers
    noted = [papers.index(row, NAME) for row in range(papers.rowCount()) if papers.index(row, NAME).data(NOTE)]
    assert noted
    note = str(noted[0].data(NOTE))
    assert note.startswith("Người được chăm sóc")
    assert below_words(noted[0], 2000) == note
    assert below_words(noted[0], 200).endswith("…")
    assert note in str(noted[0].data(Qt.ItemDataRole.ToolTipRole))
