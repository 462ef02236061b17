"""A server that answers as it is told: with any status, with garbage, with half an answer, or not at all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def answering(*raw: bytes | None) -> Iterator[str]:
    """A URL where each request is answered with the next of ``raw`` and then cut, all later ones with the last.

    ``None``: never answered.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        for number in range(1_000_000):
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            _read_request(connection)
            answer = raw[min(number, len(raw) - 1)]
            if answer is None:
                held.append(connection)
                continue
            connection.sendall(answer)
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        for connection in held:
            connection.close()


def _read_request(connection: socket.socket) -> None:
    """Headers and chunks: nothing is answered before all has come, as the real one does."""
    data = connection.recv(65536)
    chunked = b"transfer-encoding: chunked" in data.lower()
    while not data.endswith(b"\r\n0\r\n\r\n" if chunked else b"\r\n\r\n"):
        more = connection.recv(65536)
        if not more:
            return
        data += more
        chunked = chunked or b"transfer-encoding: chunked" in data.lower()


def http(status: int, body: bytes = b"", length: int | None = None, *headers: str) -> bytes:
    """An HTTP answer; ``length`` may promise more than there is."""
    promised = len(body) if length is None else length
    lines = (f"HTTP/1.1 {status} X", f"Content-Length: {promised}", "Connection: close", *headers)
    return "\r\n".join([*lines, "", ""]).encode() + body
