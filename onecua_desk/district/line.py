"""The desks' exchange over HTTP: a stream up, a stream down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Stream

from onecua_desk.district.asking import SECURITY, Ask, district_of, token_of
from onecua_desk.district.denied import Denied
from onecua_desk.district.exchange import exchange, where
from onecua_desk.district.incoming import WORKERS, Exchanges, Incoming
from onecua_desk.wire.dialogue import Where
from onecua_desk.wire.stream import LARGEST_STREAM, Cut

MEDIA = "application/vnd.onecua.sync"


@post("/sync", status_code=200, security=SECURITY, media_type=MEDIA, request_max_body_size=LARGEST_STREAM)
async def sync(request: Ask) -> Stream:
    """A desk's events up, committed frame by frame; lost own events, verdicts and others' events down."""
    return Stream(_pieces(await _taken_in(request)), media_type=MEDIA)


async def _taken_in(request: Ask) -> Iterator[bytes]:
    token, incoming = token_of(request), Incoming(request.stream())
    run = asyncio.get_running_loop().run_in_executor
    try:
        with _exchanges(request).newest(token, incoming):
            return await run(WORKERS, exchange, district_of(request), token, incoming.read)
    except Cut as error:
        raise Denied(400, "Gói tin bị đứt giữa chừng; máy sẽ tự gửi tiếp.") from error
    finally:
        # Not where the server is told to stop: the thread is still reading then.
        if not incoming.busy:
            await incoming.drain()


def _exchanges(request: Ask) -> Exchanges:
    found = request.app.state["exchanges"]
    assert isinstance(found, Exchanges)
    return found


async def _pieces(answer: Iterator[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.get_running_loop().run_in_executor(WORKERS, next, answer, b""):
        yield piece


@get("/sync", security=SECURITY)
async def where_(request: Ask) -> Where:
    """How far the desk's own log is here: asked after a cut, to go on from there."""
    return await sync_to_thread(where, district_of(request), token_of(request))
