"""Protocol 2 where desk and district went apart: a desk put back from a backup, a server put back, another chain."""

from __future__ import annotations

import msgspec

from onecua_desk.district.database import District
from onecua_desk.district.exchange import where
from onecua_desk.district.state import Alarm, lines, state
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import Fork, Kind, Mark
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.stream import Writer
from tests.district.speaking import START, Enrol
from tests.district.writing import handed_over, other_unit, received, received_unknown, wire
from tests.district_fixture import NOW


def test_numbers_that_the_desk_gave_out_again_are_taken_and_what_is_the_same_is_told(
    speaker: Enrol, database: District
) -> None:
    one = speaker()
    for _ in range(4):
        one.receive()
    one.sync()
    before = one.log[:2]
    one.log, one.answered = one.log[:1], 1
    one.log.append(before[1])  # was waiting when the backup was made
    one.receive(1503)
    one.receive(1504)
    one.receive(1505)
    heard = one.send(*one.log[1:])
    assert heard.kinds == [Kind.VERDICTS, Kind.DONE]
    assert (heard.told.taken, heard.told.through, heard.accepted()) == (True, 4, {2: 2})
    assert heard.mark == one.cursor
    assert [(alarm.kind, alarm.seq) for alarm in state(database).alarms] == [("content", 3)]
    assert where(database, one.enrolment.token).through == 4, "nothing after it was judged"


def test_another_log_is_taken_even_when_nothing_is_sent(speaker: Enrol) -> None:
    one = speaker()
    for _ in range(4):
        one.receive()
    one.sync()
    one.log, one.answered = one.log[:2], 2
    one.receive(1503)
    assert one.send().told.taken
    one.log = one.log[:2]  # gave the new one another number: there is a hole now
    heard = one.send()
    assert (heard.told.taken, [event.seq for event in heard.own]) == (False, [3, 4])


def test_another_chain_that_renumbering_cannot_mend_is_an_alarm_and_blocks_nothing(
    speaker: Enrol, database: District
) -> None:
    one = speaker()
    one.receive()
    one.sync()
    one.log[0] = wire(one.device, 1, received(1999))
    assert not one.sync().told.taken
    for _ in range(2):
        one.receive()
        heard = one.sync()
        assert (heard.told.taken, list(heard.accepted())) == (False, [len(one.log)])
    (alarm,) = state(database).alarms
    assert (alarm.kind, alarm.device, alarm.seq) == ("chain", one.device, 1)


