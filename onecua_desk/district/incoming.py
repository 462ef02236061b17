"""A request's body that is still coming in, for code that simply reads: it runs on a thread of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from onecua_desk.district.denied import Denied
from onecua_desk.wire.stream import Cut

WORKERS = ThreadPoolExecutor(64, thread_name_prefix="exchange")
"""Apart from the threads of the other requests: desks on a bad line must not keep officials waiting."""

SILENCE = 60.0
"""Seconds without a byte after which a desk is taken for gone."""

LONGEST = 20 * 60.0
"""Seconds for all of a request: one that drips must not keep its thread for ever."""

_MOST_DRAINED = 4 * 1024 * 1024
_LONGEST_DRAIN = 15.0


class Incoming:
    """``read`` is for a worker thread: it waits there while the event loop brings the next chunk, one at a time.

    ``busy``: it is waiting so.
    """

    def __init__(self, chunks: AsyncIterator[bytes], silence: float = SILENCE) -> None:
        self._chunks, self._silence = chunks, silence
        self._loop = asyncio.get_running_loop()
        self._until = time.monotonic() + LONGEST
        self._left = b""
        self._waiting: asyncio.Task[Any] | None = None
        self._ended = False
        self.busy = False

    def read(self, most: int) -> bytes:
        """``b""`` at the end; ``Cut`` when the line is cut, ``Denied`` (408) when it is silent."""
        while not self._left and not self._ended:
            self._left = self._wait()
        piece, self._left = self._left[:most], self._left[most:]
        return piece

    def _wait(self) -> bytes:
        self.busy = True
        coming = asyncio.run_coroutine_threadsafe(self._next(), self._loop)
        try:
            return coming.result(min(self._silence, max(0.0, self._until - time.monotonic())))
        except TimeoutError:
            coming.cancel()
            self._ended = True
            raise Denied(408, "Máy chủ chờ quá lâu mà không nhận thêm được gì; máy sẽ tự gửi tiếp.") from None
        except CancelledError:
            raise Cut("begun anew") from None
        finally:
            self.busy = False

    def end(self) -> None:
        """For the event loop: nobody hears the answer any more, and ``read`` ends as at a cut, also while it waits."""
        self._ended = True
        if self._waiting:
            self._waiting.cancel()

    async def _next(self) -> bytes:
        if self._ended:
            return b""
        self._waiting = asyncio.current_task()
        try:
            chunk = await anext(self._chunks, None)
        except HTTPException as error:
            self._ended = True
            if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
                raise
            raise Cut(error.detail) from error
        finally:
            self._waiting = None
        self._ended = chunk is None
        return chunk or b""

    async def drain(self) -> None:
        """Let the desk finish what it is sending, within bounds, so that it hears the answer and no broken pipe."""
        drained = len(self._left)
        try:
            async with asyncio.timeout(_LONGEST_DRAIN):
                while not self._ended and drained < _MOST_DRAINED:
                    drained += len(await self._next())
        except (TimeoutError, Cut, HTTPException):
            pass  # it will not hear the answer, and tries again


class Exchanges:
    """The exchange of each desk that is coming in. Belongs to the event loop of the server.

    A desk that begins anew has lost the connection before: that one must not keep a thread until it is silent for long
    enough, or many desks on a bad line would keep all of them.
    """

    def __init__(self) -> None:
        self._by_token: dict[str, Incoming] = {}

    @contextmanager
    def newest(self, token: str, incoming: Incoming) -> Iterator[None]:
        """In the block ``incoming`` is the desk's only one, until another one takes its place."""
        if before := self._by_token.get(token):
            before.end()
        self._by_token[token] = incoming
        try:
            yield
        finally:
            if self._by_token.get(token) is incoming:
                del self._by_token[token]
