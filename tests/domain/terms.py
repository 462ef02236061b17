"""Terms as procedures have them, moments as people write them, and the calendar that is shipped."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from hypothesis import strategies as st

from onecua_desk.domain.calendar import DeskHours
from onecua_desk.domain.procedure import Limit, LimitUnit
from onecua_desk.wire.calendar import parse_calendar

SHIPPED = Path(__file__).parents[2] / "resources" / "calendar.json"
CALENDAR = parse_calendar(SHIPPED.read_text(encoding="utf-8"), DeskHours())
SAME_DAY = Limit(0, LimitUnit.SAME_DAY, time(15))


def working_days(value: int) -> Limit:
    return Limit(value, LimitUnit.WORKING_DAYS)


def calendar_days(value: int) -> Limit:
    return Limit(value, LimitUnit.DAYS)


def hours(value: int) -> Limit:
    return Limit(value, LimitUnit.HOURS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


CULTURE = "nghỉ 24/11 (Ngày Văn hóa Việt Nam)"
NEXT_DAY = "trả ngày làm việc tiếp theo"
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 30)).map(lambda m: m.replace(microsecond=0))
waits = st.timedeltas(timedelta(), timedelta(days=40)).map(lambda w: timedelta(seconds=w.total_seconds() // 1))
counted = st.builds(
    Limit,
    st.integers(1, 60),
    st.sampled_from([LimitUnit.HOURS, LimitUnit.WORKING_DAYS, LimitUnit.DAYS]),
)
cutoffs = st.none() | st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
limits = counted | st.builds(Limit, st.just(0), st.just(LimitUnit.SAME_DAY), cutoffs)
