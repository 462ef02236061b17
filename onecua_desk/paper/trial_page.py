"""A page that shows whether a printer is set up well: edges, size, letters and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib import pagesizes
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.codes import draw_bars, draw_qr
from onecua_desk.paper.flow import Block, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR
from onecua_desk.paper.lines import Align, Run, draw_text
from onecua_desk.paper.sheet import Page, pdf
from onecua_desk.paper.words import clean, moment_in_words

_EDGE = 5 * mm
_CODE = "H02.15.23-261123-0001"
_SIZES = (8.0, 9.0, 10.0, 11.0, 13.0, 16.0)
_LETTERS = "Đặng Ngọc Ưng, 0123456789"
_QR_SIDE = 24 * mm


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """A paper to try: its name in words and its size in points."""

    name: str
    width: float
    height: float

    @property
    def page(self) -> Page:
        return Page(self.width, self.height, *(_EDGE + 4 * mm,) * 4)


A5, A4 = TrialPaper("A5", *pagesizes.A5), TrialPaper("A4", *pagesizes.A4)
ROLL = TrialPaper("Cuộn 80 mm", 80 * mm, 185 * mm)


def trial_page(printer: str, paper: TrialPaper, at: datetime) -> bytes:
    """One page that says for which ``printer`` and paper it was printed, and when."""
    page = paper.page
    measure = page.measure
    narrow = page.width < 100 * mm
    sizes = _SIZES[:-2] if narrow else _SIZES
    blocks = [
        _frame(page),
        *paragraph([Run("TRANG IN THỬ", BOLD)], 16, measure, Align.CENTRE),
        space(6),
        *(block for label, value in _facts(printer, paper.name, at) for block in _fact(label, value, measure)),
        space(8),
        _ruler(measure),
        space(10),
        *(block for face in (REGULAR, BOLD, ITALIC) for block in _letters(face, sizes, measure)),
        *(_codes_below if narrow else _codes_beside)(measure),
        space(8),
        *paragraph([Run(_ADVICE)], 9, measure, Align.LEFT),
    ]
    return pdf([[blocks]], page=page, title=f"Trang in thử {clean(printer)}", author="onecua_desk")


_ADVICE = (
    "In đúng khi: thấy đủ bốn cạnh của khung ngoài (cách mép giấy 5 mm); đoạn thước 5 cm đo được đúng 5 cm; "
    "các dòng chữ rõ dấu; máy quét đọc được cả hai mã. Nếu khung bị cắt hoặc thước sai, hãy chọn lại khổ giấy của khay "
    "và tắt “vừa trang giấy” trong cài đặt của máy in."
)


def _facts(printer: str, paper: str, at: datetime) -> list[tuple[str, str]]:
    return [("Máy in", clean(printer)), ("Giấy", clean(paper)), ("Lúc", moment_in_words(at))]


def _fact(label: str, value: str, measure: float) -> list[Block]:
    return paragraph([Run(f"{label}: "), Run(value, BOLD)], 10.5, measure, Align.LEFT)


def _letters(face: str, sizes: tuple[float, ...], measure: float) -> list[Block]:
    lines = (paragraph([Run(f"{size:g} điểm: {_LETTERS}", face)], size, measure, Align.LEFT) for size in sizes)
    return [*(block for line in lines for block in line), space(8)]


def _frame(page: Page) -> Block:
    """The border 5 mm from every edge of the paper, with short marks at the middle of each side."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.rect(_EDGE, _EDGE, page.width - 2 * _EDGE, page.height - 2 * _EDGE)
        middle, half, reach = page.width / 2, page.height / 2, 2 * mm
        canvas.line(middle, _EDGE, middle, _EDGE + reach)
        canvas.line(middle, page.height - _EDGE, middle, page.height - _EDGE - reach)
        canvas.line(_EDGE, half, _EDGE + reach, half)
        canvas.line(page.width - _EDGE, half, page.width - _EDGE - reach, half)

    return Block(0, draw)


def _ruler(measure: float) -> Block:
    """Five centimetres with a stroke each millimetre."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        left = x + (measure - 50 * mm) / 2
        canvas.setLineWidth(0.4)
        canvas.line(left, top - 5 * mm, left + 50 * mm, top - 5 * mm)
        for stroke in range(51):
            length = 4 * mm if stroke % 10 == 0 else 2.8 * mm if stroke % 5 == 0 else 1.8 * mm
            canvas.line(left + stroke * mm, top - 5 * mm, left + stroke * mm, top - 5 * mm + length)
        for whole in range(6):
            number = Run(f"{whole} cm" if whole == 5 else str(whole))
            draw_text(canvas, number, left + whole * 10 * mm - 20, top - 5 * mm - 9, 8, 40, Align.CENTRE)

    return Block(5 * mm + 12, draw)


def _codes_beside(measure: float) -> list[Block]:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_qr(canvas, _CODE, x, top - _QR_SIDE, _QR_SIDE)
        draw_bars(canvas, _CODE, x + _QR_SIDE + 24, top - 40, measure - _QR_SIDE - 24, 34)
        draw_text(canvas, Run(_CODE, BOLD), x + _QR_SIDE + 24, top - 56, 11)

    return [Block(_QR_SIDE, draw)]


def _codes_below(measure: float) -> list[Block]:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_qr(canvas, _CODE, x + (measure - _QR_SIDE) / 2, top - _QR_SIDE, _QR_SIDE)

    return [Block(_QR_SIDE + 8, draw), *paragraph([Run(_CODE, BOLD)], 11, measure, Align.CENTRE)]
