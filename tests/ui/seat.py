"""A workplace as the screens get it, that remembers what was announced and sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from onecua_desk.services.desk import Changes, Desk
from onecua_desk.ui.tasks import InlineTasks, Tasks
from onecua_desk.ui.workplace import Workplace
from tests.desk_fixture import MAI


@dataclass
class Seat:
    """``announced``: the changes that screens told; ``sent``: how often *Gửi ngay* was asked for."""

    workplace: Workplace
    announced: list[Changes] = field(default_factory=list)
    sent: int = 0


def take_seat(
    desk: Desk, tasks: Tasks | InlineTasks | None = None, printing: Tasks | InlineTasks | None = None
) -> Seat:
    """The first official at ``desk``; without ``printing`` the ``tasks`` print too."""

    def send() -> None:
        seat.sent += 1

    announced: list[Changes] = []
    runner = tasks or InlineTasks()
    place = Workplace(
        desk, MAI, runner, runner, runner, printing or runner, announced.append, send, desk.store.folder / "giay-hen"
    )
    seat = Seat(place, announced)
    return seat
