"""A catalogue as large as a province's: the real procedures, varied until there are enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from onecua_desk.domain.procedure import Procedure
from onecua_desk.resources import resource
from onecua_desk.wire.catalogue import parse

_VARIATIONS = (
    "{name}",
    "{name} có yếu tố nước ngoài",
    "{name} tại khu vực biên giới",
    "{name} lưu động",
    "Điều chỉnh kết quả: {name}",
    "{name} đối với tổ chức",
    "Thu hồi, hủy bỏ kết quả {name}",
    "{name} theo cơ chế liên thông",
    "{name} trong trường hợp bị mất, bị hỏng",
    "Gia hạn {name}",
    "{name} cho người khuyết tật",
    "Cấp lại kết quả {name}",
)


def many_procedures(number: int) -> list[Procedure]:
    """``number`` procedures with different codes; the first ones are the real ones."""
    return list(islice(_varied(), number))


def _varied() -> Iterator[Procedure]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        real = parse(lines)[0]
    yield from real
    for turn in count(1):
        variation = _VARIATIONS[turn % len(_VARIATIONS)]
        for place, one in enumerate(real):
            name = variation.format(name=one.name)
            yield replace(one, code=f"{3 + turn % 7}.{turn:03d}{place:03d}", name=name)
