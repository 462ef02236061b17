"""A server with a certificate, and a proxy before it: both real, on this machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from select import select
from socket import create_connection, socket
from threading import Thread

import trustme

LONG_AGO, FAR_AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = (self.headers["Authorization"] or "").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A desk that does not believe the certificate hangs up: that is what is tested."""


@contextmanager
def server(certificate: trustme.LeafCert | None = None) -> Iterator[int]:
    """Answers every POST with the ``Authorization`` that came with it; the port on 127.0.0.1."""
    made = _Quiet(("127.0.0.1", 0), _Answers)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        made.socket = context.wrap_socket(made.socket, server_side=True, do_handshake_on_connect=False)
    with _serving(made):
        yield int(made.server_address[1])


class Proxy(_Quiet):
    """Takes every name for 127.0.0.1, at the port of ``target``; remembers what it was asked."""

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passes)
        self.target = target
        self.asked: list[str] = []
        self.locked = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passes(BaseHTTPRequestHandler):
    server: Proxy

    def do_CONNECT(self) -> None:
        if not self._may():
            return
        self.send_response(200)
        self.end_headers()
        with create_connection(("127.0.0.1", self.server.target)) as there:
            _pipe(self.connection, there)
        self.close_connection = True

    def do_POST(self) -> None:
        if not self._may():
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with create_connection(("127.0.0.1", self.server.target)) as there:
            path = "/" + self.path.split("/", 3)[3]
            heads = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items() if name != "Connection")
            there.sendall(f"POST {path} HTTP/1.1\r\n{heads}Connection: close\r\n\r\n".encode() + body)
            while data := there.recv(4096):
                self.wfile.write(data)
        self.close_connection = True

    def _may(self) -> bool:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.server.locked:
            self.send_error(407)
        return not self.server.locked

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def proxy(target: int) -> Iterator[Proxy]:
    made = Proxy(target)
    with _serving(made):
        yield made


@contextmanager
def _serving(made: ThreadingHTTPServer) -> Iterator[None]:
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def _pipe(one: socket, other: socket) -> None:
    sides = {one: other, other: one}
    while True:
        for ready in select(list(sides), [], [])[0]:
            data = ready.recv(4096)
            if not data:
                return
            sides[ready].sendall(data)
