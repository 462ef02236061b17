"""The script of the morning: who comes when, the same at every run."""

from __future__ import annotations

from datetime import date

import pytest

from onecua_desk.demo.listed import codes, listed
from onecua_desk.demo.morning import visits
from onecua_desk.demo.run import MOST, run
from onecua_desk.errors import UserError
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from tests.desk_fixture import COPY, receive

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("count", [10, 30, MOST])
def test_visits_stand_in_order_of_time_some_on_earlier_working_days_and_all_before_the_office_closes(
    desk: Desk, count: int
) -> None:
    todo = visits(count, desk.calendar, DAY)
    assert [visit.number for visit in todo] == list(range(count))
    assert [visit.at for visit in todo] == sorted(visit.at for visit in todo)
    assert all(desk.calendar.is_working_day(visit.at.date()) for visit in todo)
    assert sum(visit.at.date() < DAY for visit in todo) >= 2
    assert todo[-1].at < desk.calendar.closing(DAY)
    assert todo == visits(count, desk.calendar, DAY)


def test_a_list_of_more_than_one_page_is_read_to_its_end(desk: Desk) -> None:
    count = lookup.PAGE + 3
    received = {receive(desk, COPY).code for _ in range(count)}
    assert len(listed(desk)) == count
    assert codes(desk) == received


@pytest.mark.parametrize("count", [-1, 0, 9, MOST + 1])
def test_too_few_and_too_many_dossiers_are_refused_before_anything_is_made(desk: Desk, count: int) -> None:
    with pytest.raises(UserError, match="phải từ 10 đến 300"):
        run(desk.store.folder / "demo", count, None)
    assert not (desk.store.folder / "demo").exists()
