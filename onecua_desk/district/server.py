"""The district's HTTP server: in the foreground for the command, on a thread of its own for the demo and the tests."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import uvicorn

from onecua_desk.district.api import create_app
from onecua_desk.district.database import District
from onecua_desk.errors import UserError
from onecua_desk.refused import reason


class Certificate(NamedTuple):
    """PEM files: the server's certificate with those that vouch for it, and its key where that lies apart."""

    chain: Path
    key: Path | None = None


def serve(district: District, host: str, port: int, certificate: Certificate | None, ready: Callable[[], None]) -> None:
    """Serve until the process is told to stop; ``UserError`` when the port is not to be had, or the certificate wrong.

    Without a certificate it speaks plain HTTP: on this machine, or behind a server that encrypts. ``ready`` is called
    when the port is open, and whoever reads what it says may stop the server.
    """
    server = _server(district, certificate, ready)
    server.run(sockets=[_listen(host, port)])


class _Server(uvicorn.Server):
    """Says when it is ``ready``: not before a Ctrl+C is its own to hear, which would break up the loop half made."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


class RunningDistrict:
    """A real server on 127.0.0.1, at ``url`` as soon as this is made; ``stop`` also closes the database."""

    def __init__(self, district: District, port: int = 0, certificate: Certificate | None = None) -> None:
        self.district = district
        self._server = _server(district, certificate)
        listening = _listen("127.0.0.1", port)
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        self._thread = Thread(target=self._server.run, args=([listening],), name="district", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self.district.close()


def _listen(host: str, port: int) -> socket.socket:
    """Listening before the server runs, so that nobody has to wait for it: early callers queue up."""
    try:
        listening = socket.create_server((host, port), backlog=128)
    except OSError as error:
        raise UserError(f"Không mở được cổng {port} ở {host}: {reason(error)}.") from error
    # asyncio does it only for sockets that it made: the body of an answer would wait a round trip behind its head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _server(district: District, certificate: Certificate | None, ready: Callable[[], object] = bool) -> uvicorn.Server:
    config = uvicorn.Config(
        create_app(district),
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    if certificate:
        _check(certificate)
        config.ssl_certfile, config.ssl_keyfile = certificate.chain, certificate.key
    return _Server(config, ready)


def _check(certificate: Certificate) -> None:
    """Before uvicorn does: it would end the process with a traceback, or wait for the password of a locked key."""
    try:
        trial = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trial.load_cert_chain(*certificate, password=lambda: "")
    except ssl.SSLError as error:
        raise UserError(
            f"Chứng chỉ {certificate.chain} và khóa không dùng được: phải là PEM, khớp nhau và không đặt mật khẩu."
        ) from error
    except OSError as error:
        raise UserError(f"Không đọc được chứng chỉ {certificate.chain} hoặc khóa: {reason(error)}.") from error
