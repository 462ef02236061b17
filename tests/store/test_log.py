"""The log is written once: it can be neither changed nor deleted, and is read in the order that counts."""

from __future__ import annotations

import re
from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from onecua_desk.domain.events import ALONE, Event, EventId
from onecua_desk.services.desk import Desk
from onecua_desk.store import log, settings, verdicts
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import moment, packed, unpacked
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import Placed, WireEvent
from tests.desk_fixture import receive
from tests.facts import events


def wire(device: int, seq: int, dossier: tuple[int, int] = (3, 1), kind: str = "withdrawn") -> WireEvent:
    at = datetime(2026, 11, 23, 9, 41)
    return WireEvent(device, seq, dossier, at, "lan", "Trần Thị Lan", kind, msgspec.Raw(b'{"reason":"x"}'))


@pytest.mark.parametrize("field", ["at", "login", "name", "kind", "body"])
def test_what_an_event_says_can_never_be_changed(desk: Desk, field: str) -> None:
    receive(desk)
    with pytest.raises(IntegrityError, match="never changed"), desk.store.write() as connection:
        connection.execute(update(table).values({field: "9"}))


@pytest.mark.parametrize("field", ["device", "seq", "dossier"])
def test_an_answered_event_keeps_its_number(desk: Desk, field: str) -> None:
    receive(desk)
    with desk.store.write() as connection:
        connection.execute(update(table).values(status="accepted", position=1))
    with pytest.raises(IntegrityError, match="keeps its number"), desk.store.write() as connection:
        connection.execute(update(table).values({field: 9}))


def test_an_event_can_never_be_deleted(desk: Desk) -> None:
    receive(desk)
    with pytest.raises(IntegrityError, match="never deleted"), desk.store.write() as connection:
        connection.execute(delete(table))


def test_an_event_can_never_be_put_in_the_place_of_another(desk: Desk) -> None:
    id = receive(desk).id
    for statement in ("INSERT OR REPLACE", "REPLACE"):
        columns = "device, seq, dossier, at, login, name, kind, body, status, position, sentence"
        copied = f"{statement} INTO event ({columns}) SELECT {columns.replace('body', chr(39) * 2)} FROM event"
        with pytest.raises(IntegrityError), desk.store.write() as connection:
            connection.execute(text(copied))
    with desk.store.read() as connection:
        assert log.of_dossier(connection, id)[0].event is not None


def test_a_status_that_the_log_does_not_know_is_refused(desk: Desk) -> None:
    receive(desk)
    with pytest.raises(IntegrityError), desk.store.write() as connection:
        connection.execute(update(table).values(status="lost"))


@given(st.integers(0, 2**23 - 1), st.integers(1, 2**40 - 1))
def test_an_event_id_fits_one_key_and_comes_back(device: int, seq: int) -> None:
    key = packed(EventId(device, seq))
    assert 0 < key < 2**63
    assert unpacked(key) == EventId(device, seq)


@given(st.datetimes(datetime(1900, 1, 1)), st.datetimes(datetime(1900, 1, 1)))
def test_moments_as_text_stand_in_the_order_of_time(one: datetime, other: datetime) -> None:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert (moment(one) < moment(other)) == (one < other)
    assert datetime.fromisoformat(moment(one)) == one


def test_sequence_numbers_have_no_gap_on_each_device(desk: Desk) -> None:
    for _ in range(3):
        receive(desk)
    with desk.store.write() as connection:
        log.place(connection, Placed(1, wire(3, 7)))
        assert [log.next_seq(connection, device) for device in (0, 3, 4)] == [4, 8, 1]


def test_accepted_events_stand_by_position_and_own_unanswered_ones_on_top(desk: Desk) -> None:
    with desk.store.write() as connection:
        for position, seq in ((9, 1), (4, 2), (6, 3)):
            log.place(connection, Placed(position, wire(3, seq)))
        own = "SELECT 2, seq, dossier, at, login, name, kind, body, 'waiting', NULL, '' FROM event WHERE seq < 3"
        connection.execute(text(f"INSERT INTO event {own}"))
        entries = log.of_dossier(connection, EventId(3, 1))
    assert [(entry.wire.device, entry.wire.seq) for entry in entries] == [(3, 2), (3, 3), (3, 1), (2, 1), (2, 2)]
    assert [entry.unsent for entry in entries] == [False] * 3 + [True] * 2


def test_the_same_event_is_placed_only_once(desk: Desk) -> None:
    with desk.store.write() as connection:
        assert log.place(connection, Placed(5, wire(3, 1)))
        assert not log.place(connection, Placed(5, wire(3, 1)))
        assert [entry.position for entry in log.of_dossier(connection, EventId(3, 1))] == [5]


def test_an_event_is_never_found_at_two_places(desk: Desk) -> None:
    with desk.store.write() as connection:
        log.place(connection, Placed(5, wire(3, 1)))
    with pytest.raises(log.PositionTaken), desk.store.write() as connection:
        log.place(connection, Placed(8, wire(3, 1)))


def test_two_events_never_share_a_place(desk: Desk) -> None:
    with desk.store.write() as connection:
        log.place(connection, Placed(5, wire(3, 1)))
    with pytest.raises(log.PositionTaken), desk.store.write() as connection:
        log.place(connection, Placed(5, wire(3, 2)))


def test_the_first_answer_to_an_event_stands(desk: Desk) -> None:
    id = receive(desk).id
    with desk.store.write() as connection:
        assert verdicts.open_ones(connection, 0, 1) == [(id, 1)]
        for verdict in (Verdict(1, 12), Verdict(1, sentence="Không."), Verdict(1), Verdict(2, 13)):
            verdicts.write(connection, 0, [verdict])
        assert verdicts.open_ones(connection, 0, 9) == []
        (entry,) = log.of_dossier(connection, id)
    assert (entry.status, entry.position, entry.sentence) == ("accepted", 12, "")


@given(events())
def test_any_event_comes_back_from_its_row_as_it_went_in(event: Event) -> None:
    values = log.columns_of(to_wire(event), "waiting", None)
    assert values["dossier"] == packed(event.dossier)
    assert datetime.fromisoformat(str(values["at"])) == event.at


def test_a_setting_is_read_as_what_it_was_written(desk: Desk) -> None:
    with desk.store.write() as connection:
        assert settings.get(connection, "x", int) is None
        for value in (5, "năm", datetime(2026, 11, 23, 9, 41), date(2026, 11, 23), ["a"]):
            settings.put(connection, "x", value)
            assert settings.get(connection, "x", type(value)) == value


def test_the_kinds_that_stand_alone_are_the_same_in_the_events_the_query_and_the_index(desk: Desk) -> None:
    condition = str(log._ALONE)
    assert set(re.findall(r"'(\w+)'", condition)) == {fact.kind for fact in ALONE}
    with desk.store.read() as connection:
        index = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'event_alone'"))
    assert index.endswith(f"WHERE {condition}")
