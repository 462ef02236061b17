"""The few words by which officials call a procedure whose name fills two lines."""

from __future__ import annotations

from functools import lru_cache

from onecua_desk.domain.text import capitalised, fold

#: Openings that every other name has, and what an official writes for them; the longest fitting one counts.
_OPENINGS = {
    "thủ tục": "",
    "đăng ký": "",
    "giải quyết": "",
    "thực hiện": "",
    "cấp": "",
    "cấp bản sao": "BS",
    "cấp đổi": "Đổi",
    "cấp giấy chứng nhận": "GCN",
    "cấp giấy phép": "GP",
    "cấp giấy xác nhận": "XN",
    "giấy xác nhận": "XN",
    "giấy chứng nhận": "GCN",
    "xác nhận": "XN",
    "chứng thực": "CT",
    "công nhận": "CN",
    "đề nghị": "ĐN",
    "tình trạng": "",
}
_folded = lru_cache(2_048)(fold)  # the names of the catalogue are ten thousand words, but the same few hundred
_SIGNS = {sign for sign in _OPENINGS.values() if sign.isupper()}


def short_name(name: str) -> str:
    """``"Đăng ký khai sinh"`` gives ``"Khai sinh"``, ``"Chứng thực chữ ký"`` gives ``"CT chữ ký"``."""
    words, signs = name.split(), ""
    while taken := _opening(words, found=bool(signs)):
        size, sign = taken
        signs, words = signs or sign, words[size:]
    rest = " ".join(words)
    return f"{signs} {rest}" if signs else capitalised(rest)


def short_initials(name: str) -> str:
    """The letters of the short name, its sign whole: ``"ks"`` for khai sinh, ``"xnhn"`` for XN hôn nhân."""
    letters = ((word, _folded(word)) for word in short_name(name).split())
    return "".join(plain if word in _SIGNS else plain[:1] for word, plain in letters if plain[:1].isalnum())


def _opening(words: list[str], *, found: bool) -> tuple[int, str] | None:
    """How many words open the name in a known way, and their sign; a name is never used up, nor signed twice."""
    for size in (3, 2, 1):
        sign = _OPENINGS.get(" ".join(words[:size]).lower())
        if sign is not None and len(words) > size and not (found and sign):
            return size, sign
    return None
