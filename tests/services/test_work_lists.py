"""Every work list holds as many dossiers as its number says, and its rows say what is most urgent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from onecua_desk.domain.standing import Standing, Tone
from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, MAI, MONDAY, THREE_DAYS, receive


@pytest.fixture
def mixed(desk: Desk, clock: Clock) -> Iterator[Desk]:
    """Dossiers of every state and of many appointments."""
    for day in range(4):
        for code in (BIRTH, COPY, THREE_DAYS):
            receive(desk, code)
        ids = [receive(desk, THREE_DAYS).id for _ in range(6)]
        processing.hand_over(desk, MAI, ids[0], "Tư pháp")
        processing.request_supplement(desk, MAI, ids[1], ("x",))
        processing.record_result(desk, MAI, ids[2], "1", date(2026, 11, 20))
        processing.withdraw(desk, MAI, ids[3], "x")
        processing.refuse(desk, MAI, ids[4], "x")
        clock.turn(days=1, hours=day)
    with desk.store.write() as connection:
        connection.execute(text("UPDATE dossier SET trouble = 1 WHERE arrival % 5 = 0"))
        connection.execute(text("UPDATE dossier SET due = NULL WHERE arrival % 7 = 0"))
    yield desk
    clock.at = MONDAY


MOMENTS = st.integers(-2 * 1440, 20 * 1440).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
CLOCK_EDGES = ((0, 0), (16, 59, 59), (17, 0), (17, 0, 1), (23, 59, 59))
EDGES = st.sampled_from([datetime(2026, 11, day, *at) for day in range(23, 31) for at in CLOCK_EDGES])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=MOMENTS | EDGES)
def test_every_work_list_holds_as_many_dossiers_as_its_chip_says_and_its_words_agree(
    mixed: Desk, clock: Clock, at: datetime
) -> None:
    clock.at = at
    counts = lookup.counts(mixed)
    lists = {chip: lookup.page(mixed, chip, "") for chip in Chip}
    assert counts == {chip: len(rows) for chip, rows in lists.items()}
    every = lists[Chip.ALL]

    def plain(row: lookup.DossierRow) -> Standing:
        return lookup.standing_of(mixed, replace(row, trouble=False, unsent=False))

    assert lists[Chip.LATE] == [row for row in every if plain(row).tone is Tone.LATE]
    assert lists[Chip.TODAY] == [row for row in every if plain(row).tone is Tone.DUE]
    assert lists[Chip.TROUBLE] == [row for row in every if row.trouble]
    assert lists[Chip.AWAITING] == [row for row in every if row.state == "awaiting_papers"]
    assert lists[Chip.READY] == [row for row in every if row.state == "result_ready"]
    days = [row.due.date() for row in lists[Chip.SOON] if row.due]
    assert all(at.date() < day for day in days)
    assert all(mixed.calendar.working_days_between(at.date(), day) <= lookup.SOON_DAYS for day in days)
    assert not {row.id for row in lists[Chip.LATE]} & {row.id for row in lists[Chip.TODAY] + lists[Chip.SOON]}


def test_a_dossier_moves_from_soon_to_today_to_late_as_the_clock_turns(desk: Desk, clock: Clock) -> None:
    receive(desk, THREE_DAYS)  # due on Friday 27/11 at 17:00
    seen = []
    for at in (MONDAY, datetime(2026, 11, 25, 8), datetime(2026, 11, 27, 17), datetime(2026, 11, 27, 17, 0, 1)):
        clock.at = at
        seen.append({chip.value for chip, count in lookup.counts(desk).items() if count} - {"all"})
    assert seen == [set(), {"soon"}, {"today"}, {"late"}]


@pytest.mark.parametrize(
    ("unsent", "trouble", "words"),
    [
        (False, False, "Mới tiếp nhận"),
        (True, False, "Mới tiếp nhận"),
        (True, True, "Cần xử lý"),
        (False, True, "Cần xử lý"),
    ],
)
def test_a_row_says_first_what_is_most_urgent(desk: Desk, unsent: bool, trouble: bool, words: str) -> None:
    receive(desk, THREE_DAYS)
    row = replace(lookup.page(desk, Chip.ALL, "")[0], unsent=unsent, trouble=trouble)
    assert lookup.standing_of(desk, row).words == words


def test_a_late_dossier_that_was_not_sent_is_still_called_late(desk: Desk, clock: Clock) -> None:
    receive(desk, BIRTH)
    clock.turn(days=2)
    assert lookup.standing_of(desk, lookup.page(desk, Chip.LATE, "")[0]).tone is Tone.LATE
