"""Fee rules as a clerk writes them into a form or a table, read and written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fees import (
    Band,
    ByValue,
    FeeRule,
    Flat,
    Free,
    PerPage,
    SetByProvince,
    Step,
    Stepped,
    grouped,
    percent,
)
from onecua_desk.domain.text import clean, fold
from onecua_desk.errors import UserError

MOST_MONEY = 10**12
_T = TypeVar("_T", Step, Band)
_MONEY = re.compile(r"(\d{1,3}(?:[., ]\d{3})+|\d+)\s*(?:đ|d|đồng|vnđ|vnd)?", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?\s*%")
_REST = "còn lại"


class RuleKind(StrEnum):
    """How an amount comes about, in the words of the table."""

    FREE = "Không thu"
    FLAT = "Theo đơn vị"
    PAGES = "Theo trang"
    STEPS = "Theo bậc số lượng"
    VALUE = "Theo giá trị"
    ASK = "Cán bộ nhập"


_KINDS: Mapping[type[FeeRule], RuleKind] = {
    Free: RuleKind.FREE,
    Flat: RuleKind.FLAT,
    PerPage: RuleKind.PAGES,
    Stepped: RuleKind.STEPS,
    ByValue: RuleKind.VALUE,
    SetByProvince: RuleKind.ASK,
}
CHANNELS: Mapping[Channel | None, str] = {
    None: "",
    Channel.COUNTER: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POST: "Bưu chính",
}
"""What the column of the way of receipt says; empty for all ways."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as typed. ``per``: the unit ("bản"), or what a fee by value is measured in ("diện tích, m²").

    ``steps``: by number ``"2: 2.000; còn lại: 1.000"``, by value ``"100.000.000: 0,1 %; còn lại: 100.000 + 0,06 %"``.
    """

    kind: str
    amount: str = ""
    per: str = ""
    steps: str = ""
    minimum: str = ""
    maximum: str = ""
    name: str = ""
    only: str = ""
    note: str = ""


def read_money(text: str) -> int | None:
    """``"15.000 đ"`` gives 15000; ``None`` when it is not one whole amount in đồng."""
    found = _MONEY.fullmatch(clean(text))
    amount = int(re.sub(r"\D", "", found[1])) if found else None
    return amount if amount is not None and amount <= MOST_MONEY else None


def read_rule(text: RuleText) -> FeeRule:
    """The rule that was typed; ``UserError(field=...)`` names the part that cannot be read."""
    line = {"name": clean(text.name), "note": clean(text.note)}
    only = _channel(text.only)
    match _kind(text.kind):
        case RuleKind.FREE:
            return Free(only=only, **line)
        case RuleKind.ASK:
            return SetByProvince(only=only, **line)
        case RuleKind.FLAT:
            return Flat(_needed(text.amount, "mức thu", "amount"), _unit(text.per), only=only, **line)
        case RuleKind.STEPS:
            steps = _rows(text.steps, _step)
            return Stepped(_unit(text.per), steps, _amount(text.maximum, "maximum"), only=only, **line)
        case RuleKind.VALUE:
            return _by_value(text, only, line)
        case RuleKind.PAGES:
            return _per_page(text, only, line)


def rule_text(rule: FeeRule) -> RuleText:
    """``read_rule`` gives the same rule back."""
    kind, only = _KINDS[type(rule)].value, CHANNELS[rule.only]
    texts: dict[str, str] = {}
    match rule:
        case Flat(amount=amount, per=per):
            texts = {"amount": grouped(amount), "per": per}
        case PerPage():
            steps = (Step(rule.first_price, rule.first_pages), Step(rule.next_price))
            texts = {"per": "trang", "steps": _steps_text(steps), "maximum": _optional(rule.cap_per_copy)}
        case Stepped(per=per, steps=steps, cap=cap):
            texts = {"per": per, "steps": _steps_text(steps), "maximum": _optional(cap)}
        case ByValue():
            bands = "; ".join(f"{_end(band.up_to)}: {_band_text(band)}" for band in rule.bands)
            limits = {"minimum": _optional(rule.minimum), "maximum": _optional(rule.maximum)}
            texts = {"per": f"{rule.of}, {rule.unit}", "steps": bands, **limits}
    return RuleText(kind=kind, name=rule.name, only=only, note=rule.note, **texts)


def _kind(text: str) -> RuleKind:
    for kind in RuleKind:
        if fold(clean(text)) == fold(kind.value):
            return kind
    offered = ", ".join(RuleKind)
    raise UserError(f"Cách tính «{clean(text)}» không có; hãy chọn một trong: {offered}.", field="kind")


def _channel(text: str) -> Channel | None:
    for channel, words in CHANNELS.items():
        if fold(clean(text)) == fold(words):
            return channel
    offered = ", ".join(filter(None, CHANNELS.values()))
    raise UserError(f"Hình thức nộp «{clean(text)}» không có; để trống hoặc ghi: {offered}.", field="only")


def _unit(text: str) -> str:
    if not (unit := clean(text)):
        raise UserError("Hãy ghi đơn vị tính, ví dụ «bản», «trường hợp».", field="per")
    return unit


def _needed(text: str, what: str, field: str) -> int:
    amount = _amount(text, field)
    if not amount:
        raise UserError(f"Hãy ghi {what} bằng đồng, ví dụ 8.000.", field=field)
    return amount


def _amount(text: str, field: str) -> int | None:
    """``None`` where nothing was typed."""
    if not clean(text):
        return None
    amount = read_money(text)
    if not amount:
        raise UserError(f"«{clean(text)}» không phải số tiền; hãy ghi số đồng, ví dụ 8.000.", field=field)
    return amount


def _by_value(text: RuleText, only: Channel | None, line: Mapping[str, str]) -> ByValue:
    of, _, unit = _unit(text.per).rpartition(", ")
    minimum, maximum = _amount(text.minimum, "minimum"), _amount(text.maximum, "maximum")
    bands = _rows(text.steps, _band)
    if not of:
        of, unit = unit, "đ"
    return ByValue(of, bands, unit, minimum, maximum, only=only, **line)


def _per_page(text: RuleText, only: Channel | None, line: Mapping[str, str]) -> PerPage:
    steps = _rows(text.steps, _step)
    if len(steps) != 2 or not steps[0].count or steps[1].count is not None:
        raise UserError("Theo trang thì ghi hai bậc, ví dụ «2: 2.000; còn lại: 1.000».", field="steps")
    first, rest = steps
    cap = _amount(text.maximum, "maximum")
    return PerPage(first.price, first.count or 1, rest.price, cap, only=only, **line)


def _rows(text: str, make: Callable[[int | None, str], _T]) -> tuple[_T, ...]:
    rows = [part for part in clean(text).split(";") if part.strip()]
    if not rows:
        raise UserError("Hãy ghi các bậc, ví dụ «2: 2.000; còn lại: 1.000».", field="steps")
    return tuple(_row(row, make) for row in rows)


def _row(row: str, make: Callable[[int | None, str], _T]) -> _T:
    end, colon, price = row.partition(":")
    limit = None if fold(clean(end)) == fold(_REST) else read_money(end)
    if not colon or (limit is None and fold(clean(end)) != fold(_REST)) or limit == 0:
        raise UserError(f"Bậc «{clean(row)}» viết sai; hãy ghi «đến mức nào: giá», ví dụ «2: 2.000».", field="steps")
    return make(limit, price)


def _step(end: int | None, price: str) -> Step:
    return Step(_needed(price, "giá của bậc", "steps"), end)


def _band(end: int | None, price: str) -> Band:
    base, plus, share = price.partition("+")
    if not plus and "%" in base:
        base, share = "", base
    money = _amount(base, "steps") if clean(base) not in {"", "0"} else 0
    return Band(money or 0, _share(share) if share else 0, end)


def _share(text: str) -> int:
    found = _SHARE.fullmatch(clean(text))
    if not found:
        raise UserError(f"Tỷ lệ «{clean(text)}» viết sai; ví dụ «0,15 %».", field="steps")
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def _optional(amount: int | None) -> str:
    return "" if amount is None else grouped(amount)


def _end(end: int | None) -> str:
    return _REST if end is None else grouped(end)


def _steps_text(steps: tuple[Step, ...]) -> str:
    return "; ".join(f"{_end(step.count)}: {grouped(step.price)}" for step in steps)


def _band_text(band: Band) -> str:
    if not band.share:
        return grouped(band.base)
    return f"{grouped(band.base)} + {percent(band.share)}" if band.base else percent(band.share)
