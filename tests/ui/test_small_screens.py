"""Every page fits a screen of 1366x768 at 100, 125 and 150 %, by the system's scaling or by larger type."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from onecua_desk.services import identity, paper_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.fitting import SMALLEST
from onecua_desk.ui.intake.favourite_row import FavouriteChip
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.reports.pages import TITLES
from onecua_desk.ui.reports.screen import ReportsScreen
from onecua_desk.ui.settings.screen import SettingsScreen
from onecua_desk.ui.tasks import InlineTasks
from onecua_desk.ui.theme import Theme, apply
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.window import (
    DAY_CLOSE,
    DOSSIERS,
    HAND_BACK,
    INTAKE,
    MONEY,
    REPORTS,
    SETTINGS,
    SYNC,
    DeskWindow,
)
from tests.desk_fixture import BICH_CARD, BIRTH, COPY, procedure, receive
from tests.ui.intake_screen import form_area
from tests.ui.seat import take_seat
from tests.ui.seeing import all_of

SCREEN = QSize(1366, 768)
TAKEN = 71
"""Px of a task bar and a title bar."""
AT_125, AT_150 = QSize(1092, 614), QSize(910, 512)
"""The same screen in the px of a window that the system draws larger."""
ROOMS = [(SCREEN, 1.0), (AT_125, 1.0), (AT_150, 1.0), (SCREEN, 1.25), (SCREEN, 1.5)]
SMALL = [(AT_150, 1.0), (SCREEN, 1.5)]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> DeskWindow:
    receive(desk)
    known = identity.known(desk.store)
    assert known
    made = DeskWindow(take_seat(desk, InlineTasks()).workplace, known, Bridge())
    qtbot.addWidget(made, before_close_func=lambda _: cast(IntakeScreen, made.built(INTAKE)).form.clear())
    return made


def give(qapp: QApplication, window: DeskWindow, room: QSize, scale: float) -> None:
    apply(qapp, Theme(scale=scale))
    window.resize(room)
    window.show()
    settle()


def settle() -> None:
    for _ in range(4):  # a layout asks the one around it, which asks the next
        QApplication.processEvents()


def assert_fits(window: DeskWindow, room: QSize, what: str, scrolled: int = 0) -> None:
    settle()
    needed = window.minimumSizeHint().expandedTo(window.minimumSize())
    assert needed.width() <= room.width(), what
    assert needed.height() <= room.height() - TAKEN, what
    bars = window.room.horizontalScrollBar().maximum(), window.room.verticalScrollBar().maximum()
    # Where tables stand above each other, less than a row of them may be scrolled.
    assert (bars[0], bars[1] > scrolled) == (0, False), what
    for area in all_of(window, Scroll):
        if area.isVisible():
            assert area.widget().minimumSizeHint().width() <= area.viewport().width(), what


@pytest.mark.parametrize(("room", "scale"), ROOMS)
def test_every_page_fits(qapp: QApplication, window: DeskWindow, room: QSize, scale: float) -> None:
    give(qapp, window, room, scale)
    for place in (INTAKE, HAND_BACK, DOSSIERS, MONEY, DAY_CLOSE, SYNC):
        window.show_place(place)
        assert_fits(window, room, place, scrolled=40 if place in (MONEY, DAY_CLOSE) else 0)
    settings = cast(SettingsScreen, window.show_place(SETTINGS))
    settings.complete()
    assert_fits(window, room, SETTINGS)
    reports = cast(ReportsScreen, window.show_place(REPORTS))
    for page in TITLES:
        reports.tabs.select(page)
        assert_fits(window, room, page)


@pytest.mark.parametrize(("room", "scale"), ROOMS)
def test_the_form_fits_with_a_procedure(qapp: QApplication, window: DeskWindow, room: QSize, scale: float) -> None:
    give(qapp, window, room, scale)
    intake = cast(IntakeScreen, window.show_place(INTAKE))
    intake.form.procedure.box.choose(procedure(BIRTH))
    assert_fits(window, room, "a procedure was chosen")


@pytest.mark.parametrize("code", [BIRTH, COPY])
@pytest.mark.parametrize("taken", [0, TAKEN])
def test_the_form_is_not_scrolled_with_drafts_waiting_and_an_open_dossier_said(
    qapp: QApplication, desk: Desk, window: DeskWindow, taken: int, code: str
) -> None:
    receive(desk, COPY)
    give(qapp, window, SCREEN.shrunkBy(QMargins(0, 0, 0, taken)), 1.0)
    intake = meet_one_with_an_open_dossier(window, code)
    bar = form_area(intake).verticalScrollBar()
    assert (intake.drafts_bar.isVisible(), bar.maximum()) == (True, 0)
    settle()
    stood = intake.form.applicant.name.mapTo(window, QPoint())
    intake.form.applicant.duplicate.forget()
    settle()
    assert intake.form.applicant.name.mapTo(window, QPoint()) == stood, "a notice moves no input away"


@pytest.mark.parametrize(("room", "scale"), ROOMS)
def test_what_stands_over_the_slip_is_whole(qapp: QApplication, window: DeskWindow, room: QSize, scale: float) -> None:
    give(qapp, window, room, scale)
    intake = meet_one_with_an_open_dossier(window, BIRTH)
    parts = intake.drafts_bar, intake.form.applicant.duplicate, intake.summary
    assert all(part.isVisible() and part.height() >= part.heightForWidth(part.width()) for part in parts)
    save = intake.verbs.save
    assert save.height() >= save.minimumSizeHint().height()
    assert_fits(window, room, "drafts wait, and an open dossier is said")


def meet_one_with_an_open_dossier(window: DeskWindow, code: str) -> IntakeScreen:
    """Two drafts wait, and who stands there has an open dossier of the same procedure."""
    intake = cast(IntakeScreen, window.show_place(INTAKE))
    for name in ("Nguyễn Thị Phương Thảo", "Nông Thị Sảo"):
        intake.form.applicant.name.setText(name)
        intake.put_aside()
    intake.form.procedure.box.choose(procedure(code))
    intake.form.applicant.card.scan(BICH_CARD)
    intake.quote.ask_now()
    settle()
    assert intake.form.applicant.duplicate.isVisible()
    return intake


@pytest.mark.parametrize(("room", "scale"), SMALL)
def test_the_report_shows_five_lines(qapp: QApplication, window: DeskWindow, room: QSize, scale: float) -> None:
    give(qapp, window, room, scale)
    table = cast(ReportsScreen, window.show_place(REPORTS)).report.table
    settle()
    assert table.view.viewport().height() >= 5 * table.view.rowHeight(0)


@pytest.mark.parametrize(("room", "scale"), SMALL)
def test_the_list_keeps_code_name_day_and_state(
    qapp: QApplication, window: DeskWindow, room: QSize, scale: float
) -> None:
    give(qapp, window, room, scale)
    table = cast(DossiersScreen, window.show_place(DOSSIERS)).list.table
    settle()
    names = [
        table.model().headerData(column, Qt.Orientation.Horizontal)
        for column in range(table.model().columnCount())
        if not table.isColumnHidden(column)
    ]
    assert names == ["Mã hồ sơ", "Người nộp", "Hẹn trả", "Trạng thái"]
    head = table.horizontalHeader()
    shown = [n for n in range(head.count()) if not head.isSectionHidden(n)]
    words = [head.fontMetrics().horizontalAdvance(name) + 12 for name in names]
    sizes = [(asked, head.sectionSize(n)) for asked, n in zip(words, shown, strict=True)]
    assert all(asked <= got for asked, got in sizes), sizes


def test_the_foot_of_a_desk_that_works_alone_and_trains_is_not_cut(qapp: QApplication, window: DeskWindow) -> None:
    paper_settings.write(window._workplace.desk.store, PaperSettings(training=True))
    window._show_printer()
    window.show_backup(datetime(2026, 12, 2, 9, 15))
    give(qapp, window, SCREEN, 1.5)
    foot = window.bottom
    assert foot.training.isVisible()
    for label in (foot.line, foot.printer, foot.backup, foot.training):
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.contentsRect().width(), label.text()


def test_the_sums_say_in_one_word_that_they_close(qapp: QApplication, window: DeskWindow) -> None:
    give(qapp, window, AT_150, 1.0)
    report = cast(ReportsScreen, window.show_place(REPORTS)).report
    settle()
    assert [badge.text() for badge in report.badges if badge.isVisible()] == ["Các tổng khớp ✓"]
    assert "(3) = (7) + (11)" in report.badges[0].toolTip()


@pytest.mark.parametrize(("room", "scale"), ROOMS)
def test_the_ten_favourites_are_told_from_each_other(
    qapp: QApplication, window: DeskWindow, room: QSize, scale: float
) -> None:
    give(qapp, window, room, scale)
    row = cast(IntakeScreen, window.built(INTAKE)).form.procedure.row
    texts = [chip.shown_words() for chip in all_of(row, FavouriteChip) if chip.isVisible()]
    assert len(texts) == 10
    assert len(set(texts)) == 10
    assert all(len(text) >= 6 for text in texts), "no name is cut to a few letters"


def test_what_has_the_keyboard_is_in_view_where_a_page_is_scrolled(qapp: QApplication, window: DeskWindow) -> None:
    give(qapp, window, SMALLEST, 1.5)
    room, form = window.room, cast(IntakeScreen, window.built(INTAKE)).form
    form.procedure.box.choose(procedure(BIRTH))
    settle()
    assert room.is_scrolled()
    for edit in (form.terms.return_box, form.applicant.name):
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        settle()
        assert room.viewport().rect().contains(QRect(edit.mapTo(room.viewport(), QPoint()), edit.size()))
