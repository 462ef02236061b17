"""Greetings that no desk of this protocol sends, and one that invents another past each time."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from onecua_desk.district import alarms, tables
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.wire.dialogue import PROTOCOL, Mark
from tests.district.speaking import START, Enrol


@pytest.mark.parametrize(("protocol", "status"), [(1, 400), (0, 400), (-1, 400), (PROTOCOL + 1, 409), (1 << 70, 409)])
def test_another_protocol_is_refused_before_anything_is_taken_in(speaker: Enrol, protocol: int, status: int) -> None:
    one = speaker()
    event = one.receive()
    with pytest.raises(Denied) as refused:
        one.send(event, hello=one.hello(protocol=protocol))
    assert refused.value.status == status
    assert one.sync().told.through == 1


def _forks(database: District, device: int) -> int:
    with database.read() as connection:
        mine = (tables.alarm.c.kind == alarms.FORK, tables.alarm.c.device == device)
        return connection.execute(select(func.count()).where(*mine)).scalar_one()


def test_a_desk_that_invents_another_past_each_time_fills_no_list(speaker: Enrol, database: District) -> None:
    one, other = speaker(desk=1), speaker(desk=2)
    for position in range(1, 3 * alarms.MOST_FORKS):
        cursor = Mark(position, bytes([position]) * 8)
        told = one.send(hello=one.hello(cursor=cursor, checkpoints=(START,)))
        assert told.fork is not None
        assert told.fork.agreed == 0
    assert _forks(database, one.device) == alarms.MOST_FORKS
    other.send(hello=other.hello(cursor=Mark(7, b"elsewher"), checkpoints=(START,)))
    assert _forks(database, other.device) == 1
