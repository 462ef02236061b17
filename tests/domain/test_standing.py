"""How a dossier stands against its appointment."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.parts import State
from onecua_desk.domain.standing import Standing, Tone, standing

CALENDAR = WorkCalendar()
DUE = datetime(2026, 11, 26, 17)  # a Thursday
RUNNING = [State.RECEIVED, State.PROCESSING]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))


@pytest.mark.parametrize("state", RUNNING)
@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (datetime(2026, 11, 25, 23, 59), Standing(Tone.OK, "Trong hạn")),
        (datetime(2026, 11, 26, 0, 0), Standing(Tone.DUE, "Hẹn hôm nay")),
        (DUE, Standing(Tone.DUE, "Hẹn hôm nay")),
        (DUE + timedelta(seconds=1), Standing(Tone.LATE, "Quá giờ hẹn")),
        (datetime(2026, 11, 27, 0, 0), Standing(Tone.LATE, "Quá hạn 1 ngày")),
        (datetime(2026, 11, 29, 12, 0), Standing(Tone.LATE, "Quá hạn 1 ngày")),
        (datetime(2026, 11, 30, 8, 0), Standing(Tone.LATE, "Quá hạn 2 ngày")),
    ],
)
def test_a_running_dossier_is_in_time_due_today_or_late_by_working_days(
    state: State, now: datetime, wanted: Standing
) -> None:
    assert standing(state, DUE, now, CALENDAR) == wanted


@pytest.mark.parametrize("state", RUNNING)
def test_a_dossier_without_an_appointment_says_so_and_is_never_late(state: State) -> None:
    assert standing(state, None, DUE, CALENDAR) == Standing(Tone.PLAIN, "Chưa hẹn ngày")


@given(st.sampled_from([state for state in State if state not in RUNNING]), st.none() | MOMENTS, MOMENTS)
def test_a_dossier_that_waits_or_is_done_is_never_late_and_says_its_state(
    state: State, due: datetime | None, now: datetime
) -> None:
    found = standing(state, due, now, CALENDAR)
    assert found.words == state.label
    assert found.tone not in {Tone.LATE, Tone.DUE}


@given(st.sampled_from(State), st.none() | MOMENTS, MOMENTS)
def test_every_dossier_has_a_standing_in_words_at_every_moment(
    state: State, due: datetime | None, now: datetime
) -> None:
    found = standing(state, due, now, CALENDAR)
    assert found.words
    assert (found.tone is Tone.LATE) == (state in RUNNING and due is not None and now > due)
