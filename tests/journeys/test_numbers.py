"""Days on which desks run out of serials: no code is printed twice, and each finds its dossier for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onecua_desk.district.officials import look_up
from onecua_desk.domain.numbering import is_provisional, serial_of
from onecua_desk.services import lookup, slips
from onecua_desk.store import leases, serials
from onecua_desk.sync import cycle
from tests.clock import Clock
from tests.desk_fixture import MONDAY, UNIT, receive
from tests.simulation.seat import Seat
from tests.simulation.transport import Line, Plan
from tests.simulation.upper import Upper

LEFT = 2
"""Serials of each desk's own slice that are left on the morning of every day."""


class Unit:
    """Two desks of a unit and their district; ``printed``: every code that came out on paper."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.time = Clock(MONDAY)
        self.upper = Upper(folder / "district", self.time)
        self.seats = [
            Seat(number, folder / str(number), template, self.upper.enrol(number), self.time) for number in (1, 2)
        ]
        self.printed: list[str] = []
        self.turn_day()

    def turn_day(self) -> None:
        self.time.turn(days=1)
        for seat in self.seats:
            nearly_use_up(seat, self.time().date())

    def receive(self, number: int) -> None:
        self.printed.append(receive(self.seats[number].desk).code)

    def talk(self, number: int) -> None:
        seat = self.seats[number]
        cycle.run(seat.desk, Line(seat, self.upper, Plan(), lambda: None))

    def come_back_from_a_backup(self, number: int) -> None:
        """Everything was sent; the desk has an old file again and hears from the server before the next citizen."""
        seat = self.seats[number]
        self.talk(number)
        if seat.backups:
            seat.restore(len(seat.backups) - 1)
        self.talk(number)

    def close(self) -> None:
        for seat in self.seats:
            seat.close()
        self.upper.close()


@contextmanager
def unit(template: Path) -> Iterator[Unit]:
    with TemporaryDirectory() as folder:
        made = Unit(Path(folder), template)
        try:
            yield made
        finally:
            made.close()


def nearly_use_up(seat: Seat, day: date) -> None:
    with seat.desk.store.write() as connection:
        mine = leases.of_day(connection, seat.number, day)[0]
        serials._note(connection, day, mine.first, mine.last - LEFT)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(0, 1)),
        st.tuples(st.just("receive"), st.integers(0, 1)),
        st.tuples(st.just("talk"), st.integers(0, 1)),
        st.tuples(st.just("back up"), st.integers(0, 1)),
        st.tuples(st.just("restore"), st.integers(0, 1)),
        st.tuples(st.just("day"), st.just(0)),
    ),
    min_size=8,
    max_size=30,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_code_is_printed_twice_and_all_of_them_find_their_dossiers(
    template: Path, steps: list[tuple[str, int]]
) -> None:
    with unit(template) as town:
        for step, number in steps:
            match step:
                case "receive":
                    town.receive(number)
                case "talk":
                    town.talk(number)
                case "back up":
                    town.seats[number].back_up()
                case "restore":
                    town.come_back_from_a_backup(number)
                case "day":
                    town.turn_day()
        for number in (0, 1, 0, 1):
            town.talk(number)
        _check(town)


def _check(town: Unit) -> None:
    assert len(set(town.printed)) == len(town.printed)
    for seat in town.seats:
        found = [lookup.by_code(seat.desk, code) for code in town.printed]
        assert [len(rows) for rows in found] == [1] * len(town.printed)
        codes = [rows[0].code for rows in found]
        assert len(set(codes)) == len(codes)
        assert not any(map(is_provisional, codes))
        assert not any(rows[0].trouble for rows in found)
    assert all(look_up(town.upper.district, code)[0] for code in town.printed)


def test_a_desk_without_a_line_prints_provisional_codes_and_gets_its_numbers_with_the_line(template: Path) -> None:
    with unit(template) as town:
        for _ in range(LEFT + 3):
            town.receive(0)
        assert [serial_of(code) for code in town.printed] == ["1998", "1999", "T1001", "T1002", "T1003"]
        desk = town.seats[0].desk
        (before,) = lookup.by_code(desk, town.printed[-1])
        assert slips.receipt_of(lookup.story(desk, before.id).dossier, "Mai").number_note.startswith("SỐ TẠM")
        town.talk(0)
        (row,) = lookup.by_code(desk, town.printed[-1])
        story = lookup.story(desk, row.id)
        assert row.code == f"{UNIT.code}-261124-0102"
        assert [line.detail for line in story.lines if line.title == "Cấp số chính thức"] == [row.code]
        receipt = slips.receipt_of(story.dossier, "Mai")
        assert (receipt.code, receipt.number_note) == (row.code, f"Thay cho số tạm {town.printed[-1]}")
        assert [one.code for one in lookup.page(desk, lookup.Chip.ALL, town.printed[-1])] == [row.code]
        town.receive(0)
        assert serial_of(town.printed[-1]) == "0103"


def test_numbers_of_a_past_day_come_when_the_line_does(template: Path) -> None:
    with unit(template) as town:
        for _ in range(LEFT + 1):
            town.receive(0)
        for _ in range(3):
            town.turn_day()
        town.talk(0)
        (row,) = lookup.by_code(town.seats[0].desk, town.printed[-1])
        assert row.code == f"{UNIT.code}-261124-0100"


def test_two_desks_short_of_the_same_day_get_different_slices(template: Path) -> None:
    with unit(template) as town:
        for number in (0, 1, 0, 1, 0, 1, 0, 1):
            town.receive(number)
        town.talk(0)
        town.talk(1)
        town.receive(0)
        town.receive(1)
        assert [serial_of(code) for code in town.printed[-2:]] == ["0102", "0202"]
        town.time.turn(minutes=1)
        assert town.time() - MONDAY == timedelta(days=1, minutes=1)
