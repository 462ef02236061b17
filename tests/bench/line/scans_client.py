"""A desk that sends its scans until all are at the district, and prints seconds, tries and processor time."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from onecua_desk import config
from onecua_desk.clock import vietnam_now
from onecua_desk.opening import open_desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.files_lane import FilesLane, LaneState
from onecua_desk.sync.line import LineDown
from onecua_desk.sync.session import session
from onecua_desk.sync.tus import Tus
from tests.bench.line.peer_client import PAUSE


def main(url: str, token: str, folder: str, authority: str = "") -> None:
    desk = open_desk(config.load(Path(folder)), vietnam_now)
    line = Line(url, token, Path(authority).read_text() if authority else "")
    lane = FilesLane(desk, Tus(url, session(line)), lambda changes: None)
    began, worked = time.monotonic(), time.process_time()
    tries = 1
    while not _whole(lane):
        time.sleep(PAUSE)
        tries += 1
    print(json.dumps({"seconds": time.monotonic() - began, "requests": tries, "cpu": time.process_time() - worked}))
    desk.store.close()


def _whole(lane: FilesLane) -> bool:
    """Whether all files arrived; ``False`` when the line was cut."""
    try:
        outcome = lane.run_until(lambda: False)
    except LineDown:
        return False
    if outcome.state is not LaneState.EMPTY:
        raise RuntimeError(f"{outcome}")
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
