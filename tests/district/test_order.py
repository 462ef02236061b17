"""The server's order on both databases: no position twice, and none that slips in under a cursor already given out."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from onecua_desk.district import tables
from onecua_desk.district.access import enrol
from onecua_desk.district.book import Book
from onecua_desk.district.database import District
from onecua_desk.district.officials import look_up, record_result
from onecua_desk.district.older import exchange
from onecua_desk.district.rules import judge
from onecua_desk.district.state import state
from onecua_desk.domain.events import Returned
from onecua_desk.domain.parts import Collector, State
from onecua_desk.wire.codec import pack, unpack
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.messages import DISTRICT_DEVICE, PROTOCOL, Answer, Request, Verdict, WireEvent
from tests.district.writing import OFFICIAL, handed_over, printed, received, wire
from tests.district_fixture import NOW, UNIT

WRITERS = 4
REQUESTS = 12
EVENTS = 5


def _enrol(district: District, desk: int) -> Enrolment:
    return read_enrolment(enrol(district, asdict(UNIT), desk, "http://127.0.0.1:1"))


def _send(district: District, desk: Enrolment, events: list[WireEvent], cursor: int = 0) -> Answer:
    body = pack(Request(PROTOCOL, desk.device, cursor, events))
    return unpack(exchange(district, desk.token, body), Answer)


def _write(district: District, desk: Enrolment) -> list[int]:
    """One dossier and prints of its slip, in several requests; the positions in the order of the verdicts."""
    events = [wire(desk.device, 1, received(desk.desk * 1000 + 1, desk=desk.desk))]
    events += [wire(desk.device, seq, printed(seq), (desk.device, 1)) for seq in range(2, REQUESTS * EVENTS + 1)]
    requests = [events[start : start + EVENTS] for start in range(0, len(events), EVENTS)]
    return [verdict.position for request in requests for verdict in _send(district, desk, request).verdicts]


def _follow(district: District, desk: Enrolment, writers: list[Future[list[int]]]) -> list[int]:
    """The positions that a desk sees which asks again and again until everybody has written."""
    seen: list[int] = []
    cursor, last_round = 0, False
    while not last_round:
        last_round = all(writer.done() for writer in writers)
        answer = _send(district, desk, [], cursor)
        seen += [placed.position for placed in answer.events]
        cursor, last_round = answer.cursor, last_round and not answer.more
    return seen


def test_a_reader_that_follows_the_cursor_misses_nothing_of_parallel_writers(database: District) -> None:
    desks = [_enrol(database, desk) for desk in range(1, WRITERS + 2)]
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writers = [pool.submit(_write, database, desk) for desk in desks[:-1]]
        reader = pool.submit(_follow, database, desks[-1], writers)
        wait(writers)
    given = [writer.result() for writer in writers]
    assert all(positions == sorted(positions) for positions in given)
    everything = list(range(1, WRITERS * REQUESTS * EVENTS + 1))
    assert sorted(position for positions in given for position in positions) == everything
    assert reader.result() == everything


def test_an_open_transaction_holds_back_every_other_writer(database: District) -> None:
    desk, other = _enrol(database, 1), _enrol(database, 2)
    with ThreadPoolExecutor(1) as pool:
        with database.write() as connection:
            event = wire(desk.device, 1, received(1001))
            book = Book(connection, [event])
            book.accept(event, judge(event, UNIT.code, book))
            book.write(NOW)
            late = pool.submit(_send, database, other, [wire(other.device, 1, received(2001, desk=2))])
            assert not late.done()
        answer = late.result()
    assert answer.verdicts == [Verdict(1, "accepted", position=2)]
    assert [(placed.position, placed.event) for placed in answer.events] == [(1, event)]


def test_a_dossier_goes_its_whole_way(database: District) -> None:
    desk = _enrol(database, 1)
    me = desk.device
    early = wire(me, 3, Returned(Collector("Hà", "001190012345")), (me, 1))
    events = [wire(me, 1, received(1001)), wire(me, 2, handed_over(), (me, 1)), early]
    assert [verdict.status for verdict in _send(database, desk, events).verdicts] == ["accepted", "accepted", "refused"]
    after = record_result(database, "H02.15.23-261121-1001", "15/TL", NOW.date(), 2, "", OFFICIAL)
    assert after.state is State.RESULT_READY
    answer = _send(database, desk, [wire(me, 4, Returned(Collector("Hà", "001190012345")), (me, 1))], cursor=2)
    assert answer.verdicts == [Verdict(4, "accepted", position=4)]
    assert [(placed.position, placed.event.device) for placed in answer.events] == [(3, DISTRICT_DEVICE)]
    dossier, history = look_up(database, "h02.15.23-261121-1001 ")
    assert (dossier.state, len(history)) == (State.RETURNED, 4)


def test_the_state_tells_units_devices_refusals_and_alarms(database: District) -> None:
    desk = _enrol(database, 1)
    _send(database, desk, [wire(desk.device, 1, received(1001)), wire(desk.device, 2, received(1001))])
    _send(database, desk, [wire(desk.device, 1, received(1003))])
    found = state(database)
    (unit,) = found.units
    assert (unit.code, unit.dossiers) == (UNIT.code, {State.RECEIVED: 1})
    (device,) = unit.devices
    assert (device.last_seq, device.last_contact, device.refused) == (2, NOW, 1)
    assert [(alarm.device, alarm.seq, alarm.at) for alarm in found.alarms] == [(desk.device, 1, NOW)]


def test_the_server_stamps_its_own_time(database: District) -> None:
    desk = _enrol(database, 1)
    _send(database, desk, [wire(desk.device, 1, received(1001), at=datetime(1976, 1, 1))])
    with database.read() as connection:
        assert connection.execute(select(tables.event.c.received_at)).scalars().all() == [NOW]


def test_a_nul_from_a_desk_is_no_trouble_for_the_database(database: District) -> None:
    desk = _enrol(database, 1)
    event = wire(desk.device, 1, received(1001, desk=1))
    body = bytes(event.body).replace(b"H02.15.23-261121-1001", b"H02\\u0000")
    bad = WireEvent(event.device, 1, event.dossier, event.at, "\0", "\0", event.kind, type(event.body)(body))
    assert [verdict.status for verdict in _send(database, desk, [bad]).verdicts] == ["refused"]
