"""An amount of money in words, as a receipt must say it beside the figures (TT 200/2014/TT-BTC, mẫu 01-TT)."""

from __future__ import annotations

from collections.abc import Iterator

from onecua_desk.domain.text import capitalised

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def dong_in_words(amount: int) -> str:
    """``50000`` gives ``"Năm mươi nghìn đồng"``; a negative amount is a ``ValueError``: none is paid."""
    if amount < 0:
        raise ValueError(amount)
    said = " ".join(_words(amount)) or _DIGITS[0]
    return f"{capitalised(said)} đồng"


def _words(number: int, *, led: bool = False) -> Iterator[str]:
    """Nothing for 0. ``led``: something larger was said before, so that hundreds that are none are named."""
    billions, rest = divmod(number, _BILLION)
    if billions:
        yield from _words(billions, led=led)
        yield "tỷ"
        led = True
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if not group:
            continue
        yield from _group(group, led=led)
        if place:
            yield _GROUPS[place]
        led = True


def _group(group: int, *, led: bool) -> Iterator[str]:
    """Three figures, 1 to 999."""
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    if hundreds or led:
        yield f"{_DIGITS[hundreds]} trăm"
    if tens > 1:
        yield f"{_DIGITS[tens]} mươi"
    elif tens:
        yield "mười"
    elif ones and (hundreds or led):
        yield "linh"
    if ones:
        yield _ones(tens, ones)


def _ones(tens: int, ones: int) -> str:
    """The last figure: after a ten 5 is *lăm*, after *mươi* 1 is *mốt* and 4 is *tư*."""
    if tens and ones == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
