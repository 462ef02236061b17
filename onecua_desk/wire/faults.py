"""Says in Vietnamese what msgspec found wrong in a text that a person may have edited."""

from __future__ import annotations

import re

import msgspec

_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<place>[^`]*)`$")
_SENTENCES = [
    (re.compile(r"missing required field `(.+?)`"), "thiếu mục «{}»"),
    (re.compile(r"contains unknown field `(.+?)`"), "có mục lạ «{}»"),
    (re.compile(r"Invalid (?:enum )?value '(.*?)'"), "giá trị «{}» không dùng được"),
    (re.compile(r"Expected `(?:str|array|object)` of length >= 1"), "không được để trống"),
    (re.compile(r"Expected `str` matching regex"), "viết sai mẫu"),
    (re.compile(r"Expected `(?:int|float)` ([<>]=? -?\d+)"), "phải {}"),
    (re.compile(r"Invalid RFC3339"), "ngày hoặc giờ viết sai (mẫu: 2026-11-24, 15:00:00)"),
]
_KINDS = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_KIND_NAMES = {
    "int": "số nguyên",
    "str": "chữ trong ngoặc kép",
    "bool": "true hoặc false",
    "array": "danh sách [ ]",
    "object": "nhóm { }",
    "null": "để trống",
    "date": "ngày",
    "time": "giờ",
}
_WORD = re.compile(r"\b(" + "|".join(_KIND_NAMES) + r")\b")


def wrong(error: msgspec.DecodeError) -> str:
    """Part of a sentence, without a full stop: "mục «cases[0].limit.value» sai kiểu (cần số nguyên, ...)"."""
    if not isinstance(error, msgspec.ValidationError):
        return "viết sai định dạng JSON (thiếu hoặc thừa dấu ngoặc, dấu phẩy)"
    text = str(error)
    found = _PLACE.search(text)
    place = f"mục «{found['place']}» " if found and found["place"] else ""
    return place + _said(text)


def _said(text: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(text):
            return sentence.format(*found.groups())
    if found := _KINDS.search(text):
        return f"sai kiểu (cần {_plain(found[1])}, đang ghi {_plain(found[2])})"
    return "không đọc được"


def _plain(kinds: str) -> str:
    return _WORD.sub(lambda word: _KIND_NAMES[word[0]], kinds.replace(" | ", " hoặc "))
