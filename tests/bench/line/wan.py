"""The emulated line itself: it carries IP packets between two hosts, late, slowly, lossy, cut, and counts them."""

from __future__ import annotations

import heapq
import os
import select
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.bench.line.lines import Cut, Quality
from tests.bench.line.packets import Flow, Segment, reset, segment

_MTU = 1500
UP, DOWN = 0, 1


@dataclass
class Counted:
    """One direction. ``packets`` and ``on_line`` (bytes with IP and TCP heads): all that the line took, lost or not.

    ``reached`` (by connection): how far the application's bytes came; what TCP repeats by itself is not in it.
    """

    packets: int = 0
    on_line: int = 0
    reached: dict[tuple[Flow, int], int] = field(default_factory=dict)

    @property
    def application(self) -> int:
        """Bytes of the application that the line took: HTTP with its heads, and TLS where there is some."""
        return sum(self.reached.values())


class _Packet(NamedTuple):
    """On its way, ``at`` the far end then; ``number`` keeps the order. ``counts``: its segment, if a host sent it."""

    at: float
    number: int
    to: int
    content: bytes
    lost: bool
    counts: Segment | None


class Wan:
    """Carries what comes out of the desk's end (a TUN descriptor) to the district's, and back, on a thread."""

    def __init__(self, desk: int, district: int, quality: Quality, cuts: Iterator[Cut], seed: int) -> None:
        self.counted = (Counted(), Counted())
        self._ends, self._quality, self._cuts, self._random = (desk, district), quality, cuts, Random(seed)
        self._cut = next(cuts, None)
        self._down = False
        self._began: float | None = None
        self._free = [0.0, 0.0]  # when the direction has sent all that waits
        self._under_way: list[_Packet] = []
        self._number = 0
        self._bases: dict[tuple[Flow, int], int] = {}
        self._open: set[Flow] = set()
        self._forgotten: set[Flow] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wan", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            ready, _, _ = select.select(self._ends, [], [], self._until_next())
            now = time.monotonic()
            self._look_at_cuts(now)
            for end in ready:
                self._take(self._ends.index(end), now)
            self._deliver(time.monotonic())

    def _until_next(self) -> float:
        left = self._under_way[0].at - time.monotonic() if self._under_way else 0.1
        return min(max(left, 0.0), 0.1)

    def _look_at_cuts(self, now: float) -> None:
        """A cut takes everything under way with it, and the router forgets every connection.

        What still waited for its turn was never on the line.
        """
        while self._began is not None and self._cut is not None:
            begins, ends = (self._began + moment for moment in self._cut)
            if not self._down and now >= begins:
                self._down = True
                self._count_all(packet for packet in self._under_way if packet.at - self._quality.rtt / 2 <= now)
                self._under_way.clear()
                self._forgotten |= self._open
                self._open.clear()
                self._free = [ends, ends]
            if not (self._down and now >= ends):
                return
            self._down, self._cut = False, next(self._cuts, None)

    def _take(self, way: int, now: float) -> None:
        while True:
            try:
                packet = os.read(self._ends[way], 65535)
            except BlockingIOError:
                return
            found = segment(packet)
            if found is not None and not self._down:
                self._began = self._began or now
                self._carry(way, packet, found, now)

    def _carry(self, way: int, packet: bytes, found: Segment, now: float) -> None:
        flow = (found.source, found.target) if way == UP else (found.target, found.source)
        if found.opens:
            self._forgotten.discard(flow)
        if flow in self._forgotten:
            if not found.resets:
                self._put(way, reset(packet, found), now + self._quality.rtt / 2)
            return
        self._open.add(flow)
        if (self._free[way] - now) * self._quality.rate / 8 / _MTU > self._quality.queue:
            return
        self._free[way] = max(now, self._free[way]) + len(packet) * 8 / self._quality.rate
        lost = self._random.random() < self._quality.loss
        self._put(1 - way, packet, self._free[way] + self._quality.rtt / 2, lost, found)

    def _count_all(self, packets: Iterable[_Packet]) -> None:
        for packet in sorted(packets):
            if packet.counts is not None:
                self._count(1 - packet.to, packet.content, packet.counts)

    def _count(self, way: int, packet: bytes, found: Segment) -> None:
        flow = (found.source, found.target) if way == UP else (found.target, found.source)
        counted, key = self.counted[way], (flow, way)
        counted.packets += 1
        counted.on_line += len(packet)
        if found.opens:
            self._bases[key] = found.seq + 1
        if found.size and key in self._bases:
            reached = found.seq + found.size - self._bases[key] & 0xFFFFFFFF
            counted.reached[key] = max(counted.reached.get(key, 0), reached)

    def _put(self, to: int, packet: bytes, at: float, lost: bool = False, counts: Segment | None = None) -> None:
        self._number += 1
        heapq.heappush(self._under_way, _Packet(at, self._number, to, packet, lost, counts))

    def _deliver(self, now: float) -> None:
        while self._under_way and self._under_way[0].at <= now:
            packet = heapq.heappop(self._under_way)
            self._count_all([packet])
            if not packet.lost:
                os.write(self._ends[packet.to], packet.content)
