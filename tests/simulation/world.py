"""The simulation itself: desks, their district, true time, and the random numbers that decide what happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from onecua_desk.opening import open_desk
from onecua_desk.sync.cycle import Run, run
from tests.clock import Clock
from tests.desk_fixture import MONDAY, settings_in
from tests.simulation import invariants, moves
from tests.simulation.ledger import Ledger
from tests.simulation.seat import Seat
from tests.simulation.transport import Kept, Line, Plan
from tests.simulation.upper import Upper

ROUNDS = 40
"""In so many rounds over a good line everybody must have come to rest."""


class Broken(AssertionError):
    """Something is not as it must be; ``str(error)`` says what, and ``story`` what happened before."""

    def __init__(self, words: list[str], story: list[str]) -> None:
        super().__init__("\n".join(words[:12]))
        self.story = story


class World:
    """``desks`` desks of one commune. ``story``: every step in words; ``uploads``: what the line may still bring.

    ``disasters``: backups are put back too, at desks and at the server.
    """

    def __init__(self, folder: Path, template: Path, seed: int, desks: int, disasters: bool) -> None:
        self.disasters = disasters
        self.random, self.time = Random(seed), Clock(MONDAY)
        self.upper = Upper(folder / "district", self.time)
        self.ledger = Ledger()
        self.story: list[str] = []
        self.uploads: list[Kept] = []
        self._mark = 0
        self.seats = [
            Seat(number, folder / f"desk-{number}", template, self.upper.enrol(number), self.time)
            for number in range(1, desks + 1)
        ]

    def close(self) -> None:
        for seat in self.seats:
            seat.close()
        self.upper.close()

    def mark(self) -> int:
        """A number that no fact carries yet."""
        self._mark += 1
        return self._mark

    def step(self) -> None:
        """One thing happens, and everything that was written by it is noted."""
        self.time.turn(seconds=self.random.randint(0, 240))
        words = moves.any_move(self)
        self.story.append(f"{len(self.story) + 1}. {words}")
        for seat in self.seats:
            self.ledger.note(seat)
        self.ledger.note_server(self.upper)

    def exchange(self, seat: Seat, plan: Plan) -> Run:
        """One run of the desk's own code over a line on which ``plan`` happens."""
        line = Line(seat, self.upper, plan, lambda: moves.meanwhile(self, seat), self.uploads)
        return run(seat.desk, line)

    def heal(self) -> None:
        """The line is good, the clocks are right, programs are started anew: until nothing moves any more."""
        for seat in self.seats:
            seat.ahead = timedelta()
            moves.start_of_program(seat)
        for _ in range(ROUNDS):
            if not self._round():
                return
        raise Broken([f"not at rest after {ROUNDS} rounds"], self.story)

    def _round(self) -> bool:
        """Whether anything moved."""
        moved = False
        for seat in self.seats:
            line = Line(seat, self.upper, Plan(), lambda: None)
            done = run(seat.desk, line)
            moved |= bool(done.events_up or done.events_down)
            self.ledger.note(seat)
        self.ledger.note_server(self.upper)
        return moved

    def check(self) -> None:
        """``Broken`` with everything that is wrong; heal first."""
        found = list(invariants.broken(self.seats, self.upper, self.ledger))
        if not self.disasters:
            found += invariants.never_without_disasters(self.seats, self.upper, self.ledger)
        if found:
            raise Broken(found, self.story)


def make_template(folder: Path) -> Path:
    """A store with the catalogue in it, which every desk begins with."""
    open_desk(settings_in(folder)).store.close()
    return folder


@contextmanager
def world(folder: Path, template: Path, seed: int) -> Iterator[World]:
    """Two to four desks; every fourth seed without disasters."""
    made = World(folder, template, seed, 2 + seed % 3, disasters=bool(seed % 4))
    try:
        yield made
    finally:
        made.close()
