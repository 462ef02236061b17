"""Pages as scanners and cameras give them, drawn for tests: typed, slanted, shaded, noisy, on a table, faded."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.fonts import BOLD, REGULAR, face, width
from onecua_desk.scans.edges import Corners, projection

_WORDS = (
    "Tôi là Nguyễn Thị Hồng Phượng, sinh ngày 12 tháng 3 năm 1986, thường trú tại Tổ dân phố số 5, xã Suối Trong. "
    "Kính đề nghị Ủy ban nhân dân xã xem xét, xác nhận tình trạng hôn nhân để bổ túc hồ sơ đăng ký kết hôn theo "
    "quy định của pháp luật hiện hành."
)


@cache
def application(lines: int = 26, pages: int = 1) -> bytes:
    """An application form of A4 pages as a PDF that a program made."""
    face(REGULAR)
    buffer = BytesIO()
    canvas = Canvas(buffer, (595.28, 841.89))
    for _ in range(pages):
        _draw(canvas, lines)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, lines: int) -> None:
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(297, 790, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    canvas.drawCentredString(297, 773, "Độc lập - Tự do - Hạnh phúc")
    canvas.drawCentredString(297, 735, "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")
    canvas.setFont(REGULAR, 12.5)
    words = _WORDS.split() * 40
    for number in range(lines):
        line = ""
        while width(line, REGULAR, 12.5) < 430:
            line += f"{words.pop(0)} "
        canvas.drawString(70, 705 - 17 * number, line)
    canvas.setStrokeColorRGB(0.75, 0.1, 0.1)
    canvas.setLineWidth(2.5)
    canvas.circle(430, 95, 45)


def clean(dpi: int = 300, lines: int = 26) -> Image.Image:
    """The form as a program draws it, in RGB."""
    return _rendered(dpi, lines).copy()


@cache
def _rendered(dpi: int, lines: int) -> Image.Image:
    with pypdfium2.PdfDocument(application(lines)) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB").copy()


def scanned(angle: float = 2.0) -> Image.Image:
    """As a cheap scanner gives it at 300 dpi: slanted, a shadow over a corner, grey paper, noise."""
    page = clean().point(lambda value: 30 + value * 83 // 100)
    return noisy(shaded(page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(241, 241, 241))), 20)


def photographed(angle: float = 5.0) -> Image.Image:
    """As a camera gives it: aslant on a dark table, with a shadow."""
    size = (2400, 3200)
    table = Image.merge(
        "RGB", [grain(size).point([level * share // 100 for level in range(256)]) for share in (45, 30, 22)]
    )
    page = clean().point(lambda value: 25 + value * 82 // 100)
    corners = _aslant(size, angle)
    data = projection(corners, _frame(*page.size))
    laid = page.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, data)
    table.paste(laid, mask=mask)
    return noisy(shaded(table), 16)


def _frame(width: float, height: float) -> Corners:
    return (0.0, 0.0), (width, 0.0), (width, height), (0.0, height)


def _aslant(size: tuple[int, int], angle: float) -> Corners:
    width, turn = size[0] * 0.8, radians(angle)
    height = width * 297 / 210
    first, second, third, fourth = (
        (
            size[0] / 2 + x * far * cos(turn) + y * sin(turn),
            size[1] / 2 - x * far * sin(turn) + y * cos(turn),
        )
        for x, y, far in (
            (-width / 2, -height / 2, 0.96),
            (width / 2, -height / 2, 0.96),
            (width / 2, height / 2, 1.04),
            (-width / 2, height / 2, 1.04),
        )
    )
    return first, second, third, fourth


def card_on_table() -> Image.Image:
    """A card of the size of a citizen card, on a dark table."""
    table = Image.merge("RGB", [grain((2000, 1500)).point(lambda value: value // 4)] * 3)
    card = Image.new("RGB", (1300, 820), (205, 225, 215))
    card.paste(tones((300, 400)), (60, 260))
    drawn = ImageDraw.Draw(card)
    for line in range(5):
        drawn.rectangle((450, 240 + 90 * line, 1150, 280 + 90 * line), fill=(40, 40, 50))
    table.paste(card.rotate(2, expand=True), (320, 310), Image.new("L", card.size, 255).rotate(2, expand=True))
    return table


def shaded(page: Image.Image, dark: int = 140) -> Image.Image:
    small = Image.new("L", (200, 280), 255)
    ImageDraw.Draw(small).polygon([(0, 0), (130, 0), (60, 160), (0, 190)], fill=dark)
    shadow = small.filter(ImageFilter.GaussianBlur(24)).resize(page.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(page, Image.merge("RGB", [shadow] * 3))


def noisy(page: Image.Image, sigma: float) -> Image.Image:
    return ImageChops.add(page, Image.merge("RGB", [Image.effect_noise(page.size, sigma)] * 3), 1, -128)


def grain(size: tuple[int, int]) -> Image.Image:
    """A table's surface."""
    return Image.effect_noise(size, 30).filter(ImageFilter.GaussianBlur(3))


def tones(size: tuple[int, int]) -> Image.Image:
    """A picture: brightness that changes at every scale."""
    found = Image.new("L", size, 128)
    for rough in (4, 16, 64, 256):
        coarse = max(2, size[0] * rough // 1024), max(2, size[1] * rough // 1024)
        layer = Image.effect_noise(coarse, 300 / rough**0.5).resize(size, Image.Resampling.BICUBIC)
        found = ImageChops.add(found, layer, 1, -128)
    return found.convert("RGB")


def save(image: Image.Image, path: Path, dpi: int | None = 300) -> Path:
    """By the ending of ``path``; ``dpi`` as a scanner says it, ``None`` as a camera does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if dpi:
        image.save(path, dpi=(dpi, dpi))
    else:
        image.save(path)
    return path
