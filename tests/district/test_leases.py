"""Slices of serials: every device has its own, and no serial of a day belongs to two."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from onecua_desk.district.access import enrol, revoke
from onecua_desk.district.book import Book
from onecua_desk.district.database import FILE, District, file_url, open_district
from onecua_desk.district.leases import leases_of
from onecua_desk.district.officials import look_up
from onecua_desk.district.rules import judge
from onecua_desk.district.tables import device, dossier
from onecua_desk.district.tables import lease as table
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Numbered
from onecua_desk.domain.numbering import dossier_code, provisional_code
from onecua_desk.errors import UserError
from onecua_desk.wire.dialogue import LOW_WATER, MOST_DAYS, Lease
from onecua_desk.wire.enrolment import read_enrolment
from onecua_desk.wire.messages import WireEvent
from tests.district.writing import AT, DAY, received, wire
from tests.district_fixture import NOW, UNIT

TODAY = NOW.date()
GOLDEN = Path(__file__).parent.parent / "golden" / "district-1.sqlite3.gz"
OTHER = replace(UNIT, code="H02.15.24")


def enrolled(district: District, desk: int, *, again: bool = False, unit: str = UNIT.code) -> tuple[int, Lease]:
    """The device, and the slice that its code brings."""
    fields = asdict(replace(UNIT, code=unit))
    found = read_enrolment(enrol(district, fields, desk, "http://district", again=again))
    assert found.serials is not None
    return found.device, found.serials


def take(connection: Connection, *events: WireEvent) -> list[str]:
    """Judge and write; the sentences of what was refused."""
    made, refused = Book(connection, events), []
    for event in events:
        try:
            after = judge(event, UNIT.code, made)
        except UserError as error:
            refused.append(str(error))
            made.refuse(event, UNIT.code, str(error))
        else:
            made.accept(event, after)
    made.write(NOW)
    return refused


def ask(district: District, device: int, *short: date) -> tuple[Lease, ...]:
    with district.write() as connection:
        return leases_of(connection, device, TODAY, short)


def receive_many(district: District, device: int, serials: range, day: date = DAY) -> None:
    events = (wire(device, serial, received(serial, day=day)) for serial in serials)
    with district.write() as connection:
        assert take(connection, *events) == []


def test_a_desk_has_the_slice_of_its_number_and_keeps_it_with_a_new_code(database: District) -> None:
    device, first = enrolled(database, 3)
    assert first == Lease(None, 3001, 3999)
    assert enrolled(database, 3, again=True) == (device, first)
    assert ask(database, device) == (first,)


def test_the_device_that_follows_a_revoked_one_has_another_slice(database: District) -> None:
    device, first = enrolled(database, 1)
    revoke(database, device)
    second = enrolled(database, 1)[1]
    assert second == Lease(None, 9001, 9999)
    assert enrolled(database, 9)[1] == Lease(None, 8001, 8999)
    assert first == Lease(None, 1001, 1999)


def test_two_units_have_the_same_serials(database: District) -> None:
    assert enrolled(database, 1)[1] == enrolled(database, 1, unit=OTHER.code)[1]


def test_when_every_slice_is_somebodys_the_old_device_gets_a_new_code(database: District) -> None:
    slices = []
    for _ in range(9 + 10):
        device, mine = enrolled(database, 1)
        slices.append(mine)
        revoke(database, device)
    assert slices[-10] == Lease(None, 1, 99)
    with pytest.raises(UserError, match="--again"):
        enrolled(database, 1)
    assert enrolled(database, 1, again=True) == (device, slices[-1])


def test_a_desk_with_serials_left_gets_no_more(database: District) -> None:
    device, mine = enrolled(database, 1)
    assert ask(database, device, TODAY) == (mine,)


def test_a_desk_that_runs_out_gets_a_hundred_of_that_day_and_the_same_again_when_the_answer_was_lost(
    database: District,
) -> None:
    device, mine = enrolled(database, 1)
    receive_many(database, device, range(1999 - LOW_WATER + 1, 2000))
    more = ask(database, device, TODAY)
    assert more == (mine, Lease(TODAY, 100, 199))
    assert ask(database, device, TODAY) == more
    assert ask(database, device) == more
    assert ask(database, device, TODAY + timedelta(days=1)) == more


def test_a_slice_in_which_another_desk_has_printed_a_code_is_nobodys(database: District) -> None:
    device, _ = enrolled(database, 1)
    other, _ = enrolled(database, 2)
    receive_many(database, other, range(150, 151))
    receive_many(database, device, range(1999, 2000))
    assert ask(database, device, TODAY)[1:] == (Lease(TODAY, 200, 299),)


def test_there_are_enough_for_every_dossier_that_waits_for_its_number(database: District) -> None:
    device, _ = enrolled(database, 1)
    receive_many(database, device, range(1999, 2000))
    with database.write() as connection:
        for serial in range(1001, 1152):
            fact = replace(received(1), code=provisional_code(UNIT.code, DAY, serial))
            assert take(connection, wire(device, serial - 1000, fact)) == []
    assert [one.last for one in ask(database, device, TODAY)[1:]] == [199, 299, 399]


def test_every_desk_begins_at_a_hundred_of_its_own(database: District) -> None:
    given = []
    for desk in (2, 1, 9):
        device, mine = enrolled(database, desk)
        receive_many(database, device, range(mine.last, mine.last + 1))
        given.append(ask(database, device, TODAY)[1])
    assert given == [Lease(TODAY, 200, 299), Lease(TODAY, 100, 199), Lease(TODAY, 900, 999)]


def test_a_district_of_the_version_before_has_given_every_desk_the_slice_of_its_number(tmp_path: Path) -> None:
    with gzip.open(GOLDEN) as packed, (tmp_path / FILE).open("wb") as file:
        shutil.copyfileobj(packed, file)
    district = open_district(file_url(tmp_path), lambda: NOW)
    try:
        with district.read() as connection:
            desks = connection.execute(select(device.c.number, device.c.desk).where(device.c.unit.is_not(None))).all()
            leases = connection.execute(select(table.c.device, table.c.day, table.c.first, table.c.last)).all()
        assert desks
        assert sorted(leases) == [(row.number, None, row.desk * 1000 + 1, row.desk * 1000 + 999) for row in desks]
    finally:
        district.close()


@pytest.mark.parametrize("days", [-367, 367])
def test_for_days_that_only_a_wrong_clock_shows_there_are_none(database: District, days: int) -> None:
    device, mine = enrolled(database, 1)
    assert ask(database, device, TODAY + timedelta(days=days)) == (mine,)


def test_one_exchange_gets_serials_of_a_month_at_most(database: District) -> None:
    device, _ = enrolled(database, 1)
    days = [TODAY - timedelta(days=back) for back in range(60)]
    with database.write() as connection:
        take(connection, *(wire(device, n, received(1999, day=day)) for n, day in enumerate(days, start=1)))
        found = leases_of(connection, device, TODAY, days)
    assert {one.day for one in found if one.day} == set(days[:MOST_DAYS])


def test_a_code_outside_of_the_slices_is_accepted_when_it_is_nobodys(database: District) -> None:
    device, _ = enrolled(database, 1)
    receive_many(database, device, range(7777, 7778))
    with database.write() as connection:
        (sentence,) = take(connection, wire(device, 9, received(7777)))
    assert "đã được cấp cho hồ sơ khác" in sentence


def test_an_official_number_takes_the_place_of_the_provisional_one_and_both_find_the_dossier(
    database: District,
) -> None:
    device, _ = enrolled(database, 1)
    fact = replace(received(1), code=provisional_code(UNIT.code, DAY, 1001))
    official = dossier_code(UNIT.code, DAY, 1)
    with database.write() as connection:
        assert take(connection, wire(device, 1, fact), wire(device, 2, Numbered(official), (device, 1))) == []
    for code in (fact.code, official):
        assert look_up(database, code)[0].code == official
    with database.write() as connection:
        again = take(connection, wire(device, 3, fact), wire(device, 4, received(1)))
    assert all("đã được cấp" in sentence for sentence in again)
    assert len(again) == 2


def test_a_number_that_another_dossier_has_is_refused_in_a_later_batch_and_in_the_same(database: District) -> None:
    device, _ = enrolled(database, 1)
    facts = [replace(received(1), code=provisional_code(UNIT.code, DAY, serial)) for serial in (1001, 1002)]
    numbered = Numbered(dossier_code(UNIT.code, DAY, 1))
    with database.write() as connection:
        events = [wire(device, seq, fact) for seq, fact in enumerate(facts, start=1)]
        numbers = [wire(device, seq + 2, numbered, (device, seq)) for seq in (1, 2)]
        assert len(take(connection, *events, *numbers)) == 1
    with database.write() as connection:
        assert len(take(connection, wire(device, 5, numbered, (device, 2)))) == 1
        assert connection.execute(select(dossier.c.serial).order_by(dossier.c.serial)).scalars().all() == [-1002, 1]


def test_a_dossier_of_the_log_is_numbered_as_the_fold_says(database: District) -> None:
    device, _ = enrolled(database, 1)
    fact = replace(received(1), code=provisional_code(UNIT.code, DAY, 1001))
    with database.write() as connection:
        assert take(connection, wire(device, 1, fact)) == []
        made = Book(connection, [number := wire(device, 2, Numbered(dossier_code(UNIT.code, DAY, 5)), (device, 1), AT)])
        after = judge(number, UNIT.code, made)
    assert isinstance(after, Dossier)
    assert (after.code[-4:], after.provisional) == ("0005", fact.code)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), st.integers(1, 9)),
        st.tuples(st.just("replace"), st.integers(1, 9)),
        st.tuples(st.just("busy"), st.integers(0, 20)),
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None)
@given(MOVES, st.lists(st.integers(0, 2), min_size=1, max_size=3))
def test_no_serial_of_a_day_belongs_to_two_devices(moves: list[tuple[str, int]], days: list[int]) -> None:
    with TemporaryDirectory() as folder:
        district = open_district(file_url(Path(folder)), lambda: NOW)
        try:
            _give_out(district, moves, [TODAY + timedelta(days=day) for day in days])
            _check_disjoint(district)
        finally:
            district.close()


def _give_out(district: District, moves: list[tuple[str, int]], days: list[date]) -> None:
    devices: dict[int, int] = {}
    for move, number in moves:
        if move == "busy":
            for device in list(devices.values())[number % 3 :: 3]:
                _use_up(district, device, days[number % len(days)])
        elif move == "replace" and number in devices:
            revoke(district, devices.pop(number))
        elif number not in devices:
            devices[number] = enrolled(district, number)[0]


def _use_up(district: District, device: int, day: date) -> None:
    """The device prints the last serial of all that it has, and asks for more."""
    with district.write() as connection:
        mine = [one for one in leases_of(connection, device, TODAY, (day,)) if one.day in (None, day)]
        events = [wire(device, one.last + (day - TODAY).days * 10_000, received(one.last, day=day)) for one in mine]
        taken = Book(connection, events).kept
        take(connection, *(event for event in events if (event.device, event.seq) not in taken))
        leases_of(connection, device, TODAY, (day,))


def _check_disjoint(district: District) -> None:
    with district.read() as connection:
        rows = connection.execute(select(table)).all()
    for day in {row.day for row in rows} | {TODAY}:
        mine = [row for row in rows if row.day in (None, day)]
        serials = Counter(serial for row in mine for serial in range(row.first, row.last + 1))
        assert not [serial for serial, times in serials.items() if times > 1]
