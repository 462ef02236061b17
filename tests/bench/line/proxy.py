"""The line where there are no namespaces: a TCP forwarder with rate, delay and cuts, but no loss and no slow start."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.line.lines import Cut, Quality
from tests.bench.line.wan import DOWN, UP, Counted

_PIECE = 512


class Proxy:
    """Listens at ``port`` of 127.0.0.1 and carries to ``behind``; what is under way when the line goes is lost."""

    def __init__(self, quality: Quality, cuts: Iterator[Cut], behind: int) -> None:
        self.counted = (Counted(), Counted())
        self.port = 0
        self._quality, self._cuts, self._behind = quality, cuts, behind
        self._up = True
        self._free = [0.0, 0.0]
        self._connections: set[asyncio.Task[None]] = set()
        self._began = asyncio.Event()
        self._made = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._made.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_PIECE))
        self.port = server.sockets[0].getsockname()[1]
        self._cutting = self._loop.create_task(self._cut())
        self._made.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _cut(self) -> None:
        await self._began.wait()
        began = self._loop.time()
        for begins, ends in self._cuts:
            await asyncio.sleep(max(0.0, began + begins - self._loop.time()))
            self._up = False
            for task in self._connections:
                task.cancel()
            await asyncio.sleep(max(0.0, began + ends - self._loop.time()))
            self._up = True

    async def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._began.set()
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            if self._up:
                await asyncio.sleep(self._quality.rtt)  # the handshake
                far, out = await asyncio.open_connection("127.0.0.1", self._behind)
                async with asyncio.TaskGroup() as ways:
                    ways.create_task(self._carry(UP, near, out))
                    ways.create_task(self._carry(DOWN, far, back))
        except* (OSError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            for writer in (back, locals().get("out")):
                if writer is not None:
                    writer.transport.abort()

    async def _carry(self, way: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        counted, loop = self.counted[way], self._loop
        late: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = loop.create_task(_deliver(late, writer))
        try:
            while data := await reader.read(_PIECE):
                counted.packets += 1
                counted.on_line += len(data)
                key = ((id(reader), 0), way)
                counted.reached[key] = counted.reached.get(key, 0) + len(data)
                self._free[way] = max(loop.time(), self._free[way]) + len(data) * 8 / self._quality.rate
                late.put_nowait((self._free[way] + self._quality.rtt / 2, data))
                await asyncio.sleep(self._free[way] - loop.time())
            late.put_nowait((loop.time() + self._quality.rtt / 2, b""))
            await delivering
        finally:
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)


async def _deliver(late: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    while True:
        at, data = await late.get()
        await asyncio.sleep(max(0.0, at - loop.time()))
        if not data:
            writer.write_eof()
            return
        writer.write(data)
        await writer.drain()


@contextmanager
def proxy(quality: Quality, cuts: Iterator[Cut], behind: int) -> Iterator[Proxy]:
    made = Proxy(quality, cuts, behind)
    made.start()
    try:
        yield made
    finally:
        made.stop()
