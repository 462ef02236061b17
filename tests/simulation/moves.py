"""What can happen in one step, how often, and what comes in between while an exchange is under way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from sqlalchemy import select

from onecua_desk.district import officials
from onecua_desk.district.exchange import exchange
from onecua_desk.district.tables import dossier
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import forked, identity, replica
from onecua_desk.services.replica_down import Contradiction, Stale
from onecua_desk.store import leases, serials
from onecua_desk.sync.answer import take
from onecua_desk.sync.cycle import Incomplete, run
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.upload import Upload
from tests.simulation import verbs
from tests.simulation.killing import Killed, killed_at
from tests.simulation.seat import Seat, Stick
from tests.simulation.transport import Fault, Line, Plan, deliver, plan

if TYPE_CHECKING:
    from tests.simulation.world import World

BINH = Official("binh", "Trần Văn Bình")
_KEPT = 30
"""Old uploads of which one may still arrive."""


def any_move(world: World) -> str:
    """Chance chooses what happens; the words for the story."""
    moves, weights = zip(*(_MOVES + _DISASTERS if world.disasters else _MOVES), strict=True)
    return world.random.choices(moves, weights)[0](world)


def _work(world: World) -> str:
    seat, count = _seat(world), world.random.choice((1, 1, 2, 4))
    done = [verbs.work(seat.desk, world.random, world.mark()) for _ in range(count)]
    return f"desk {seat.number} {', '.join(done)}"


def _burst(world: World) -> str:
    """Much work without a line, so that an upload has several frames."""
    seat = _seat(world)
    count = world.random.randint(5, 120)
    for _ in range(count):
        world.time.turn(seconds=world.random.randint(0, 90))
        verbs.work(seat.desk, world.random, world.mark())
    return f"desk {seat.number} does {count} things"


def _exchange(world: World) -> str:
    seat, its = _seat(world), plan(world.random)
    return f"desk {seat.number} exchanges ({its.fault}, {its.at}): {_outcome(world, seat, its)}"


def _outcome(world: World, seat: Seat, its: Plan) -> str:
    """What a line and a server may do to a desk, and nothing else."""
    try:
        done = world.exchange(seat, its)
    except (LineDown, Unwelcome, Incomplete) as error:
        return f"{type(error).__name__}: {error}"
    except Contradiction as error:
        if its.fault is not Fault.ANSWER_GARBLED:
            raise
        return f"contradiction: {error}"
    finally:
        del world.uploads[:-_KEPT]
    return f"{done.events_up} up, {done.events_down} down"


def _late_upload(world: World) -> str:
    """An upload of earlier arrives at last, whole or not."""
    if not world.uploads:
        return "no old upload"
    kept = world.random.choice(world.uploads)
    deliver(world.upper, kept)
    return f"an old upload of {len(kept.body)} bytes arrives"


def _stick_written(world: World) -> str:
    """A package for the road, if there is no line."""
    seat = _seat(world)
    upload = Upload(seat.desk, places=True, by_line=False)
    body = b"".join(upload.pieces())
    seat.sticks.append(Stick(upload.asked, body))
    return f"desk {seat.number} writes stick {len(seat.sticks) - 1} ({len(body)} bytes)"


def _stick_at_server(world: World) -> str:
    """A stick is read at the server, perhaps not for the first time."""
    seat = _seat(world)
    if not seat.sticks:
        return f"no stick of desk {seat.number}"
    number = world.random.randrange(len(seat.sticks))
    stick = seat.sticks[number]
    stick.answer = b"".join(exchange(world.upper.district, seat.token, BytesIO(stick.body).read))
    return f"stick {number} of desk {seat.number} is read at the server"


def _stick_answered(world: World) -> str:
    """The answer comes back, perhaps after others, perhaps twice."""
    seat = _seat(world)
    answered = [number for number, stick in enumerate(seat.sticks) if stick.answer]
    if not answered:
        return f"no answer for desk {seat.number}"
    number = world.random.choice(answered)
    stick = seat.sticks[number]
    try:
        taken = take(seat.desk, stick.asked, BytesIO(stick.answer).read, lambda _: None, by_line=False)
        if taken.fork:
            forked.go_back(seat.desk, stick.asked, taken.fork)
    except Stale:
        return f"desk {seat.number} reads the answer of stick {number}: it does not join on"
    return f"desk {seat.number} reads the answer of stick {number}: {taken}"


def _killed_working(world: World) -> str:
    seat, statement = _seat(world), world.random.randint(0, 25)
    try:
        with killed_at(seat.path, statement):
            words = verbs.work(seat.desk, world.random, world.mark())
    except Killed:
        seat.start_again()
        return f"desk {seat.number} dies at statement {statement} of its work"
    return f"desk {seat.number} {words}, and was not killed"


def _killed_exchanging(world: World) -> str:
    seat, statement, its = _seat(world), world.random.randint(0, 120), plan(world.random)
    try:
        with killed_at(seat.path, statement):
            words = _outcome(world, seat, its)
    except Killed:
        seat.start_again()
        start_of_program(seat)
        return f"desk {seat.number} dies at statement {statement} of an exchange ({its.fault}, {its.at})"
    return f"desk {seat.number} exchanges ({its.fault}, {its.at}), and was not killed: {words}"


def _server_killed(world: World) -> str:
    seat, statement = _seat(world), world.random.randint(0, 60)
    with killed_at(world.upper.path, statement):
        words = _outcome(world, seat, Plan())
    world.upper.start_again()
    return f"the server may die at statement {statement} of an exchange with desk {seat.number}: {words}"


def _back_up(world: World) -> str:
    seat = _seat(world)
    seat.back_up()
    return f"backup {len(seat.backups) - 1} of desk {seat.number}"


def _restore(world: World) -> str:
    seat = _seat(world)
    if not seat.backups:
        return f"no backup of desk {seat.number}"
    number = world.random.randrange(len(seat.backups))
    seat.restore(number)
    world.ledger.forget_seen(seat)
    world.ledger.excuse_what_is_gone(world.seats, world.upper)
    return f"desk {seat.number} is put back to its backup {number}"


def _back_up_server(world: World) -> str:
    world.upper.back_up()
    return f"backup {len(world.upper.backups) - 1} of the server"


def _restore_server(world: World) -> str:
    backups = world.upper.backups
    if not backups:
        return "no backup of the server"
    number = world.random.randrange(max(0, len(backups) - 3), len(backups))
    world.upper.restore(backups[number])
    world.ledger.excuse_what_is_gone(world.seats, world.upper)
    return f"the server is put back to its backup {number}"


def _clock(world: World) -> str:
    seat = _seat(world)
    far = timedelta(days=world.random.randint(-3, 40), seconds=world.random.randint(-7200, 7200))
    seat.ahead = world.random.choice((timedelta(), timedelta(minutes=world.random.randint(-15, 15)), far))
    return f"the clock of desk {seat.number} is {seat.ahead} off"


def _next_day(world: World) -> str:
    world.time.turn(days=1)
    return f"a night passes: {world.time():%d/%m}"


def _busy_day(world: World) -> str:
    """As if the desk had given out nearly all of its serials of today."""
    seat, left = _seat(world), world.random.randint(0, 3)
    today = seat.now().date()
    with seat.desk.store.write() as connection:
        desk = identity.of(connection).desk
        for lease in leases.of_day(connection, desk, today):
            serials._note(connection, today, lease.first, lease.last - left)
    return f"desk {seat.number} has {left} serials left in each slice of {today:%d/%m}"


def _official(world: World) -> str:
    """The district's own people record a result or refuse."""
    with world.upper.district.read() as connection:
        codes = connection.execute(select(dossier.c.code).order_by(dossier.c.device, dossier.c.seq)).scalars().all()
    if not codes:
        return "nothing to do for the district's people"
    code, mark = world.random.choice(codes[-20:]), world.mark()
    try:
        if world.random.random() < 0.8:
            today: date = world.time().date()
            officials.record_result(world.upper.district, code, f"{mark}/TW", today, 1, "", BINH)
        else:
            officials.refuse(world.upper.district, code, f"lý do {mark}", BINH)
    except UserError:
        return f"the district may not do anything with {code}"
    return f"the district decides {code} #{mark}"


