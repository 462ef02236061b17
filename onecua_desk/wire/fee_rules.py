"""Fee rules as text, in the catalogue and in the province's table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fees import (
    WHOLE,
    Band,
    ByValue,
    FeeRule,
    Flat,
    Free,
    PerPage,
    SetByProvince,
    Step,
    Stepped,
)
from onecua_desk.wire.rows import Count, Money, Row, Text, like


class _FeeRow(Row, frozen=True, tag_field="kind"):
    name: str = ""
    only: Channel | None = None
    note: str = ""
    doubt: str = ""


class FreeRow(_FeeRow, frozen=True, tag="free"):
    pass


class FlatRow(_FeeRow, frozen=True, tag="flat", kw_only=True):
    amount: Money
    per: Text


class PerPageRow(_FeeRow, frozen=True, tag="per_page", kw_only=True):
    first_price: Money
    first_pages: Count
    next_price: Money
    cap_per_copy: Money | None = None


class StepRow(Row, frozen=True):
    price: Money
    count: Count | None = None


class SteppedRow(_FeeRow, frozen=True, tag="stepped", kw_only=True):
    per: Text
    steps: Annotated[tuple[StepRow, ...], Meta(min_length=1)]
    cap: Money | None = None


class BandRow(Row, frozen=True):
    base: Annotated[int, Meta(ge=0)] = 0
    share: Annotated[int, Meta(ge=0, le=WHOLE)] = 0
    up_to: Count | None = None


class ByValueRow(_FeeRow, frozen=True, tag="by_value", kw_only=True):
    of: Text
    bands: Annotated[tuple[BandRow, ...], Meta(min_length=1)]
    unit: Text = "đ"
    minimum: Money | None = None
    maximum: Money | None = None


class SetByProvinceRow(_FeeRow, frozen=True, tag="ask"):
    pass


FeeRow = FreeRow | FlatRow | PerPageRow | SteppedRow | ByValueRow | SetByProvinceRow

_RULES: dict[type[FeeRow], type[FeeRule]] = {
    FreeRow: Free,
    FlatRow: Flat,
    PerPageRow: PerPage,
    SteppedRow: Stepped,
    ByValueRow: ByValue,
    SetByProvinceRow: SetByProvince,
}
_ROWS: dict[type[FeeRule], type[FeeRow]] = {rule: row for row, rule in _RULES.items()}
_DECODER = msgspec.json.Decoder[FeeRow](FeeRow)


def fee_row(rule: FeeRule) -> FeeRow:
    row = _ROWS[type(rule)]
    make: Callable[..., FeeRow] = row
    match rule:
        case Stepped():
            return like(make, row, rule, steps=tuple(like(StepRow, StepRow, step) for step in rule.steps))
        case ByValue():
            return like(make, row, rule, bands=tuple(like(BandRow, BandRow, band) for band in rule.bands))
        case _:
            return like(make, row, rule)


def fee_rule(row: FeeRow) -> FeeRule:
    """``UserError`` when its steps contradict each other."""
    make: Callable[..., FeeRule] = _RULES[type(row)]
    match row:
        case SteppedRow():
            return like(make, SteppedRow, row, steps=tuple(like(Step, StepRow, step) for step in row.steps))
        case ByValueRow():
            return like(make, ByValueRow, row, bands=tuple(like(Band, BandRow, band) for band in row.bands))
        case _:
            return like(make, type(row), row)


def encode_rule(rule: FeeRule) -> str:
    """One JSON object; ``decode_rule`` gives the same rule back."""
    return msgspec.json.encode(fee_row(rule)).decode()


def decode_rule(text: str) -> FeeRule:
    return fee_rule(_DECODER.decode(text))
