"""The period of *Sổ và báo cáo*: presets, days and free dates, and the ones that are none."""

from __future__ import annotations

from datetime import date

import pytest

from onecua_desk.domain.period import Preset
from onecua_desk.domain.report import Period
from onecua_desk.ui.reports.screen import ReportsScreen
from tests.clock import Clock
from tests.ui.reports_screen import badges, screen, seat, town
from tests.ui.seat import Seat

__all__ = ["screen", "seat", "town"]


def test_an_empty_period_says_so_and_what_to_do(screen: ReportsScreen) -> None:
    screen.bar.before.click()
    assert screen.bar.period() == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert screen.report.empty.isVisible()
    assert badges(screen) == []
    screen.bar.after.click()
    assert not screen.report.empty.isVisible()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("24/11/2026", "01/11/2026", "Ngày cuối kỳ 01/11/2026 trước ngày đầu kỳ 24/11/2026"),
        ("31/02/2026", "01/11/2026", "không phải ngày có thật"),
        ("", "01/11/2026", "Hãy nhập ngày đầu kỳ."),
        ("01/01/2027", "31/01/2027", "Kỳ báo cáo bắt đầu ngày 01/01/2027, chưa tới."),
    ],
)
def test_wrong_dates_are_said_at_the_dates(screen: ReportsScreen, first: str, last: str, said: str) -> None:
    screen.bar.first.setText(first)
    screen.bar.last.setText(last)
    screen.bar.last.editingFinished.emit()
    assert said in screen.bar.said.text()
    assert screen.bar.said.isVisible()
    assert "error" in (screen.bar.first.property("state"), screen.bar.last.property("state"))
    screen.bar.first.setText("01/11/2026")
    screen.bar.last.setText("30/11/2026")
    screen.bar.last.editingFinished.emit()
    assert not screen.bar.said.isVisible()
    assert len(badges(screen)) == 4


def test_presets_go_back_and_forth_and_free_dates_by_their_length(screen: ReportsScreen) -> None:
    bar = screen.bar
    bar.kind.setCurrentIndex(bar.kind.findData(str(Preset.REPORT_MONTH)))
    bar.kind.activated.emit(bar.kind.currentIndex())
    assert bar.period() == Period(date(2026, 11, 15), date(2026, 12, 14))
    bar.before.click()
    assert (bar.first.text(), bar.last.text()) == ("15/10/2026", "14/11/2026")
    bar.first.setText("01/11/2026")
    bar.last.setText("10/11/2026")
    bar.last.editingFinished.emit()
    assert bar.kind.currentText() == "Từ ngày đến ngày"
    bar.after.click()
    assert bar.period() == Period(date(2026, 11, 11), date(2026, 11, 20))


def test_a_single_day_is_typed_once(screen: ReportsScreen) -> None:
    bar = screen.bar
    bar.kind.setCurrentIndex(bar.kind.findData(str(Preset.DAY)))
    bar.kind.activated.emit(bar.kind.currentIndex())
    assert bar.period() == Period(date(2026, 11, 23), date(2026, 11, 23))
    for typed, day in (("10/11/2026", date(2026, 11, 10)), ("20112026", date(2026, 11, 20))):
        bar.first.setText(typed)
        bar.first.editingFinished.emit()
        assert (bar.period(), bar.said.isHidden(), bar.last.value()) == (Period(day, day), True, day)
        assert bar.kind.currentData() == str(Preset.DAY)
    bar.last.setText("22/11/2026")
    bar.last.editingFinished.emit()
    assert bar.period() == Period(date(2026, 11, 20), date(2026, 11, 22))


def test_a_day_chosen_from_a_month_gone_by_is_today(screen: ReportsScreen) -> None:
    screen.bar.before.click()
    screen.bar.kind.setCurrentIndex(screen.bar.kind.findData(str(Preset.DAY)))
    screen.bar.kind.activated.emit(screen.bar.kind.currentIndex())
    assert screen.bar.period() == Period(date(2026, 11, 23), date(2026, 11, 23))


def test_a_period_that_went_on_turns_with_the_calendar(screen: ReportsScreen, clock: Clock) -> None:
    clock.turn(days=10)
    screen.shown()
    assert screen.bar.period() == Period(date(2026, 12, 1), date(2026, 12, 31))
    screen.bar.before.click()
    clock.turn(days=40)
    screen.shown()
    assert screen.bar.period().first == date(2026, 11, 1)


def test_dates_that_were_just_typed_are_shown_before_they_are_printed(screen: ReportsScreen, seat: Seat) -> None:
    screen.bar.first.setText("02/11/2026")
    screen.main_verb()
    assert screen.notice.text().startswith("Đã chuyển sang kỳ vừa nhập")
    assert not seat.workplace.slip_folder.exists()
    screen.main_verb()
    assert screen.notice.text().startswith("Đã lưu báo cáo")
