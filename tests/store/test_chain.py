"""The chain over a desk's own events: the same as computed from the first, however much of it is remembered."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text

from onecua_desk.services.desk import Desk
from onecua_desk.store import chain, log, renumber
from onecua_desk.store.tables import event
from onecua_desk.wire.chain import GENESIS, link
from tests.desk_fixture import receive


def written(desk: Desk, count: int) -> list[bytes]:
    """So many own events of device 0; the heads after each, the first one before all."""
    receive(desk)
    with desk.store.write() as connection:
        (first,) = connection.execute(select(event)).all()
        columns = [{**first._mapping, "seq": seq} for seq in range(2, count + 1)]
        connection.execute(insert(event), columns)
        heads = [GENESIS]
        for row in connection.execute(select(event).order_by(event.c.seq)):
            heads.append(link(heads[-1], log.wire_of(row)))
    return heads


def test_heads_are_the_same_with_and_without_what_is_remembered(desk: Desk) -> None:
    count = 2 * chain.EVERY + 10
    heads = written(desk, count)
    asked = (0, 1, 7, chain.EVERY, chain.EVERY + 1, count)
    for _ in range(3):
        with desk.store.write() as connection:
            assert [chain.head_at(connection, 0, seq) for seq in asked] == [heads[seq] for seq in asked]
            assert chain.whole_to(connection, 0) == count
            chain.grow(connection, 0)
    with desk.store.read() as connection:
        assert not chain.behind(connection, 0)
        rows = connection.execute(text("SELECT seq FROM chain_head ORDER BY seq")).scalars().all()
    assert rows == [chain.EVERY, 2 * chain.EVERY]


def test_a_head_is_gone_on_from_and_not_computed_again(desk: Desk) -> None:
    heads = written(desk, 20)
    with desk.store.read() as connection:
        assert chain.head_at(connection, 0, 20, after=(12, heads[12])) == heads[20]
        assert chain.head_at(connection, 0, 20, after=(12, GENESIS)) != heads[20]


def test_behind_a_hole_there_is_no_head(desk: Desk) -> None:
    written(desk, 5)
    with desk.store.write() as connection:
        renumber.move_on(connection, 0, after=3, above=8)
        assert chain.whole_to(connection, 0) == 3
        for seq in (4, 8, 9, 10, 99):
            with pytest.raises(KeyError):
                chain.head_at(connection, 0, seq)


def test_what_was_remembered_of_events_that_took_other_numbers_is_forgotten(desk: Desk) -> None:
    heads = written(desk, chain.EVERY + 5)
    with desk.store.write() as connection:
        assert chain.grow(connection, 0)
        renumber.take_device(connection, 0, 4)
        assert chain.whole_to(connection, 4) == chain.EVERY + 5
        assert chain.head_at(connection, 4, chain.EVERY + 5) != heads[-1]
        wires = [log.wire_of(row) for row in connection.execute(select(event).order_by(event.c.seq))]
    head = GENESIS
    for wire in wires:
        head = link(head, wire)
    with desk.store.read() as connection:
        assert chain.head_at(connection, 4, len(wires)) == head
