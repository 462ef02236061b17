"""Invented messages of the dialogue, for the dictionary that zstd packs them with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import msgspec
import zstandard

from onecua_desk.wire.dialogue import Done, Fork, Hello, Kind, Lease, Mark, Refusal, Run, Verdicts, Where
from onecua_desk.wire.dictionary import NUMBER

SIZE = 3 * 1024
_SENTENCES = (
    "Hồ sơ H02.15.23-261123-2001 đã trả kết quả lúc 09:41 23/11/2026 ở quầy 2.",
    "Hồ sơ chưa có trong sổ của cấp trên.",
    "Hồ sơ đang ở bước «Đã trả kết quả», không ghi được «Chuyển xử lý».",
    "Số hồ sơ đã dùng cho hồ sơ khác của đơn vị.",
)


def dictionary() -> bytes:
    samples: list[bytes | bytearray | memoryview] = []
    for seed in range(400):
        samples += _messages(Random(seed))
    return zstandard.train_dictionary(SIZE, samples, dict_id=NUMBER, level=19).as_bytes()


def _messages(random: Random) -> Iterator[bytes]:
    seq = random.choice((random.randint(0, 300), random.randint(0, 90_000)))
    mark = Mark(random.randint(0, 2_000_000), random.randbytes(8))
    at = datetime(2026, 1, 5, 7, 30) + timedelta(seconds=random.randint(0, 10**8))
    short = (at.date(),) if random.random() < 0.1 else ()
    hello = Hello(2, random.randint(2, 40), f"0.{random.randint(2, 9)}.0", mark, seq, seq, random.randbytes(16), short)
    count = random.choice((1, 2, 100))
    run = Run(seq + 1, mark.position + 1, count)
    refused = (Refusal(seq + 2, random.choice(_SENTENCES)),) if random.random() < 0.2 else ()
    verdicts = Verdicts(seq + count, random.randbytes(16), (run,), refused)
    leases = tuple(Lease(_day(at.date(), number), 2001, 2999) for number in range(random.randint(0, 2)))
    recipient = "age1" + random.randbytes(29).hex() if random.random() < 0.5 else ""
    done = Done(at, f"0.{random.randint(2, 9)}.0", mark, leases, (), recipient)
    told = {Kind.HELLO: hello, Kind.VERDICTS: verdicts, Kind.DONE: done, Kind.FORK: Fork(mark.position, seq)}
    for kind, message in told.items():
        content = msgspec.json.encode(message)
        yield bytes([kind]) + len(content).to_bytes(4) + random.randbytes(4) + content
    yield msgspec.json.encode(Where(seq, random.randbytes(16)))


def _day(day: date, number: int) -> date | None:
    return day + timedelta(days=number) if number else None
