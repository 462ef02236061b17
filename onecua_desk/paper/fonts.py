"""The three faces of the paper, embedded in every PDF so that it prints the same on any machine."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from onecua_desk.resources import resource

REGULAR, BOLD, ITALIC = "OnecuaSerif", "OnecuaSerif-Bold", "OnecuaSerif-Italic"
_FILES = {
    REGULAR: "OnecuaSerif-Regular.ttf",
    BOLD: "OnecuaSerif-Bold.ttf",
    ITALIC: "OnecuaSerif-Italic.ttf",
}
_lock = Lock()


def face(name: str) -> TTFont:
    """One of the three faces; ReportLab's own register is filled the first time."""
    with _lock:  # the preview and the printer may draw their first slip at the same moment
        return _faces()[name]


@cache
def _faces() -> dict[str, TTFont]:
    rl_config.useA85 = 0  # streams in bytes: a fifth smaller and quicker than in letters
    faces = {name: TTFont(name, str(resource("fonts", file)), asciiReadable=False) for name, file in _FILES.items()}
    for font in faces.values():
        pdfmetrics.registerFont(font)
    return faces


@lru_cache(maxsize=8192)
def width(text: str, name: str, size: float) -> float:
    """The printed width of ``text`` in points."""
    return float(face(name).stringWidth(text, size))


@cache
def drawable() -> frozenset[int]:
    """The code points that all three faces can draw."""
    return frozenset.intersection(*(frozenset(face(name).face.charToGlyph) for name in _FILES))
