"""Fee rules in one line each, as they are read to a citizen who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    dong,
    grouped,
    percent,
)


def rule_words(rule: FeeRule) -> str:
    """``"8.000 đ/bản"``, ``"2 trang đầu 2.000 đ/trang, sau đó 1.000 đ, tối đa 200.000 đ/bản"``."""
    match rule:
        case Free():
            return "Không thu"
        case Flat(amount=amount, per=per):
            return f"{dong(amount)}/{per}"
        case PerPage():
            cap = f", tối đa {dong(rule.cap_per_copy)}/bản" if rule.cap_per_copy else ""
            return f"{rule.first_pages} trang đầu {dong(rule.first_price)}/trang, sau đó {dong(rule.next_price)}{cap}"
        case Stepped(per=per, steps=steps, cap=cap):
            return ", ".join(_steps(steps, per)) + (f", tối đa {dong(cap)}" if cap else "")
        case ByValue():
            return f"Theo {rule.of}: " + "; ".join(_bands(rule.bands, rule.unit)) + _limits(rule)
        case SetByProvince():
            return "Cán bộ nhập số tiền"


def _steps(steps: Sequence[Step], per: str) -> Iterator[str]:
    for place, step in enumerate(steps):
        if step.count is None:
            yield f"còn lại {dong(step.price)}" if place else f"{dong(step.price)}/{per}"
        else:
            yield f"{step.count} {per} {'sau' if place else 'đầu'} {dong(step.price)}"


def _bands(bands: Sequence[Band], unit: str) -> Iterator[str]:
    for band in bands:
        end = "còn lại" if band.up_to is None else f"đến {grouped(band.up_to)} {unit}"
        parts = [dong(band.base)] if band.base or not band.share else []
        parts += [percent(band.share)] if band.share else []
        yield f"{end} {' + '.join(parts)}" if len(bands) > 1 else " + ".join(parts)


def _limits(rule: ByValue) -> str:
    limits = [f"tối thiểu {dong(rule.minimum)}"] if rule.minimum else []
    limits += [f"tối đa {dong(rule.maximum)}"] if rule.maximum else []
    return f" ({', '.join(limits)})" if limits else ""
