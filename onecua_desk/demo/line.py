"""A line that can be cut: a TCP forwarder on loopback between a desk and its district."""

from __future__ import annotations

import contextlib
import socket
import threading


class CuttableLine:
    """Forwards 127.0.0.1:``port`` to ``(host, to)``. While cut, it refuses; what is under way breaks off.

    ``cut_after(n)`` lets ``n`` more bytes through (both directions together) and then cuts.
    """

    def __init__(self, host: str, to: int) -> None:
        self._target = (host, to)
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._left: int | None = None
        self._up = True
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, name="line", daemon=True).start()

    def cut(self) -> None:
        """The line is gone until ``restore``; open connections break off now."""
        with self._lock:
            self._up, self._left = False, None
            broken, self._open = self._open, set()
        for end in broken:
            _break_off(end)

    def cut_after(self, count: int) -> None:
        with self._lock:
            self._left = count

    def restore(self) -> None:
        with self._lock:
            self._up, self._left = True, None

    @property
    def is_up(self) -> bool:
        with self._lock:
            return self._up

    def close(self) -> None:
        self.cut()
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._target, timeout=10) if self.is_up else None
            except OSError:
                far = None
            if far is None:
                _break_off(near)
                continue
            far.settimeout(None)
            self._carry(near, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with self._lock:
            self._open |= {near, far}
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=self._pump, args=(source, target), name="line", daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                allowed = self._allow(len(data))
                target.sendall(data[:allowed])
                if allowed < len(data):
                    self.cut()
                    return
            target.shutdown(socket.SHUT_WR)

    def _allow(self, count: int) -> int:
        with self._lock:
            if self._left is None:
                return count
            allowed = min(count, self._left)
            self._left -= allowed
            return allowed


def _break_off(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
