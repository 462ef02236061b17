"""When files may use the line."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.sending import SendingRules, read_hour
from onecua_desk.errors import UserError

HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(microsecond=0))


@given(HOURS, HOURS, MOMENTS)
def test_files_wait_at_most_a_day_and_then_may_go_until_the_hours_end(start: time, end: time, at: datetime) -> None:
    if start == end:
        return
    rules = SendingRules(start=start, end=end)
    opens = rules.opens(at)
    assert opens is None or (at < opens <= at + timedelta(days=1) and opens.time() == start)
    assert rules.opens(opens or at) is None
    assert rules.opens(datetime.combine(at.date(), end)) is not None, "at the end they are over"


@given(MOMENTS, st.sampled_from([0, 8, 64, 100_000]))
def test_without_hours_files_may_go_at_any_time(at: datetime, kbit: int) -> None:
    assert SendingRules(kbit).opens(at) is None


@pytest.mark.parametrize("rules", [(4, None, None), (100_001, None, None), (-1, None, None), (0, time(8), None),
                                   (0, None, time(8)), (0, time(8), time(8))])  # fmt: skip
def test_rules_that_make_no_sense_are_refused(rules: tuple[int, time | None, time | None]) -> None:
    with pytest.raises(UserError):
        SendingRules(*rules)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("16:30", time(16, 30)), ("16h30", time(16, 30)), ("1630", time(16, 30)), (" 7 ", time(7)), ("7h", time(7)),
     ("7g05", time(7, 5)), ("7 giờ 05", time(7, 5)), ("07.00", time(7))],
)  # fmt: skip
def test_an_hour_is_read_as_people_write_it(text: str, hour: time) -> None:
    assert read_hour(text) == hour


@pytest.mark.parametrize("text", ["", "24", "25:00", "16:60", "16:3", "163", "x", "-1", "٣", "7:00:00"])
def test_what_is_no_hour_is_said(text: str) -> None:
    with pytest.raises(UserError, match="16:30"):
        read_hour(text)
