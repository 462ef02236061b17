"""Two desks write about the same dossiers without hearing of each other, in every order: all end alike everywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.officials import look_up
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.payment import Payment
from onecua_desk.errors import UserError
from onecua_desk.services import handback, identity, lookup, parked, payments, processing, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import log
from onecua_desk.sync.cycle import run
from onecua_desk.sync.line import LineDown
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, MONDAY, UNIT, make_desk, receive
from tests.sync.straight import Straight

TODAY = date(2026, 11, 23)
Verb = Callable[[Desk, Dossier], object]

VERBS: dict[str, Verb] = {
    "hand over": lambda desk, dossier: processing.hand_over(desk, MAI, dossier.id, "Tư pháp"),
    "ask": lambda desk, dossier: processing.request_supplement(desk, MAI, dossier.id, ("Bản sao",)),
    "supply": lambda desk, dossier: processing.supplement(desk, MAI, dossier.id, ()),
    "result": lambda desk, dossier: processing.record_result(desk, MAI, dossier.id, "7/2026", TODAY),
    "hand back": lambda desk, dossier: handback.hand_back(
        desk, MAI, dossier.id, handback.applicant_collects(dossier, True)
    ),
    "undo": lambda desk, dossier: handback.undo(desk, MAI, dossier.id, "nhầm", "Phạm Văn Tư"),
    "pay": lambda desk, dossier: payments.pay(desk, MAI, dossier.id, Payment(dossier.owed)),
    "void": lambda desk, dossier: payments.void(desk, MAI, dossier.id, dossier.takings[-1], "nhầm"),
    "phone": lambda desk, dossier: processing.correct(desk, MAI, dossier.id, {"phone": f"09{desk.now():%H%M%S%d}"}),
    "refuse": lambda desk, dossier: processing.refuse(desk, MAI, dossier.id, "sai thẩm quyền"),
    "withdraw": lambda desk, dossier: processing.withdraw(desk, MAI, dossier.id, "rút"),
}
_STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 1), st.sampled_from(sorted(VERBS)), st.integers(0, 1)),
    st.tuples(st.sampled_from(["exchange", "lost answer", "cut"]), st.integers(0, 1), st.integers(0, 900), st.just(0)),
    st.tuples(st.just("send again"), st.integers(0, 1), st.just(0), st.just(0)),
)
Step = tuple[str, int, object, int]


class Commune:
    """A district, two desks and two dossiers that both know."""

    def __init__(self, folder: Path, template: Path, stack: ExitStack) -> None:
        self.clock = Clock(MONDAY)
        self.district: District = open_district(file_url(folder / "district"), self.clock)
        stack.callback(self.district.close)
        self.desks, self.lines = [], []
        for number in (1, 2):
            me, way = identity.enrolled(enrol(self.district, asdict(UNIT), number, "http://127.0.0.1:1"))
            self.desks.append(make_desk(folder / str(number), self.clock, template, number, me.device))
            stack.callback(self.desks[-1].store.close)
            self.lines.append(Straight(self.district, way.token))
        self.ids = [receive(desk, COPY).id for desk in self.desks]
        self.settle()

    def settle(self) -> None:
        for number in (0, 1, 0, 1, 0):
            run(self.desks[number], self.lines[number])

    def step(self, step: Step) -> None:
        what, number, how, which = step
        desk, line = self.desks[number], self.lines[number]
        self.clock.turn(minutes=1)
        if what == "write":
            self._write(desk, VERBS[str(how)], self.ids[which])
        elif what == "send again":
            for refusal in replica.refusals(desk)[:1]:
                with suppress(UserError):
                    parked.send_corrected(desk, MAI, refusal.id)
        else:
            assert isinstance(how, int)
            line.up_cut = how if what == "cut" else None
            line.down_cut = how // 2 if what == "lost answer" else None
            with suppress(LineDown):
                run(desk, line)
            line.up_cut = line.down_cut = None

    def _write(self, desk: Desk, verb: Verb, id: EventId) -> None:
        with suppress(UserError, IndexError):  # its state does not allow it, or there is nothing to take back
            verb(desk, lookup.story(desk, id).dossier)

    def check(self) -> None:
        stories = [[self._story(desk, id) for id in self.ids] for desk in self.desks]
        assert stories[0] == stories[1]
        for desk in self.desks:
            assert upkeep.check(desk) == []
            assert replica.standing(desk).outbox.events == 0
            assert not replica.standing(desk).chain_differs
            assert replica.displaced_events(desk) == []
        for id, (dossier, _) in zip(self.ids, stories[0], strict=True):
            assert look_up(self.district, dossier.code)[0] == dossier, id

    def _story(self, desk: Desk, id: EventId) -> tuple[Dossier, list[tuple[int, int, int | None]]]:
        with desk.store.read() as connection:
            entries = [entry for entry in log.of_dossier(connection, id) if entry.counts]
        folded = log.sum_up(entries)
        assert folded.dossier is not None
        assert folded.left_out == ()
        return folded.dossier, [(entry.wire.device, entry.wire.seq, entry.position) for entry in entries]


@settings(max_examples=40, deadline=None)
@example([("write", 0, "withdraw", 0), ("write", 1, "hand over", 0), ("exchange", 1, 0, 0), ("exchange", 0, 0, 0)])
@example([("write", 0, "result", 0), ("cut", 0, 300, 0), ("write", 0, "hand back", 0), ("lost answer", 0, 60, 0)])
@given(st.lists(_STEPS, max_size=25))
def test_all_end_alike_whatever_was_written_and_in_whatever_order_it_arrived(template: Path, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        commune = Commune(Path(folder), template, stack)
        for step in steps:
            commune.step(step)
        commune.settle()
        commune.check()
