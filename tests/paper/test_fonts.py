"""The faces that come with the program have every sign that the desk writes."""

from __future__ import annotations

import unicodedata

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from onecua_desk.resources import resource

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = {
    letter
    for vowel in "aăâeêioôơuưy"
    for tone in TONES
    for lower in (unicodedata.normalize("NFC", vowel + tone), "đ")
    for letter in (lower, lower.upper())
    if not letter.isascii()
}
PUNCTUATION = "0123456789 ₫·•–—…“”‘’«»×→.,;:!?()/-+%@&'\"□"
SCREEN_SIGNS = "▾▸✓✗☑☐←↑→↓−≤≥"
SERIF = ("OnecuaSerif-Regular.ttf", "OnecuaSerif-Bold.ttf", "OnecuaSerif-Italic.ttf")
SANS = ("OnecuaSans-Regular.ttf", "OnecuaSans-Medium.ttf", "OnecuaSans-SemiBold.ttf", "OnecuaSans-Bold.ttf")


def face(file: str) -> TTFontFace:
    return TTFontFace(str(resource("fonts", file)))


def test_there_are_134_vietnamese_letters_beyond_ascii() -> None:
    assert len(VIETNAMESE) == 134


@pytest.mark.parametrize("file", SERIF + SANS)
def test_a_face_has_every_letter_mark_and_sign(file: str) -> None:
    marks = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    wanted = {*VIETNAMESE, *PUNCTUATION, *marks, *(SCREEN_SIGNS if file in SANS else "")}
    assert {sign for sign in wanted if ord(sign) not in face(file).charToGlyph} == set()


@pytest.mark.parametrize("file", SERIF + SANS)
def test_figures_stand_in_columns_and_letters_are_kerned(file: str) -> None:
    widths = face(file).charWidths
    assert len({widths[ord(figure)] for figure in "0123456789"}) == 1
    assert b"kern" in resource("fonts", file).read_bytes()


@pytest.mark.parametrize("file", SERIF + SANS)
def test_a_changed_font_does_not_bear_a_reserved_name(file: str) -> None:
    assert face(file).name.decode().startswith(("OnecuaSerif", "OnecuaSans"))
    assert b"may use the Reserved Font" in resource("fonts", "OFL.txt").read_bytes()
