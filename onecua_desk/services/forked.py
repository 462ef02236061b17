"""The server was put back from a backup: the desk goes back to where both orders are one, and sends what was lost."""

from __future__ import annotations

from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.replica_down import Contradiction, Stale, check_number, projected
from onecua_desk.services.replica_up import NO_NUMBERS, UNDER_WAY, Asked
from onecua_desk.store import checkpoints, displaced, file_lane, log, settings, verdicts
from onecua_desk.wire.dialogue import Fork


def go_back(desk: Desk, asked: Asked, fork: Fork) -> Changes:
    """Return to ``fork.agreed`` in one transaction: others' events behind it are set aside until they come again.

    Ours that the server lost wait once more. ``Contradiction`` for a place that was not named, ``Stale`` if we left.
    """
    agreed, device = fork.agreed, asked.hello.device
    if agreed is None or agreed not in {mark.position for mark in (*asked.hello.checkpoints, asked.hello.cursor)}:
        raise Contradiction(f"the server agrees with a place that we did not name: {agreed}")
    with desk.store.write() as connection:
        if checkpoints.cursor(connection) != asked.hello.cursor:
            raise Stale("the desk stands elsewhere by now")
        check_number(connection, asked, fork.through)
        gone = displaced.displace(connection, device, agreed, desk.now())
        ours = displaced.ask_again(connection, device, agreed)
        file_lane.doubt(connection, device, fork.through)
        checkpoints.go_back(connection, agreed)
        verdicts.forget_unproven(connection)
        settings.put(connection, log.LAST_SEQ, fork.through)
        settings.put(connection, NO_NUMBERS, 0)
        settings.put(connection, UNDER_WAY, bool(ours))  # what the server still has need not go up again
        return projected(connection, gone | ours)
