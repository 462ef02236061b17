"""A real district in a process of its own, with events of another desk that this one has not seen yet."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.district.older import exchange
from onecua_desk.district.server import RunningDistrict
from onecua_desk.wire.codec import pack, to_wire, unpack
from onecua_desk.wire.enrolment import read_enrolment
from onecua_desk.wire.messages import EVENTS_UP, PROTOCOL, Answer, Request, WireEvent
from tests.bench import history
from tests.bench.big_store import DESK, copied, opened
from tests.clock import Clock
from tests.desk_fixture import MONDAY, UNIT

OTHER_DESK = DESK - 1
EVENTS = 2_000


def events(folder: Path, desk: int, device: int) -> list[WireEvent]:
    """``EVENTS`` events that ``desk`` wrote, of some five hundred dossiers."""
    opened_desk = opened(copied(1, folder))
    stories = history.History(opened_desk, EVENTS // 2, MONDAY, {desk: device}).dossiers()
    told = [to_wire(event) for story in stories for event in story][:EVENTS]
    opened_desk.store.close()
    return told


def _fill(district: District, token: str, device: int, told: list[WireEvent]) -> None:
    for first in range(0, len(told), EVENTS_UP):
        request = Request(PROTOCOL, device, 0, told[first : first + EVENTS_UP])
        answer = unpack(exchange(district, token, pack(request)), Answer)
        if any(verdict.status != "accepted" for verdict in answer.verdicts):
            raise RuntimeError(f"the district did not take the other desk's events: {answer.verdicts}")


def main(folder: Path) -> None:
    """Serve until the parent closes our standard input; the first line printed is the desk's enrolment code."""
    server = RunningDistrict(open_district(file_url(folder / "district"), Clock(MONDAY)))
    mine, other = (enrol(server.district, asdict(UNIT), desk, server.url) for desk in (DESK, OTHER_DESK))
    known = read_enrolment(other)
    _fill(server.district, known.token, known.device, events(folder / "other", OTHER_DESK, known.device))
    print(json.dumps(mine), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
