"""Whenever the desk is killed, each dossier is whole or was never there, and what was printed is never lost."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from onecua_desk.domain.events import Received
from onecua_desk.opening import open_desk
from onecua_desk.services import lookup, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import log
from tests.clock import Clock
from tests.desk_fixture import receive, settings_in
from tests.store.programs import line, program

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL and fork")
KILLS = 12


def received_codes(desk: Desk) -> list[str]:
    """The codes of the log, in its order; every dossier must have exactly its receipt and its row."""
    codes = []
    with desk.store.read() as connection:
        for id in log.dossiers_in_order(connection):
            (entry,) = log.of_dossier(connection, id)
            assert entry.event is not None
            assert isinstance(entry.event.fact, Received)
            codes.append(entry.event.fact.code)
    return codes


def whole(folder: Path, clock: Clock, printed: Sequence[str]) -> list[str]:
    """The codes in ``folder`` after a kill; everything in it must be consistent, and the next receipt must work."""
    desk = open_desk(settings_in(folder), clock)
    codes = received_codes(desk)
    assert upkeep.check(desk) == []
    assert codes == [f"H02.15.23-261123-{1001 + n}" for n in range(len(codes))], "a number twice, or one lost"
    assert set(printed) <= set(codes)
    for code in printed[-3:]:
        assert [row.code for row in lookup.find(desk, code)] == [code]
    codes.append(receive(desk).code)
    desk.store.close()
    return codes


def test_a_desk_killed_a_dozen_times_while_it_receives_keeps_every_code_that_was_printed(
    desk: Desk, clock: Clock
) -> None:
    folder, chance = desk.store.folder, random.Random(20261123)
    desk.store.close()
    printed: list[str] = []
    for _ in range(KILLS):
        with program("tests.store.receiving", folder) as receiving:
            printed += [line(receiving) for _ in range(chance.randint(1, 8))]
            receiving.kill()
            assert receiving.stdout is not None
            printed += receiving.stdout.read().split()  # what was said between the last reading and the kill
            receiving.wait()
        printed = whole(folder, clock, printed)


def test_a_desk_killed_at_any_point_of_a_receipt_has_the_whole_dossier_or_none(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    folder = desk.store.folder
    desk.store.close()
    with program("tests.store.receiving", folder, tmp_path / "killed") as killing:
        points = [line.split() for line in killing.stdout or ()]
    assert [ended for *_, ended in points] == ["killed"] * (len(points) - 1) + ["whole"]
    assert len(points) > 15
    clock.turn(minutes=5)  # the desks that were killed had a clock that went on
    found = [len(whole(Path(copy), clock, ["H02.15.23-261123-1001"])) - 1 for _, copy, _ in points]
    assert found == [1] * (len(points) - 1) + [2]
