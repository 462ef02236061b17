"""The day of a screen: today, typed or stepped to."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from onecua_desk.ui.widgets.day_bar import DayBar
from tests.ui.seeing import text

TODAY = date(2026, 11, 23)


@pytest.fixture
def bar(qtbot: QtBot) -> DayBar:
    made = DayBar(TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def told(bar: DayBar) -> list[date]:
    days: list[date] = []
    bar.changed.connect(days.append)
    return days


def typed(bar: DayBar, words: str) -> bool:
    bar.edit.setText(words)
    return bar.take()


def test_it_begins_with_today_and_tells_nothing(bar: DayBar, told: list[date]) -> None:
    assert (bar.day(), bar.edit.text(), told) == (TODAY, "23/11/2026", [])


def test_each_step_and_each_typed_day_is_told_once(bar: DayBar, told: list[date]) -> None:
    bar.before.click()
    bar.after.click()
    assert typed(bar, "20112026")
    assert typed(bar, "20/11/2026")
    assert told == [date(2026, 11, 22), TODAY, date(2026, 11, 20)]
    assert bar.edit.text() == "20/11/2026"


def test_a_step_goes_on_from_a_day_that_was_just_typed(bar: DayBar, told: list[date]) -> None:
    bar.edit.setText("20112026")
    bar.after.click()
    assert (told, bar.edit.text()) == ([date(2026, 11, 21)], "21/11/2026")


@pytest.mark.parametrize(("words", "said"), [("31/02/2026", "không phải ngày có thật"), ("", "Hãy nhập ngày.")])
def test_what_is_no_day_is_said_and_the_day_stays(bar: DayBar, told: list[date], words: str, said: str) -> None:
    assert not typed(bar, words)
    assert said in text(bar)
    assert (bar.day(), told) == (TODAY, [])


def test_a_chosen_day_stays_until_the_calendar_turns(bar: DayBar, told: list[date]) -> None:
    bar.before.click()
    assert not bar.turn_to(TODAY)
    assert bar.day() == date(2026, 11, 22)
    assert bar.turn_to(date(2026, 11, 24))
    assert told == [date(2026, 11, 22), date(2026, 11, 24)]


@pytest.mark.parametrize("end", [date.min, date.max])
def test_the_calendar_ends_without_an_error(bar: DayBar, end: date) -> None:
    assert typed(bar, f"{end:%d/%m}/{end.year:04d}")
    (bar.before if end == date.min else bar.after).click()
    assert bar.day() == end
