"""What must be true when the line is good again and everybody has exchanged: each function names what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from onecua_desk.district import tables
from onecua_desk.district.book import accepted_events
from onecua_desk.district.chains import chain_after
from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import EventId
from onecua_desk.services import replica, upkeep
from onecua_desk.store import chain
from onecua_desk.store import log as desk_log
from tests.simulation.ledger import Ledger, Row, at_desk, at_server, displaced_at, is_told, own
from tests.simulation.seat import Seat
from tests.simulation.upper import Upper


def broken(seats: Sequence[Seat], upper: Upper, ledger: Ledger) -> Iterator[str]:
    """Everything that is not as it must be; nothing when all is well."""
    server = at_server(upper)
    yield from _nothing_lost(seats, upper, ledger)
    yield from _nothing_twice(server, ledger)
    yield from _no_serial_twice(upper)
    for seat in seats:
        rows = at_desk(seat)
        yield from (f"desk {seat.number}: {words}" for words in _desk(seat, rows, server, upper, ledger))
        yield from (f"desk {seat.number}: {words}" for words in _alike(seat, upper))


def never_without_disasters(seats: Sequence[Seat], upper: Upper, ledger: Ledger) -> Iterator[str]:
    """What only a backup that was put back may bring."""
    yield from (f"excused: {said}" for said in ledger.excused)
    with upper.district.read() as connection:
        yield from (f"alarm: {row}" for row in connection.execute(select(tables.alarm)))
    for seat in seats:
        yield from (f"desk {seat.number}: displaced: {row}" for row in displaced_at(seat))


def _nothing_lost(seats: Sequence[Seat], upper: Upper, ledger: Ledger) -> Iterator[str]:
    for said in ledger.missing({seat.device: seat for seat in seats}, upper):
        yield f"lost: {said[0]} of device {ledger.written[said]}: {said[1][:160]}"


def _nothing_twice(server: Sequence[Row], ledger: Ledger) -> Iterator[str]:
    counted = Counter(row.said for row in server if row.status == "accepted" and not is_told(row.said))
    yield from (f"accepted {count} times: {said}" for said, count in counted.items() if count > 1)


def _no_serial_twice(upper: Upper) -> Iterator[str]:
    with upper.district.read() as connection:
        codes = Counter(connection.execute(select(tables.dossier.c.code)).scalars())
    yield from (f"code {code} at the server {count} times" for code, count in codes.items() if count > 1)


def _desk(seat: Seat, rows: list[Row], server: list[Row], upper: Upper, ledger: Ledger) -> Iterator[str]:
    yield from _same_log(seat, rows, server, ledger)
    yield from _same_chain(seat, upper)
    yield from upkeep.check(seat.desk)
    standing = replica.standing(seat.desk)
    if standing.outbox.events != standing.outbox.held:
        yield f"still waiting: {standing.outbox}"
    if standing.chain_differs:
        yield "says that the server's chain is another one"


def _same_log(seat: Seat, rows: list[Row], server: list[Row], ledger: Ledger) -> Iterator[str]:
    """The same events under the same numbers, at the same places, with the same verdicts."""
    there = {(row.device, row.seq): row for row in server}
    here = {(row.device, row.seq): row for row in rows}
    for key, row in here.items():
        its = there.pop(key, None)
        status = "refused" if row.status == "settled" else row.status
        if its is None:
            yield f"only here: {row}"
        elif (its.said, its.dossier, its.status, its.position) != (row.said, row.dossier, status, row.position):
            yield f"here {row}; there {its}"
    for its in there.values():
        if its.device == seat.device or its.status == "accepted":
            yield f"only there: {its}"
    displaced = displaced_at(seat)
    both = (row for row in rows if (row.device, row.at, row.said) in displaced and not is_told(row.said))
    yield from (f"in the log and displaced: {row}" for row in both)
    gone = ledger.seen.get(seat.device, set()) - {row.said for row in rows} - {said for _, _, said in displaced}
    yield from (f"was seen here and is gone without a word: {said}" for said in gone if not is_told(said))


def _same_chain(seat: Seat, upper: Upper) -> Iterator[str]:
    with seat.desk.store.read() as ours, upper.district.read() as theirs:
        through = max((row.seq for row in own(at_desk(seat), seat.device).values()), default=0)
        here, there = chain.head_at(ours, seat.device, through), chain_after(theirs, seat.device, through)
    if here != there:
        yield f"chain at {through} differs"


def _alike(seat: Seat, upper: Upper) -> Iterator[str]:
    """The same dossiers with the same content, money included, as at the server."""
    ours = _folded_here(seat)
    theirs = _folded_there(upper)
    for id in sorted(ours.keys() | theirs.keys()):
        if ours.get(id) != theirs.get(id):
            yield f"dossier {id} is {_words(ours.get(id))} and at the server {_words(theirs.get(id))}"
    here, there = (sum(one.paid for one in found.values()) for found in (ours, theirs))
    if here != there:
        yield f"money {here} and at the server {there}"


def _words(dossier: Dossier | None) -> str:
    return f"{dossier.code} {dossier.state}, paid {dossier.paid}" if dossier else "unknown"


def _folded_here(seat: Seat) -> dict[EventId, Dossier]:
    """By what counts for the server too: what it refused or holds is left out."""
    found = {}
    with seat.desk.store.read() as connection:
        for id in desk_log.dossiers_in_order(connection):
            entries = [entry for entry in desk_log.of_dossier(connection, id) if entry.status == "accepted"]
            folded = fold(entry.event for entry in entries if entry.event is not None).dossier
            if folded is not None:
                found[id] = folded
    return found


def _folded_there(upper: Upper) -> dict[EventId, Dossier]:
    table = tables.dossier.c
    with upper.district.read() as connection:
        ids = [EventId(*row) for row in connection.execute(select(table.device, table.seq))]
        folded = (fold(accepted_events(connection, [id])).dossier for id in ids)
        return {id: dossier for id, dossier in zip(ids, folded, strict=True) if dossier is not None}
