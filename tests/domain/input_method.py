"""A small model of Telex and VNI for tests, written from the other side: the keys that a person presses for a text.

It types each word letter by letter: the letter, its shape key behind it, the tone key at the end of the word. Real
people and real scanners put keys elsewhere too; the composition under test is tried with both places of the tone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
VNI_SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


def telex(text: str, *, tone_last: bool = True) -> str:
    return re.sub(r"\w+", lambda word: _keys(word[0], TELEX_TONES, _telex_shape, "d", tone_last), text)


def vni(text: str, *, tone_last: bool = True) -> str:
    return re.sub(r"\w+", lambda word: _keys(word[0], VNI_TONES, _vni_shape, "9", tone_last), text)


def _telex_shape(letter: str, mark: str) -> str:
    return letter.lower() if mark == "\u0302" else "w"


def _vni_shape(_: str, mark: str) -> str:
    return VNI_SHAPES[mark]


def _keys(word: str, tones: dict[str, str], shape: Callable[[str, str], str], stroke: str, tone_last: bool) -> str:
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word):
        apart = unicodedata.normalize("NFD", letter)
        plain, marks = apart[0], apart[1:]
        keys += {"đ": "d" + stroke, "Đ": "D" + stroke}.get(plain, plain)
        for mark in sorted(marks, key=lambda one: one in tones):
            if mark in tones and tone_last:
                tone = tones[mark]
            else:
                keys += tones[mark] if mark in tones else shape(plain, mark)
    return keys + tone
