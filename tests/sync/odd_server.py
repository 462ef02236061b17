"""A server that answers as it is told: with any status, with garbage, with half an answer, or not at all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def answering(raw: bytes | None) -> Iterator[str]:
    """A URL where every request is answered with the bytes ``raw`` and then cut; ``None``: never answered."""
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            _read_request(connection)
            if raw is None:
                held.append(connection)
                continue
            connection.sendall(raw)
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        for connection in held:
            connection.close()


def _read_request(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65536)


def http(status: int, body: bytes = b"", length: int | None = None) -> bytes:
    """An HTTP answer; ``length`` may promise more than there is."""
    promised = len(body) if length is None else length
    return f"HTTP/1.1 {status} X\r\nContent-Length: {promised}\r\nConnection: close\r\n\r\n".encode() + body
