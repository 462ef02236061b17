"""Where the proof of a print is missing it is said of its copy, and where it is kept it goes with the print."""

from __future__ import annotations

import pytest
from msgspec import Raw
from msgspec.structs import replace as replace_in
from sqlalchemy import update

from onecua_desk.domain import events
from onecua_desk.domain.events import Event, EventId, PaperPrinted
from onecua_desk.domain.parts import Change
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import exact, lookup, papers, slips
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log, renumber, twins
from onecua_desk.store.tables import event as table
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import Placed
from tests.desk_fixture import BICH, MAI, receive
from tests.services.repeated import print_out, prints


def goes_up(desk: Desk, id: EventId, position: int = 1) -> None:
    """The server takes the own event there."""
    this = (table.c.device == id.device, table.c.seq == id.seq)
    with desk.store.write() as connection:
        connection.execute(update(table).where(*this).values(status="accepted", position=position))


def comes_down(desk: Desk, id: EventId, fact: bytes) -> EventId:
    """Another desk's print reaches this one, with the words of ``fact``."""
    goes_up(desk, id)
    printed = EventId(5, 1)
    wire = to_wire(Event(printed, id, desk.now(), MAI, PaperPrinted(FormKind.SLIP, 0, "HP")))
    with desk.store.write() as connection:
        log.place(connection, Placed(2, replace_in(wire, body=Raw(fact))))
        dossiers.project(connection, id)
    return printed


@pytest.mark.parametrize(
    "fact",
    [
        b'{"form":"slip","reprint":0,"printer":"HP"}',
        b'{"form":"slip","reprint":0,"printer":"HP","template":"","contact":"","roll":false,"exact":false}',
    ],
    ids=["an older program", "another machine"],
)
def test_a_print_that_this_machine_has_no_proof_of_is_made_from_the_log_and_said_to_be_one_that_may_differ(
    desk: Desk, fact: bytes
) -> None:
    id = receive(desk).id
    printed = comes_down(desk, id, fact)
    (line,) = (line for line in lookup.story(desk, id).lines if line.again)
    assert (line.id, line.alike) == (printed, False)
    paper = exact.paper(desk, id, printed)
    assert "lập lại theo nhật ký hôm nay và có thể khác" in paper.remark
    exact.printed(desk, MAI, id, printed, paper, "HP")
    copy = lookup.story(desk, id).lines[0]
    assert "có thể khác tờ đã in" in copy.detail
    assert copy.alike  # what came out here is known, whatever it was a copy of
    assert exact.paper(desk, id, copy.id).pdf == paper.pdf


def test_where_the_log_says_something_else_of_the_time_before_a_print_no_other_paper_passes_for_it(desk: Desk) -> None:
    """Another desk corrected it before this one printed, and the server put that first: the printer did not know."""
    id = receive(desk).id
    print_out(desk, slips.slip(desk, id))
    (first,) = prints(desk, id)
    goes_up(desk, id)
    moved = events.Corrected((Change("address", BICH.address, "Tổ 9"),), "ghi nhầm")
    with desk.store.write() as connection:
        log.place(connection, Placed(2, to_wire(Event(EventId(5, 1), id, desk.now(), MAI, moved))))
        dossiers.project(connection, id)
    goes_up(desk, first, 3)
    assert lookup.story(desk, id).lines[0].id == first
    with pytest.raises(UserError, match="Không in lại y hệt tờ ấy được nữa"):
        exact.paper(desk, id, first)


def test_a_print_whose_end_nobody_saw_has_no_proof(desk: Desk) -> None:
    id = receive(desk).id
    papers.begin(desk, MAI, slips.slip(desk, id), "HP")  # and here the machine lost its power
    print_out(desk, slips.slip(desk, id))
    story = [line for line in reversed(lookup.story(desk, id).lines) if line.again]
    assert [line.alike for line in story] == [False, True]
    assert [bool(exact.paper(desk, id, line.id).remark) for line in story] == [True, False]


def test_the_proof_goes_with_a_print_that_takes_another_number(desk: Desk) -> None:
    first = print_out(desk, slips.slip(desk, receive(desk).id))
    with desk.store.write() as connection:
        renumber.take_device(connection, 0, 7)
        renumber.move_on(connection, 7, after=0, above=50)
    id = EventId(7, 51)
    (line,) = (line for line in lookup.story(desk, id).lines if line.again)
    assert (line.id, line.alike, exact.paper(desk, id, line.id).pdf) == (EventId(7, 52), True, first.pdf)


def test_the_proof_goes_with_a_print_that_came_back_under_the_number_it_was_sent_with(desk: Desk) -> None:
    """The desk was put back from a backup in which the print waits, and had sent it since."""
    id = receive(desk).id
    first = print_out(desk, slips.slip(desk, id))
    (printed,) = prints(desk, id)
    with desk.store.write() as connection:
        entry = log.find(connection, printed)
        assert entry is not None
        renumber.move_on(connection, 0, after=1, above=50)
    goes_up(desk, id)
    with desk.store.write() as connection:
        log.place(connection, Placed(2, entry.wire))
        twins.reunite(connection, [entry.wire])
        dossiers.project(connection, id)
    story = {line.id: line.alike for line in lookup.story(desk, id).lines if line.again}
    assert story[printed]
    assert exact.paper(desk, id, printed).pdf == first.pdf
