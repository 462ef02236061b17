"""The district's HTTP server: in the foreground for the command, on a thread of its own for the demo and the tests."""

from __future__ import annotations

import socket
from threading import Thread

import uvicorn

from onecua_desk.district.api import create_app
from onecua_desk.district.database import District
from onecua_desk.errors import UserError


def serve(district: District, host: str, port: int) -> None:
    """Serve until the process is told to stop; ``UserError`` when the port is not to be had."""
    listening = _listen(host, port)
    _server(district).run(sockets=[listening])


class RunningDistrict:
    """A real server on 127.0.0.1, at ``url`` as soon as this is made; ``stop`` also closes the database."""

    def __init__(self, district: District, port: int = 0) -> None:
        self.district = district
        listening = _listen("127.0.0.1", port)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._server = _server(district)
        self._thread = Thread(target=self._server.run, args=([listening],), name="district", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self.district.close()


def _listen(host: str, port: int) -> socket.socket:
    """Listening before the server runs, so that nobody has to wait for it: early callers queue up."""
    try:
        return socket.create_server((host, port), backlog=128)
    except OSError as error:
        raise UserError(f"Không mở được cổng {port} ở {host}: {error.strerror}.") from error


def _server(district: District) -> uvicorn.Server:
    app = create_app(district)
    return uvicorn.Server(
        uvicorn.Config(
            app, log_config=None, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=5
        )
    )
