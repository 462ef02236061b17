"""The day as lines of words and figures, ours beside those of the level above: what the screen and the paper show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onecua_desk.domain.day_close import Totals
from onecua_desk.domain.events import KINDS
from onecua_desk.domain.fees import grouped
from onecua_desk.domain.payment import PayWay

SAME, OTHER = "khớp", "khác"
_NONE = "không"


@dataclass(frozen=True, slots=True)
class Line:
    """``section``: the heading it stands under; ``there`` and ``difference`` are empty while that half is not known."""

    section: str
    label: str
    here: str
    there: str = ""
    difference: str = ""

    @property
    def differs(self) -> bool:
        return self.difference not in ("", SAME)


EVENTS, NUMBERS, MONEY, SCANS = "Việc đã ghi", "Số hồ sơ", "Tiền (đồng)", "Giấy quét"


def lines(own: Totals, theirs: Totals | None, procedures: Mapping[str, str], most: int = 1000) -> list[Line]:
    """All lines; ``procedures``: their names by code, of which ``most`` have a line of their own."""
    sides = _Sides(own, theirs)
    return [
        *_events(sides),
        sides.text(NUMBERS, "Đã cấp", lambda day: day.used),
        sides.text(NUMBERS, "Đã in nhưng không dùng được", lambda day: day.void),
        *_money(sides, procedures, most),
        sides.count(SCANS, "Số tệp", lambda day: day.scans),
        sides.count(SCANS, "Dung lượng (byte)", lambda day: day.scan_bytes),
    ]


@dataclass(frozen=True, slots=True)
class _Sides:
    here: Totals
    there: Totals | None

    def any(self, of: Callable[[Totals], object]) -> bool:
        return bool(of(self.here) or (self.there is not None and of(self.there)))

    def keys(self, of: Callable[[Totals], Mapping[str, object]]) -> set[str]:
        return {*of(self.here), *(() if self.there is None else of(self.there))}

    def count(self, section: str, label: str, of: Callable[[Totals], int]) -> Line:
        here = of(self.here)
        if self.there is None:
            return Line(section, label, grouped(here))
        there = of(self.there)
        difference = SAME if here == there else f"{'+' if there > here else '−'}{grouped(abs(there - here))}"
        return Line(section, label, grouped(here), grouped(there), difference)

    def text(self, section: str, label: str, of: Callable[[Totals], Sequence[str]]) -> Line:
        here = ", ".join(of(self.here)) or _NONE
        if self.there is None:
            return Line(section, label, here)
        there = ", ".join(of(self.there)) or _NONE
        return Line(section, label, here, there, SAME if here == there else OTHER)


def _events(sides: _Sides) -> Iterator[Line]:
    yield sides.count(EVENTS, "Tổng số việc", lambda day: day.events)
    kinds = sides.keys(lambda day: day.counts)
    for kind in [*(known for known in KINDS if known in kinds), *sorted(kinds - KINDS.keys())]:
        title = KINDS[kind].title if kind in KINDS else kind
        yield sides.count(EVENTS, title, _kind(kind))
    if sides.any(lambda day: day.refused):
        yield sides.count(EVENTS, "Cấp trên không nhận", lambda day: sum(day.refused.values()))
    if sides.any(lambda day: day.held):
        yield sides.count(EVENTS, "Cấp trên chưa đọc được", lambda day: day.held)


def _money(sides: _Sides, procedures: Mapping[str, str], most: int) -> Iterator[Line]:
    codes = sorted(sides.keys(lambda day: day.by_procedure), key=lambda code: (-_of([code])(sides.here), code))
    for code in codes[:most]:
        yield sides.count(MONEY, procedures.get(code) or code or "Không rõ thủ tục", _of([code]))
    if rest := codes[most:]:
        yield sides.count(MONEY, f"{len(rest)} thủ tục{' khác' if codes[:most] else ''}", _of(rest))
    ways = sides.keys(lambda day: day.by_way)
    for way in PayWay:
        if way.value in ways:
            yield sides.count(MONEY, f"Cộng {way.label.lower()}", _by(way))
    if sides.any(lambda day: day.voided):
        yield sides.count(MONEY, "Đã hủy, trả lại (đã trừ)", lambda day: day.voided)
    yield sides.count(MONEY, "Tổng tiền trong ngày", lambda day: day.money)


def _kind(kind: str) -> Callable[[Totals], int]:
    return lambda day: day.counts.get(kind, 0)


def _of(codes: Sequence[str]) -> Callable[[Totals], int]:
    return lambda day: sum(day.by_procedure[code].amount for code in codes if code in day.by_procedure)


def _by(way: PayWay) -> Callable[[Totals], int]:
    return lambda day: day.by_way[way.value].amount if way.value in day.by_way else 0