def _settle(world: World) -> str:
    seat = _seat(world)
    return f"desk {seat.number} {verbs.settle(seat.desk, world.random, world.mark())}"


def _rest(world: World) -> str:
    """A quiet night: all is healed and looked through."""
    world.heal()
    world.check()
    return "all is well"


def _seat(world: World) -> Seat:
    return world.random.choice(world.seats)


def start_of_program(seat: Seat) -> None:
    """What the worker does first."""
    replica.try_again(seat.desk)


def meanwhile(world: World, busy: Seat) -> None:
    """While ``busy`` exchanges: its clerk goes on, another desk exchanges, the district decides. Mostly nothing."""
    if world.random.random() > 0.1:
        return
    others = [seat for seat in world.seats if seat is not busy]
    match world.random.randrange(3):
        case 0:
            verbs.work(busy.desk, world.random, world.mark())
        case 1 if others:
            _quietly(world, world.random.choice(others))
        case _:
            _official(world)


def _quietly(world: World, seat: Seat) -> None:
    line = Line(seat, world.upper, Plan(), lambda: None, world.uploads)
    with contextlib.suppress(LineDown):  # where the server dies in it
        run(seat.desk, line)


_MOVES: tuple[tuple[Callable[[World], str], float], ...] = (
    (_work, 35),
    (_burst, 1),
    (_exchange, 35),
    (_late_upload, 3),
    (_stick_written, 2),
    (_stick_at_server, 2),
    (_stick_answered, 2),
    (_killed_working, 2),
    (_killed_exchanging, 6),
    (_server_killed, 3),
    (_clock, 2),
    (_next_day, 1),
    (_busy_day, 1.5),
    (_official, 6),
    (_settle, 4),
    (_rest, 1),
)
_DISASTERS: tuple[tuple[Callable[[World], str], float], ...] = (
    (_back_up, 4),
    (_restore, 2.5),
    (_back_up_server, 2.5),
    (_restore_server, 1.5),
)