def test_a_frame_with_another_head_is_an_alarm_and_its_events_are_judged(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    one.receive()
    coder, writer = FrameCoder(), Writer()
    pieces = [writer.record(Kind.HELLO, msgspec.json.encode(one.hello()))]
    frames = [coder.encode([Placed(0, event)]) for event in one.log]
    pieces += [writer.record(Kind.EVENTS, b"x" * 16 + frame) for frame in frames]
    heard = one.carry([*pieces, writer.record(Kind.END), writer.end()])
    assert heard.accepted() == {1: 1, 2: 2}
    assert [(alarm.kind, alarm.seq) for alarm in state(database).alarms] == [("chain", 1)]


def test_an_event_about_a_dossier_that_its_desk_has_still_to_send_is_held(speaker: Enrol) -> None:
    one, two = speaker(1), speaker(2)
    begun = one.receive()
    two.write(handed_over(), about=(begun.device, begun.seq))
    assert two.sync().told.held == (1,)
    one.sync()
    assert two.send(two.log[0]).accepted() == {1: 2}


def test_a_desk_hears_nothing_about_how_far_the_devices_of_other_units_are(speaker: Enrol) -> None:
    one, stranger = speaker(1), speaker(1, other_unit())
    with received_unknown():
        one.receive()
        one.sync()
    for about in (1, 2):  # the one is held, the other one still to come
        stranger.write(handed_over(), about=(one.device, about))
    refused = stranger.sync().refused()
    assert refused == dict.fromkeys((1, 2), "Máy chủ không có hồ sơ của sự kiện «Chuyển xử lý».")


def test_a_server_that_was_put_back_says_so_until_the_desk_has_gone_back(speaker: Enrol, database: District) -> None:
    one, two = speaker(1), speaker(2)
    one.receive()
    one.sync()
    two.cursor = Mark(7, b"elsewher")
    assert two.send().fork == Fork(None, 0)
    marks = (Mark(5, b"elsewher"), Mark(1, b"elsewher"), START)
    assert two.send(hello=two.hello(checkpoints=marks)).fork == Fork(0, 0)
    assert two.send(hello=two.hello(checkpoints=(marks[0], one.cursor, START))).fork == Fork(1, 0)
    two.cursor = Mark(1, b"elsewher")
    assert two.send().fork == Fork(None, 0)
    two.cursor = one.cursor
    assert two.send().fork is None
    lost = [(alarm.kind, alarm.device, alarm.seq) for alarm in state(database).alarms]
    assert lost == [("fork", two.device, 7)]
    assert list(lines(state(database)))[-1] == (
        "CẢNH BÁO 1: máy chủ đã được khôi phục từ bản sao lưu: thiết bị 3 từng nhận đến vị trí 7, "
        "chỉ còn khớp đến vị trí 0 (mất tới 7 sự kiện), phát hiện lúc 09:14:00 21/11/2026"
    )


def test_answers_that_the_server_has_lost_are_a_fork_at_the_cursor_itself(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    one.sync()
    one.receive()
    one.answered = 2
    heard = one.send()
    assert (heard.fork, heard.kinds) == (Fork(1, 1), [Kind.FORK])
    one.answered = 1
    assert one.sync().accepted() == {2: 2}
    assert [alarm.kind for alarm in state(database).alarms] == ["fork"]


def test_what_the_desk_was_told_at_its_cursor_and_this_server_never_said_is_a_fork(speaker: Enrol) -> None:
    one = speaker()
    one.receive()
    one.write(handed_over(), about=7)
    one.sync()
    with received_unknown():
        one.receive()
        assert one.sync().told.held == (3,)
    for refused, held, fork in [
        ((), (), None),
        ((2,), (3,), None),
        ((), (2,), None),  # it was held, and has been refused since
        ((1,), (), Fork(1, 3)),
        ((3,), (), Fork(1, 3)),
        ((2,), (4,), Fork(1, 3)),
    ]:
        assert one.send(hello=one.hello(refused=refused, held=held)).fork == fork, (refused, held)
    hello = one.hello(refused=(2,), chain=bytes(range(16)))
    assert one.send(hello=hello).fork == Fork(1, 3), "it was refused, but something else was"


def test_a_cursor_that_was_read_under_protocol_1_has_no_tag_and_is_not_checked(speaker: Enrol) -> None:
    one, two = speaker(1), speaker(2)
    one.receive()
    one.sync()
    two.cursor = Mark(1, NO_TAG)
    assert two.send().fork is None
    two.cursor = Mark(2, NO_TAG)
    assert two.send().fork == Fork(None, 0)


def test_an_alarm_is_remembered_once(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    one.sync()
    other, one.answered = wire(one.device, 1, received(1500)), 0
    for _ in range(2):
        assert one.send(other).told.taken
    assert state(database).alarms == (Alarm("content", one.device, 1, NOW),)


def test_an_old_event_with_another_content_cannot_be_numbered_anew_and_holds_nothing_up(
    speaker: Enrol, database: District
) -> None:
    one = speaker()
    with received_unknown():
        one.receive()
        one.sync()
    one.receive()
    heard = one.send(wire(one.device, 1, received(1500)), one.log[1])
    assert (heard.told.taken, heard.told.held, heard.accepted()) == (False, (), {2: 1})
    assert [(alarm.kind, alarm.seq) for alarm in state(database).alarms] == [("content", 1)]
