"""The look keeps its promises: contrast, type sizes, one width for all figures."""

from __future__ import annotations

import sys
from dataclasses import fields

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QLabel, QLineEdit

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.fonts import FAMILY
from onecua_desk.ui.theme import SCALES, Theme, Tokens, apply, current, stylesheet, type_font

THEMES = [Theme(), Theme(contrast=True)]


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(tokens: Tokens) -> dict[str, tuple[str, str]]:
    grounds = {name: getattr(tokens, name) for name in ("background", "card", "accent_soft", "hover")}
    found = {f"ink on {name}": (tokens.ink, ground) for name, ground in grounds.items()}
    found |= {f"soft on {name}": (tokens.soft, ground) for name, ground in grounds.items()}
    found |= {f"accent on {name}": (tokens.accent, ground) for name, ground in grounds.items()}
    for tone in Tone:
        found[f"{tone} badge"] = (tokens.tone(tone).ink, tokens.tone(tone).ground)
        found[f"{tone} on card"] = (tokens.tone(tone).ink, tokens.card)
    found["verb in a notice"] = (tokens.accent, tokens.ok.ground)
    found["main button"] = (tokens.accent_ink, tokens.accent)
    found["main button under the mouse"] = (tokens.accent_ink, tokens.accent_hover)
    found["danger"] = (tokens.danger, tokens.card)
    found["disabled"] = (tokens.disabled_ink, tokens.disabled)
    return found


@pytest.mark.parametrize("theme", THEMES, ids=["light", "high contrast"])
def test_every_pair_of_letters_and_ground_has_enough_contrast(theme):
    least = 7.0 if theme.contrast else 4.5
    weak = {name: round(contrast(*pair), 2) for name, pair in pairs(theme.tokens()).items() if contrast(*pair) < least}
    assert weak == {}


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "high contrast"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_sheet_has_every_token_it_asks_for(theme, scale):
    sheet = stylesheet(Theme(theme.contrast, scale).tokens())
    assert "$" not in sheet
    assert "None" not in sheet


def test_text_is_at_least_11_points_and_grows_with_the_setting(qapp, qtbot):
    heights = []
    for scale in SCALES:
        apply(qapp, Theme(scale=scale))
        label, box = QLabel("Hồ sơ"), QLineEdit()
        for widget in (label, box):
            qtbot.addWidget(widget)
            widget.ensurePolished()
        assert label.fontInfo().pixelSize() == round(15 * scale)
        heights.append(box.sizeHint().height())
    assert heights == [36, 45, 54]


def test_both_themes_give_every_token_a_value():
    for theme in THEMES:
        assert all(getattr(theme.tokens(), field.name) for field in fields(Tokens))


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_figures_have_one_width_and_vietnamese_letters_are_in_the_shipped_face(weight):
    font = type_font(15)
    font.setWeight(font.Weight(weight))
    metrics = QFontMetricsF(font)
    assert QFontInfo(font).family() == FAMILY
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert all(metrics.inFontUcs4(ord(letter)) for letter in "ăâđêôơưẲẬỆỖỢỰỵ₫•…·→")


def test_the_theme_can_change_while_a_window_is_open(qapp, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    apply(qapp, Theme(contrast=True, scale=1.5))
    assert current().ink == "#000000"
    assert label.palette().windowText().color().name() == "#000000"


def test_qt_calls_do_not_lose_references_to_none(qtbot):
    """PySide6 6.12 on Python 3.11 loses one a call and aborts in the end."""
    box = QLineEdit()
    qtbot.addWidget(box)
    before = sys.getrefcount(None)
    for _ in range(2000):
        box.setText("a")
    assert abs(sys.getrefcount(None) - before) < 200
