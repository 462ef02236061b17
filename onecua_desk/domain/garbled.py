"""Scans whose letters came garbled, put right where only one text can have been meant.

What happens between a keyboard scanner and a window, and what can be done:

- **Key strokes as letters** (``Nguyeenx``, ``Nguye64n``): the scanner sends what one would type under Telex or VNI and
  no input method turns it into letters. Typing it here gives the text back.
- **Bytes as letters** (``Nguyá»…n``): each byte of UTF-8 was typed as a letter of its own. UTF-8 checks itself, so the
  way back is certain.
- **Caps Lock** (``nGUYỄN``): turned back.
- **An input method changed plain letters**: figures, bars, full stops and dashes are never changed, and no plain
  letters of a Vietnamese syllable are (none ends in s f r x j or has aa ee w dd). So cards stay whole but for words of
  other languages in them (``Ksor``), and a dossier code is changed only where its unit has vowels or D.
- **Letters lost** (``Nguy?n``): nothing brings them back; the sentence says how to set the scanner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from onecua_desk.domain.keystrokes import Method, is_syllable, typed
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.text import clean, fold

REWRITTEN = "Bộ gõ tiếng Việt đã làm sai chữ khi quét. Hãy chuyển bộ gõ sang tiếng Anh (EN) rồi quét lại."
LOST = (
    "Máy quét không gõ được chữ có dấu (chữ thành «?» hoặc mất dấu). "
    "Hãy đặt máy quét sang cổng COM trong Cài đặt, Máy quét; hoặc nhập tay từ thẻ."
)
_BYTES = re.compile("[\x80-\x9f]|Ã[\xa0\xad]")
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_OTHER_SIGNS = frozenset("’‘–")
_BYTE_CODECS = ("cp1252", "latin-1", "cp1258", "cp437")
_WORD = re.compile(r"\w+")
_LOT = re.compile(r"[A-Z]{1,2}[0-9]+[A-Z]?")
"""A house, lot or road such as ``A12``: plain under VNI too."""
_WITH_OO = frozenset({"boong", "coong", "moong", "noong", "xoong"})
"""Words that are written so (Noong Hẹt is a commune), which Telex would make into others."""
_CODE = re.compile(r"[^-]{1,35}-[0-9]{6}-(?:T?[0-9]{4}|R[0-9]{7})")
_MARKS_AT_MOST = 3


def has_strange_letters(text: str) -> bool:
    """Whether it has letters or signs that Vietnamese does not write, or traces of bytes typed as letters."""
    return _BYTES.search(text) is not None or not all(map(_is_vietnamese, unicodedata.normalize("NFC", text)))


def _is_vietnamese(letter: str) -> bool:
    apart = unicodedata.normalize("NFD", letter)
    plain, marks = apart[0], apart[1:]
    known = plain.isascii() or plain in "đĐ" or letter in _OTHER_SIGNS or letter.isspace()
    return known and _MARKS.issuperset(marks)


def readings(scan: str) -> Iterator[tuple[str, str]]:
    """Each text that ``scan`` may have been, with the sentence that tells the official; the caller checks its shape."""
    yield scan.swapcase(), "Phím Caps Lock đang bật khi quét; đã sửa lại chữ, hãy so với thẻ."
    for text in dict.fromkeys(_from_bytes(scan)):
        yield text, "Máy quét gõ sai bảng mã; đã sửa lại chữ, hãy so với thẻ."
    if scan.isascii():
        for method in Method:
            text = typed(scan, method)
            if _is_certain(scan, text):
                yield text, f"Máy quét gõ theo kiểu {method}; đã sửa lại chữ, hãy so với thẻ."


def _from_bytes(scan: str) -> Iterator[str]:
    for codec in _BYTE_CODECS:
        with suppress(UnicodeError):
            text = b"".join(_byte(letter, codec) for letter in scan).decode("utf-8")
            if text != scan:
                yield text


def _byte(letter: str, codec: str) -> bytes:
    """Codes that the code page leaves free (0x81 of 1252) are typed as they are."""
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(codec)


def _is_certain(scan: str, text: str) -> bool:
    """Every word that changed is Vietnamese now, none can stand as it was, and one at least was no word before."""
    before, after = _WORD.findall(scan), _WORD.findall(text)
    if len(before) != len(after):
        return False
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    if any(not is_syllable(new) or old.lower() in _WITH_OO or _LOT.fullmatch(old) for old, new in changed):
        return False
    return any(not is_syllable(old) for old, _ in changed)


def dossier_code(scan: str) -> str:
    """The dossier code that was scanned, an input method's changes undone; empty where none, or more than one, fits."""
    text = clean(scan).upper()
    if is_dossier_code(text):
        return text
    marked = sum(letter != fold(letter).upper() for letter in text)
    if not 0 < marked <= _MARKS_AT_MOST or not _CODE.fullmatch(text) or "Ư" in text:  # Ư is typed as W or as UW
        return ""
    found = {code for method in Method for code in _typed_as(text, method) if is_dossier_code(code)}
    return found.pop() if len(found) == 1 else ""


def was_dossier_code(scan: str) -> bool:
    """Whether an input method made this of a dossier code, though it cannot be said of which."""
    return is_dossier_code(fold(clean(scan)).upper())


def _typed_as(text: str, method: Method) -> Iterator[str]:
    """The keys, all capital, that make ``text`` under ``method``."""
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D\u0335"))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    marks = [sign for sign in apart if unicodedata.combining(sign)]
    for keys in _with_keys(plain, [_KEYS[method].get(mark, "") for mark in marks]):
        if typed(keys, method).upper() == text:
            yield keys


#: The keys of each mark; a circumflex under Telex is the letter itself once more. U+0335 stands for the bar of Đ.
_KEYS = {
    Method.TELEX: {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J",
                   "\u0302": "AEO", "\u0306": "W", "\u031b": "W", "\u0335": "D"},
    Method.VNI: {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
                 "\u0302": "6", "\u0306": "8", "\u031b": "7", "\u0335": "9"},
}  # fmt: skip


def _with_keys(plain: str, choices: list[str]) -> Iterator[str]:
    """``plain`` with one key of each choice put in, at every place."""
    if not choices:
        yield plain
        return
    texts = {plain[:at] + key + plain[at:] for key in choices[0] for at in range(1, len(plain.split("-")[0]) + 1)}
    for text in texts:
        yield from _with_keys(text, choices[1:])
