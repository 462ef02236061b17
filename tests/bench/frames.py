"""``python -m tests.bench.frames``: bytes of a day on the line, by what they tell, and the time it takes to code them.

The measured days and those that the shipped model was trained on (``tests.wire_training``) have other communes, other
people by other lists of names, and other words of officials; they share the catalogue and the way a desk works.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec
import zstandard

from onecua_desk.wire.arithmetic import Packer
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.dialogue import FRAME_EVENTS, Kind
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.stream import Writer
from tests.bench.day import day

Rows = list[Placed]


class _Meter(FrameCoder):
    """Counts what each value and each part of a head cost."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: dict[str, float] = defaultdict(float)
        self._where = ["frame"]
        self.packer = lambda: _Counting(self)  # type: ignore[assignment, method-assign, unused-ignore]

    def _know(self) -> None:
        super()._know()
        self._within(self._bodies, "_value", lambda path, *_: path)
        for part in ("kind", "dossier", "at", "official"):
            self._within(self._heads, f"_{part}", lambda *_, part=part: f"head: {part}")

    def cost(self, chances: float) -> None:
        self.bits[self._where[-1]] -= math.log2(chances)

    def _within(self, owner: Any, name: str, label: Callable[..., str]) -> None:
        inner = getattr(owner, name)

        def outer(*arguments: Any) -> Any:
            self._where.append(label(*arguments))
            try:
                return inner(*arguments)
            finally:
                self._where.pop()

        setattr(owner, name, outer)


class _Counting(Packer):
    def __init__(self, meter: _Meter) -> None:
        super().__init__()
        self._meter = meter

    def bit(self, odds: int, bit: int) -> int:
        self._meter.cost((odds if bit else 65_536 - odds) / 65_536)
        return super().bit(odds, bit)

    def _narrow(self, before: int, chances: int, total: int) -> None:
        self._meter.cost(chances / total)
        super()._narrow(before, chances, total)


def frames_of(seed: int) -> list[Rows]:
    rows = [Placed(0, event) for event in day(seed)]
    return [rows[start : start + FRAME_EVENTS] for start in range(0, len(rows), FRAME_EVENTS)]


def upload(frames: list[Rows]) -> list[int]:
    """Bytes of each record of EVENTS of one stream, everything around the frames included."""
    writer, coder = Writer(), FrameCoder()
    return [len(writer.record(Kind.EVENTS, bytes(HEAD_SENT) + coder.encode(frame))) for frame in frames]


def _seconds(job: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        started = time.process_time()
        job()
        times.append(time.process_time() - started)
    return min(times)


def _read(packed: list[bytes]) -> None:
    coder = FrameCoder()
    for frame in packed:
        coder.decode(frame)


def _written(frames: list[Rows]) -> list[bytes]:
    coder = FrameCoder()
    return [coder.encode(frame) for frame in frames]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.frames", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which day")
    frames = frames_of(parser.parse_args().seed)
    json = b"\n".join(msgspec.json.encode(row.event) for frame in frames for row in frame)
    records, packed = upload(frames), _written(frames)
    print(f"JSON {len(json):,} B; zstd -19 {len(zstandard.ZstdCompressor(level=19).compress(json)):,} B")
    print(f"records {sum(records):,} B ({len(records)}, largest {max(records):,}); frames {sum(map(len, packed)):,} B")
    written, read = _seconds(lambda: _written(frames)), _seconds(lambda: _read(packed))
    print(f"coding {written:.2f} s, reading {read:.2f} s of processor time (best of 5)")
    meter = _Meter()
    for frame in frames:
        meter.encode(frame)
    for place, bits in sorted(meter.bits.items(), key=lambda one: -one[1])[:40]:
        print(f"{bits / 8:9.1f} B  {place}")


if __name__ == "__main__":
    main()
