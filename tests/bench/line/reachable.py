"""Waits until a server on this host takes connections: ``python -m tests.bench.line.reachable HOST PORT``."""

from __future__ import annotations

import socket
import sys
import time

LONGEST = 60.0
"""Seconds for a server to start, on a machine that has other work."""


def main(host: str, port: str) -> int:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
