"""One run of the exchange: request by request until both sides have everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from onecua_desk.services import replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.wire.messages import Answer, Request


class Exchange(Protocol):
    """What ``Link`` does; tests put a faulty line in its place."""

    def exchange(self, request: Request) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Run:
    """What one run moved."""

    requests: int
    events_up: int
    events_down: int


def run(desk: Desk, link: Exchange, changed: Callable[[Changes], None], stopped: Callable[[], bool]) -> Run:
    """Exchange until nothing is left on either side, or ``stopped``. No transaction is open while the line is used.

    Each answer is committed before the next request, so a cut costs at most the request under way.
    """
    requests = up = down = 0
    request = replica.prepare(desk)
    while not stopped():
        answer = link.exchange(request)
        changes = replica.apply(desk, request, answer)
        requests, up, down = requests + 1, up + len(answer.verdicts), down + len(answer.events)
        if changes.dossiers or changes.renumbered:
            changed(changes)
        before, request = request, replica.prepare(desk)
        if not (answer.more or _moved_on(before, request)):
            break
    return Run(requests, up, down)


def _moved_on(before: Request, after: Request) -> bool:
    """Whether own events still wait and are others than before: a server that judged nothing is not asked at once."""
    return bool(before.events and after.events) and before.events[0] != after.events[0]
