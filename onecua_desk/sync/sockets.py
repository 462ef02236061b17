"""How the system shall treat our connections: little of it in its own buffers, and a dead line noticed soon."""

from __future__ import annotations

import socket

import requests

from onecua_desk.sync.session import Way

BUFFER = 12 * 1024
"""Bytes that the system may hold for the line: what is there is neither sent nor ours to hold back any more."""

DEAD_AFTER = 15
"""Seconds after which bytes that nobody acknowledges mean a dead line; without this it is many minutes."""

PROBE = 5
"""Seconds of silence after which the system asks whether the other end is still there."""


def make_attentive(session: requests.Session, url: str) -> None:
    """For all that ``session`` calls below ``url``."""
    way = session.get_adapter(url)
    assert isinstance(way, Way)
    session.mount(url, way.like(socket_options=_options()))


def _options() -> list[tuple[int, int, int]]:
    """Where a system lacks one of them, a dead line is noticed later."""
    found = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)]
    found.append((socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1))
    wanted = {
        "TCP_KEEPIDLE": PROBE,
        "TCP_KEEPALIVE": PROBE,  # its name on macOS
        "TCP_KEEPINTVL": PROBE,
        "TCP_KEEPCNT": 3,
        "TCP_USER_TIMEOUT": DEAD_AFTER * 1000,
        "TCP_MAXRT": DEAD_AFTER,  # its name on Windows
    }
    return found + [
        (socket.IPPROTO_TCP, number, value) for name, value in wanted.items() if (number := getattr(socket, name, None))
    ]
