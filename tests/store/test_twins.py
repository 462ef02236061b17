"""What this desk had sent before it was put back comes back under other numbers than it has here."""

from __future__ import annotations

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId, HandedOver
from onecua_desk.services import lookup, processing, replica, slips, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log, renumber, twins, verdicts
from onecua_desk.wire.messages import Placed, WireEvent
from tests.desk_fixture import MAI, receive

SENT, HERE = EventId(0, 1), EventId(0, 11)


def wires(connection: Connection) -> list[WireEvent]:
    return [entry.wire for id in log.dossiers_in_order(connection) for entry in log.of_dossier(connection, id)]


def handed_over_twice(desk: Desk, refused: str = "") -> list[WireEvent]:
    """The desk has a receipt and a hand-over as its eleventh event and the next; the receipt comes back as the first.

    ``refused``: why the hand-over was, before that. What the desk had before that.
    """
    processing.hand_over(desk, MAI, receive(desk).id, "Tư pháp", "lần 1")
    with desk.store.write() as connection:
        sent = log.find(connection, SENT)
        assert sent is not None
        renumber.move_on(connection, SENT.device, after=0, above=HERE.seq - 1)
        if refused:
            verdicts.write(connection, HERE.device, [verdicts.Verdict(HERE.seq + 1, sentence=refused)])
        before = wires(connection)
        log.place(connection, Placed(1, sent.wire))
        for id in twins.reunite(connection, [sent.wire]):
            dossiers.project(connection, id)
    return before


def test_what_may_have_gone_up_already_still_says_the_same(desk: Desk) -> None:
    before = handed_over_twice(desk)
    with desk.store.read() as connection:
        assert [wire for wire in wires(connection) if wire in before] == before
        assert [entry.counts for entry in log.of_dossier(connection, HERE)] == [False, False]


def test_the_dossier_is_shown_once_with_all_that_was_done_here(desk: Desk) -> None:
    handed_over_twice(desk)
    (row,) = lookup.page(desk, lookup.Chip.ALL, "")
    assert row.id == slips.last(desk) == SENT
    with desk.store.read() as connection:
        counted = [entry.wire for entry in log.of_dossier(connection, SENT) if entry.counts]
    assert [(wire.seq, wire.kind) for wire in counted] == [(1, "received"), (13, HandedOver.kind)]
    assert upkeep.check(desk) == []


def test_it_stays_so_when_the_lists_are_made_anew(desk: Desk) -> None:
    handed_over_twice(desk)
    before = lookup.page(desk, lookup.Chip.ALL, "")
    upkeep.rebuild(desk)
    assert [row.id for row in lookup.page(desk, lookup.Chip.ALL, "")] == [row.id for row in before]


def test_what_was_refused_under_the_later_number_is_still_listed_with_the_code_that_is_on_paper(desk: Desk) -> None:
    handed_over_twice(desk, refused="Chưa nhận được.")
    (row,) = lookup.page(desk, lookup.Chip.ALL, "")
    (refused,) = replica.refusals(desk)
    assert (refused.id.seq, refused.dossier, refused.code) == (HERE.seq + 1, HERE, row.code)
