"""What the model learns from: days of invented communes, and every procedure of the catalogue in each of its cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.events import Event, EventId, Received
from onecua_desk.domain.procedure import Procedure
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import Placed
from tests.bench.day import Manners, day
from tests.bench.receipts import Counter, catalogue
from tests.wire_training.citizens import Commune

Stream = list[Placed]
_WORDS = (
    "bộ phận địa chính xây dựng văn thư lưu trữ công an trưởng phó chủ tịch chuyên viên tiếp dân hồ sơ thiếu giấy bản "
    "chính sao chưa ký tên mờ sai ngày tháng năm sinh khai lại nộp thêm bổ sung chậm hẹn phục vụ thái độ đông người"
)
_PARTS = 3
_FIRST = date(2026, 8, 3)


def days(seeds: range) -> Iterator[Stream]:
    """One stream a day, of another commune and another season each."""
    for seed in seeds:
        random = Random(f"training {seed}")
        commune = Commune(random, seed)
        printers = (f"Máy in {seed}", f"Canon {seed}")
        manners = Manners(commune.unit, commune.officials(), commune.person, printers, *_texts(random))
        start = _FIRST + timedelta(days=7 * seed)
        yield [Placed(0, event) for event in day(seed + 1_000, seed + 3, start, manners)]


def _texts(random: Random) -> Iterator[tuple[str, ...]]:
    """What the officials of this commune write in their own words; nothing of it is to be learnt by heart."""
    for count in (5, 4, 4, 3):
        yield tuple(" ".join(random.sample(_WORDS.split(), random.randint(2, 5))) for _ in range(count))


def procedures(seeds: range) -> Iterator[Stream]:
    """All procedures, in each of their cases; in parts, as no stream remembers so many."""
    for seed in seeds:
        random = Random(f"procedures {seed}")
        commune = Commune(random, seed + 5)
        counter, at = Counter(random, commune.unit, 1), datetime.combine(_FIRST + timedelta(days=seed), time(8))
        every = list(catalogue().values())
        for part in range(_PARTS):
            facts = [fact for one in every[part::_PARTS] for fact in _cases(counter, one, at, commune, random)]
            yield _stream(facts, at, commune)


def _cases(counter: Counter, one: Procedure, at: datetime, commune: Commune, random: Random) -> Iterator[Received]:
    for case in one.cases_for(Channel.COUNTER):
        yield counter.receive(at, 1, commune.person(random), (one, case))


def people(seeds: range, count: int) -> Iterator[Stream]:
    """``count`` receipts of the same procedure: only the names matter."""
    for seed in seeds:
        random = Random(f"people {seed}")
        commune = Commune(random, seed + 9)
        counter, at = Counter(random, commune.unit, 1), datetime.combine(_FIRST + timedelta(days=seed), time(8))
        one = catalogue()["2.000815"]
        facts = [counter.receive(at, 1, commune.person(random), (one, one.cases[0])) for _ in range(count)]
        yield _stream(facts, at, commune)


def _stream(facts: list[Received], at: datetime, commune: Commune) -> Stream:
    official = commune.officials()[0]
    events = [Event(EventId(9, seq), EventId(9, seq), at, official, fact) for seq, fact in enumerate(facts, 1)]
    return [Placed(0, to_wire(event)) for event in events]
