"""A desk that exchanges until its day is at the district, and prints seconds, requests and processor time."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from onecua_desk import config
from onecua_desk.clock import vietnam_now
from onecua_desk.opening import open_desk
from onecua_desk.services import replica
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.cycle import Incomplete, run
from onecua_desk.sync.link import LineDown, Link
from tests.bench.line.peer_client import PAUSE


def main(url: str, token: str, folder: str, authority: str = "") -> None:
    desk = open_desk(config.load(Path(folder)), vietnam_now)
    link = Link(Line(url, token, Path(authority).read_text() if authority else ""))
    began, worked = time.monotonic(), time.process_time()
    requests = _exchange(desk, link)
    print(json.dumps({"seconds": time.monotonic() - began, "requests": requests, "cpu": time.process_time() - worked}))
    if left := replica.standing(desk).outbox.events:
        raise RuntimeError(f"{left} events are still waiting")
    desk.store.close()


def _exchange(desk: Desk, link: Link) -> int:
    tries = 0
    while True:
        tries += 1
        try:
            run(desk, link)
        except (LineDown, Incomplete) as error:
            print(f"{tries}: {error!r}", file=sys.stderr)
            time.sleep(PAUSE)
        else:
            return tries


if __name__ == "__main__":
    main(*sys.argv[1:])
