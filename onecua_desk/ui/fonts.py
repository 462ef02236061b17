"""The screen's typeface, shipped with the program so that every Vietnamese letter is there on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from onecua_desk.resources import resource

FAMILY = "Onecua Sans"
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


def load_fonts() -> None:
    """Register the faces, once, before the theme is applied; a face that does not load is a broken installation."""
    if FAMILY in QFontDatabase.families():
        return
    for face in _FACES:
        path = resource("fonts", f"OnecuaSans-{face}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
