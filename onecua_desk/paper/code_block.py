"""The code of a dossier on its paper: in words, as QR and, where the paper is wide enough, as bars."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.codes import draw_bars, draw_qr
from onecua_desk.paper.flow import Block, line_block, space
from onecua_desk.paper.fonts import BOLD, ITALIC, width
from onecua_desk.paper.lines import Align, Run, balanced, draw_text
from onecua_desk.paper.look import Look

_QR_SIDE = 54.0
_ROLL_QR_SIDE = 30 * mm
_QUIET = 12.0
_BAR_HEIGHT = 22.0
_CODE_SIZE = 12.0
_REMARK_SIZE, _SMALL_REMARK_SIZE = 9.0, 8.5
_REMARK_ROOM = 12.0


def code_block(code: str, note: str, copy: str, look: Look) -> list[Block]:
    """``note``: what is to be said of the code, ``copy``: which copy this is; no personal data in either code."""
    return _on_roll(code, note, look) if look.roll else [_on_sheet(code, note, copy, look)]


def _on_sheet(code: str, note: str, copy: str, look: Look) -> Block:
    scale, whole, side = look.room_scale, look.measure, _QR_SIDE * look.room_scale
    measure = whole - side - _QUIET * scale
    label, remark = Run(f"Mã hồ sơ: {code}", BOLD), Run(note, BOLD)
    size = _fitting(label, _CODE_SIZE * look.scale, measure)
    remark_size = _fitting(remark, _REMARK_SIZE * look.head_scale, measure)
    room = _REMARK_ROOM * look.head_scale if note else 0.0
    drop = 13 * scale + 12 * look.head_scale

    def draw(canvas: Canvas, x: float, top: float) -> None:
        if copy:
            draw_text(canvas, Run(f"({copy})", ITALIC), x, top - 8 * scale, 10 * look.head_scale, whole, Align.CENTRE)
        draw_text(canvas, label, x, top - drop, size)
        if note:
            draw_text(canvas, remark, x, top - drop - room, remark_size)
        draw_bars(canvas, code, x, top - side - room, measure, _BAR_HEIGHT * scale)
        draw_qr(canvas, code, x + whole - side, top - side, side)

    return Block(side + room, draw)


def _on_roll(code: str, note: str, look: Look) -> list[Block]:
    """The code to read aloud, and to scan; bars of it would be too fine for a roll's coarse dots."""
    said = [space(2), *_heading(note, _SMALL_REMARK_SIZE, look)] if note else []

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_qr(canvas, code, x + (look.measure - _ROLL_QR_SIDE) / 2, top - _ROLL_QR_SIDE - 8, _ROLL_QR_SIDE)

    return [*_heading(code, _CODE_SIZE, look), *said, Block(_ROLL_QR_SIDE + 16, draw)]


def _heading(text: str, size: float, look: Look) -> list[Block]:
    lines = balanced(text, BOLD, size, look.measure)
    return [line_block(line, size, look.measure, Align.CENTRE) for line in lines]


def _fitting(text: Run, most: float, measure: float) -> float:
    """The largest size, up to ``most``, at which ``text`` is no longer than ``measure``."""
    return min(most, most * measure / max(width(text.text, text.font, most), 1.0))
