"""An HTTP answer of which every byte is counted, those of its head and between its chunks too."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from http.client import HTTPResponse
from typing import Any

from urllib3 import PoolManager
from urllib3.poolmanager import pool_classes_by_scheme

from onecua_desk.sync.patience import Patience


def make_patient(manager: PoolManager, patience: Callable[[], Patience]) -> PoolManager:
    """``manager``, whose answers, a proxy's too, each get a ``patience`` of their own from when the request is out.

    The time of a socket is that of one read only, so that one byte at a time would hold the worker for ever.
    """
    timed = {"response_class": staticmethod(partial(Timed, patience=patience))}
    manager.pool_classes_by_scheme = {scheme: _pool(its, timed) for scheme, its in pool_classes_by_scheme.items()}
    return manager


def _pool(usual: Any, timed: dict[str, Any]) -> Any:
    connection = type("TimedConnection", (usual.ConnectionCls,), timed)
    return type("TimedPool", (usual,), {"ConnectionCls": connection})


class Timed(HTTPResponse):
    """What ``patience`` counts is all that comes of the socket. ``TimeoutError`` from any read, as of the socket."""

    def __init__(self, sock: Any, *args: Any, patience: Callable[[], Patience], **more: Any) -> None:
        super().__init__(sock, *args, **more)
        self._patience = patience()
        plain: Any = self.fp
        self.fp = io.BufferedReader(_Counted(plain.detach(), self._patience))

    def begin(self) -> None:
        super().begin()
        self._patience.in_head = False


class _Counted(io.RawIOBase):
    """What the system gives, as it gives it."""

    def __init__(self, raw: io.RawIOBase, patience: Patience) -> None:
        self._raw, self._patience = raw, patience

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int | None:
        came = self._raw.readinto(into)
        if came:
            self._patience.count(came)
        return came

    def fileno(self) -> int:
        return self._raw.fileno()

    def close(self) -> None:
        self._raw.close()
        super().close()
