"""Bytes of a file as they come in: each is written at once, so that a cut loses only what was on the line."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import new
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from litestar.concurrency import sync_to_thread

from onecua_desk.district.denied import Denied
from onecua_desk.district.files.shelf import said, sync
from onecua_desk.district.files.uploads import MISMATCH

SILENCE = 90.0
"""Seconds without a byte after which a desk is taken for gone."""

ALGORITHMS = ("sha1", "sha256")

Receive = Callable[[], Awaitable[Any]]


class UnderWay:
    """The uploads that bytes are coming in for; one request each. Belongs to the event loop of the server."""

    def __init__(self) -> None:
        self._stops: dict[str, tuple[asyncio.Event, asyncio.Event]] = {}

    @asynccontextmanager
    async def alone(self, id: str) -> AsyncIterator[asyncio.Event]:
        """The event that says when to stop; ``Denied`` (423) while another request sends for the same upload."""
        if id in self._stops:
            raise Denied(423, "Tệp này đang được gửi bằng một kết nối khác; máy sẽ tự gửi lại.")
        stop, ended = self._stops[id] = asyncio.Event(), asyncio.Event()
        try:
            yield stop
        finally:
            del self._stops[id]
            ended.set()

    async def end(self, id: str) -> bool:
        """Whoever asks how much is here has lost the connection that was sending, which ends; whether there was one."""
        if id not in self._stops:
            return False
        stop, ended = self._stops[id]
        stop.set()
        await ended.wait()
        return True


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a request says of its own body. ``Denied`` (400) for what is no checksum, or one of an unknown kind."""

    algorithm: str
    digest: bytes

    @classmethod
    def of(cls, header: str) -> Checksum:
        algorithm, _, coded = header.partition(" ")
        with suppress(NotBase64, ValueError):
            if algorithm in ALGORITHMS:
                return cls(algorithm, b64decode(coded, validate=True))
        raise Denied(400, "Máy chủ không hiểu mã kiểm tra của phần tệp.")


async def append(
    receive: Receive, part: Path, offset: int, size: int, checksum: Checksum | None, stop: asyncio.Event
) -> int:
    """Write the body of a request into ``part`` from ``offset`` on; the new length, on the disk.

    A cut ends it like an end: what came is kept, save under a ``checksum``, where a half cannot be trusted.
    ``Denied``: 413 when more than ``size`` bytes come, 460 when the checksum is another one.
    """
    with said(), part.open("rb+") as file:
        file.seek(offset)
        length = await _write(_bodies(receive, stop), file, offset, size, checksum)
    await sync_to_thread(_sync, part)
    return length


async def _write(
    bodies: AsyncIterator[bytes], file: BinaryIO, offset: int, size: int, checksum: Checksum | None
) -> int:
    seen: _Hash | None = new(checksum.algorithm, usedforsecurity=False) if checksum else None
    length = offset
    async for body in bodies:
        if length + len(body) > size:
            file.truncate(offset)
            raise Denied(413, "Máy gửi nhiều hơn độ dài đã báo của tệp; máy chủ không nhận phần đó.")
        file.write(body)
        file.flush()
        length += len(body)
        if seen:
            seen.update(body)
    if checksum and seen and seen.digest() != checksum.digest:
        file.truncate(offset)
        raise Denied(MISMATCH, "Phần tệp tới nơi không khớp mã kiểm tra; máy chủ đã bỏ phần đó.")
    return length


async def _bodies(receive: Receive, stop: asyncio.Event) -> AsyncIterator[bytes]:
    """What comes in, until the end, a cut, ``SILENCE`` or ``stop``."""
    stopped = asyncio.create_task(stop.wait())
    try:
        while (message := await _next(receive, stopped)) is not None:
            if body := message.get("body"):
                yield body
            if not message.get("more_body"):
                return
    finally:
        stopped.cancel()


async def _next(receive: Receive, stopped: asyncio.Task[Any]) -> Mapping[str, Any] | None:
    coming = asyncio.ensure_future(receive())
    await asyncio.wait({coming, stopped}, timeout=SILENCE, return_when=asyncio.FIRST_COMPLETED)
    if coming.done():
        message: Mapping[str, Any] = coming.result()
        return message
    coming.cancel()
    return None


def _sync(part: Path) -> None:
    with said():
        sync(part)
