"""Many short texts of one face drawn at once: a register of a year has a quarter of a million of them.

ReportLab's text objects cost several times as much: they keep a state and format every number anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.fonts import face

#: What was written before, by document: days, procedures and heads come again and again.
_kept: WeakKeyDictionary[Any, dict[tuple[str, str], list[tuple[str, str]]]] = WeakKeyDictionary()
_MOST = 8192
#: Codes above those of ASCII too: a canvas saves what it was given as UTF-8, which makes two codes of each.
_ESCAPES = str.maketrans(
    {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"} | {chr(code): f"\\{code:03o}" for code in range(128, 256)}
)


class Placed(NamedTuple):
    """A text in one size, its baseline beginning at ``x``, ``y``."""

    text: str
    x: float
    y: float
    size: float


def draw_texts(canvas: Canvas, font: str, texts: Iterable[Placed]) -> None:
    """Each text on one line, in the order given."""
    kept = _kept.setdefault(canvas._doc, {})
    if len(kept) > _MOST:
        kept.clear()
    now = ("", 0.0)
    said = ["BT 0 Tw"]  # the spacing of a justified line before would stay
    for text, x, y, size in texts:
        said.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        pieces = kept.get((font, text))
        if pieces is None:
            pieces = kept[font, text] = _pieces(canvas._doc, font, text)
        for name, letters in pieces:
            if (name, size) != now:
                said.append(f"{name} {size:.4g} Tf")
                now = (name, size)
            said.append(letters)
    said.append("ET")
    canvas.addLiteral("\n".join(said))


def draw_rules(canvas: Canvas, thick: float, rules: Iterable[tuple[float, float, float, float]]) -> None:
    """Straight lines from the first point to the second."""
    lines = " ".join(f"{x:.2f} {y:.2f} m {right:.2f} {end:.2f} l" for x, y, right, end in rules)
    canvas.addLiteral(f"n {thick:g} w {lines} S")


def _pieces(document: Any, font: str, text: str) -> list[tuple[str, str]]:
    """The text in the letters of this document, which gets them as they are used: name of the face, operator."""
    used = face(font)
    return [
        (used.getSubsetInternalName(subset, document), f"({_escaped(codes)}) Tj")
        for subset, codes in used.splitString(text, document)
    ]


def _escaped(codes: bytes) -> str:
    """Codes of letters as the inside of a PDF string."""
    return codes.decode("latin-1").translate(_ESCAPES)
