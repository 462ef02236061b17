"""Protocol 2, straight to the district's core, on both databases: what goes up, what comes down."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from sqlalchemy import func, select

from onecua_desk import __version__
from onecua_desk.district import tables
from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.exchange import exchange, where
from onecua_desk.district.officials import record_result
from onecua_desk.district.state import state
from onecua_desk.domain.events import Returned
from onecua_desk.domain.parts import Collector
from onecua_desk.wire.chain import NO_TAG, next_tag
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import FRAME_EVENTS, Kind, Mark, Refusal, Run
from onecua_desk.wire.enrolment import read_enrolment
from onecua_desk.wire.messages import WireEvent
from tests.clock import Clock
from tests.district.speaking import START, Enrol, Speaker, read_answer, through
from tests.district.writing import OFFICIAL, handed_over, other_unit, printed, received_unknown
from tests.district_fixture import NOW, UNIT


def _tags(events: list[WireEvent]) -> list[bytes]:
    tags, tag = [], NO_TAG
    for event in events:
        tag = next_tag(tag, digest(event))
        tags.append(tag)
    return tags


def test_a_day_goes_up_in_one_exchange_and_its_verdicts_are_one_run(speaker: Enrol) -> None:
    one = speaker()
    one.receive()
    for times in range(FRAME_EVENTS + 20):
        one.write(printed(times), about=1)
    heard = one.sync()
    assert heard.kinds == [Kind.VERDICTS, Kind.DONE]
    assert heard.told.accepted == (Run(1, 1, len(one.log)),)
    assert (heard.told.through, heard.told.chain) == (len(one.log), one.chain(len(one.log)))
    assert heard.done is not None
    assert (heard.done.now, heard.done.server) == (NOW, __version__)
    assert heard.mark == Mark(len(one.log), _tags(one.log)[-1])


def test_the_same_upload_again_gets_the_same_verdicts_and_writes_nothing(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive(1001)
    one.write(Returned(Collector("Hà", "1")), about=1)
    one.receive(1001)
    first, again = one.send(*one.log), one.send(*one.log)
    assert first.told == again.told
    assert [refusal.seq for refusal in first.told.refused] == [2, 3]
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.event)).scalar_one() == 3


def test_others_events_come_down_with_the_tag_of_their_place_and_own_ones_do_not(speaker: Enrol) -> None:
    one, two, stranger = speaker(1), speaker(2), speaker(1, other_unit())
    for desk in (stranger, one):
        desk.receive()
        desk.sync()
    for times in range(FRAME_EVENTS):
        one.write(printed(times), about=1)
    two.receive()
    two.sync()
    one.sync()
    heard = two.sync()
    order = [stranger.log[0], one.log[0], two.log[0], *one.log[1:]]
    assert [row.event for row in heard.events] == one.log[1:]
    assert [row.position for row in heard.events] == list(range(4, len(order) + 1))
    assert heard.tags[-1] == heard.mark.tag == _tags(order)[-1]
    assert heard.kinds == [Kind.VERDICTS, Kind.EVENTS, Kind.DONE]
    assert stranger.sync().events == []


def test_what_a_desk_names_as_dropped_is_refused_unless_it_has_another_verdict(speaker: Enrol) -> None:
    one = speaker()
    one.receive(1001)
    kept = one.send(*one.log).told
    one.write(handed_over(), about=1)
    one.receive(1002)
    dropped = one.carry(one.upload(one.log, dropped=(1, 2))).told
    assert [refusal.seq for refusal in dropped.refused] == [2]
    assert [(run.seq, run.count) for run in dropped.accepted] == [(1, 1), (3, 1)]
    assert kept.accepted[0].position == dropped.accepted[0].position
    assert one.send(*one.log).told == dropped, "and that verdict stands"


def test_the_cursor_is_resumable_at_every_frame(speaker: Enrol) -> None:
    one, two = speaker(1), speaker(2)
    one.receive()
    for times in range(2 * FRAME_EVENTS):
        one.write(printed(times), about=1)
    one.sync()
    heard = two.send()
    assert heard.kinds == [Kind.VERDICTS, Kind.EVENTS, Kind.EVENTS, Kind.EVENTS, Kind.DONE]
    two.cursor = Mark(FRAME_EVENTS, heard.tags[0])
    assert two.send().events == heard.events[FRAME_EVENTS:]


def test_the_districts_own_events_are_chained_and_tagged_too(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive(1001)
    one.write(handed_over(), about=1)
    one.sync()
    record_result(database, "H02.15.23-261121-1001", "15/TL", NOW.date(), 1, "", OFFICIAL)
    heard = one.sync()
    assert heard.mark == Mark(3, _tags([*one.log, heard.events[0].event])[-1])
    with database.read() as connection:
        chain = select(tables.event.c.chain).where(tables.event.c.device == 1)
        assert len(connection.execute(chain).scalar_one()) == 32


def test_the_servers_clock_is_that_of_the_moment_in_which_the_answer_ends(tmp_path: Path) -> None:
    clock = Clock(NOW)
    with closing(open_district(file_url(tmp_path), clock)) as district:
        known = read_enrolment(enrol(district, asdict(UNIT), 1, "http://127.0.0.1:1"))
        upload = Speaker(known, through(district, known)).upload()
        slow = exchange(district, known.token, BytesIO(b"".join(upload)).read)
        clock.turn(minutes=30)
        done = read_answer(slow).done
    assert done
    assert done.now == clock()


def test_where_tells_how_far_the_log_is(speaker: Enrol, database: District) -> None:
    one = speaker()
    assert where(database, one.enrolment.token).through == 0
    one.receive()
    one.receive()
    one.sync()
    found = where(database, one.enrolment.token)
    assert (found.through, found.chain) == (2, one.chain(2))


def test_a_desk_that_lost_its_log_gets_all_of_it_back(speaker: Enrol) -> None:
    one, two = speaker(1), speaker(2)
    with received_unknown():
        one.receive(1001)
        one.sync()
    one.answered = 1
    one.receive(1002)
    one.receive(1002)
    one.sync()
    two.receive()
    two.sync()
    for _ in range(FRAME_EVENTS):
        one.receive()
    one.sync()
    kept, one.log, one.answered, one.cursor = one.log, [], 0, START
    heard = one.send()
    assert heard.own == kept
    assert heard.told.held == (1,)
    assert list(heard.refused()) == [3]
    assert heard.told.accepted == (Run(2, 1, 1), Run(4, 3, FRAME_EVENTS))
    assert [row.event.device for row in heard.events] == [two.device]
    assert heard.kinds == [Kind.OWN, Kind.OWN, Kind.VERDICTS, Kind.EVENTS, Kind.DONE]


def test_held_events_are_kept_and_judged_when_they_come_again(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    one.write(handed_over(), about=1)
    with received_unknown():
        heard = one.sync()
    assert (heard.told.held, heard.told.through, heard.mark.position) == ((1, 2), 2, 0)
    (unit,) = state(database).units
    assert (unit.devices[0].refused, unit.devices[0].held) == (0, 2)
    one.receive()
    heard = one.send(*one.log)
    assert (heard.accepted(), heard.told.held) == ({1: 1, 2: 2, 3: 3}, ())
    assert heard.told.chain == one.chain(3)
    assert state(database).alarms == ()


def test_verdicts_are_told_again_from_wherever_the_desk_stands(speaker: Enrol) -> None:
    one = speaker()
    for serial in (1001, 1001, 1003):
        one.receive(serial)
    one.sync()
    one.answered = 1
    heard = one.send()
    sentence = "Mã hồ sơ H02.15.23-261121-1001 đã được cấp cho hồ sơ khác."
    assert heard.told.accepted == (Run(3, 2, 1),)
    assert heard.told.refused == (Refusal(2, sentence),)
