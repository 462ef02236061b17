"""Pages of a file that was scanned or photographed: told by its content, limits checked before anything is decoded."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from onecua_desk.errors import UserError
from onecua_desk.scans import pdf_pages
from onecua_desk.scans.faults import as_sentences, damaged, too_large, wrong_kind
from onecua_desk.scans.origin import Source, name_of

LONGEST = 3508
"""Pixels of the longer edge to go on with: A4 at 300 dpi."""

MOST_BYTES = 120 * 1024 * 1024
"""An A4 page at 600 dpi in full colour, not compressed, has 105 million bytes."""

MOST_PIXELS = 50_000_000
"""An A4 page at 600 dpi has 35 million."""

MOST_PAGES = 200
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")
_BELIEVED = range(96, 1201)
"""Dots per inch that a scanner writes; cameras write 72 and mean nothing by it."""

# Pillow's own limit warns first and refuses at twice as much; ours stands in ``_checked`` and only refuses.
Image.MAX_IMAGE_PIXELS = None
# It also warns of every damaged tag of a picture that it reads all the same; nobody at the counter can act on that.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@dataclass(frozen=True, slots=True)
class Raw:
    """A page as it came, upright, in RGB, its longer edge at most ``LONGEST``; ``dpi`` as it stands now, if known."""

    picture: Image.Image
    dpi: float | None


def count_pages(source: Source) -> int:
    """How many pages the file has; ``UserError`` when it cannot be taken."""
    if _is_pdf(source):
        pages = pdf_pages.count(source)
    else:
        with _opened(source) as image:
            pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if pages > MOST_PAGES:
        raise UserError(f"«{name_of(source)}» có {pages} trang, nhiều nhất {MOST_PAGES}. Hãy chia thành nhiều tệp.")
    return pages


def read_page(source: Source, number: int = 0) -> Raw:
    """Page ``number`` from 0; ``UserError`` when it cannot be read."""
    if _is_pdf(source):
        picture, dpi = pdf_pages.render(source, number, LONGEST)
        return Raw(picture, dpi)
    with _opened(source) as image:
        if number:
            image.seek(number)
            _checked(source, image)
        return _decoded(image)


def is_digital(source: Source) -> bool:
    """Whether it is a PDF that was made by a program, not by a scanner: it has letters or a signature."""
    return _is_pdf(source) and pdf_pages.is_digital(source)


def read_whole(source: Source) -> bytes:
    """The file as it is, for a digital original; ``UserError`` as for its pages."""
    count_pages(source)
    with as_sentences(source):
        return source if isinstance(source, bytes) else source.read_bytes()


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image]:
    head = _head(source)
    if any(brand in head[:16] for brand in _HEIC):
        raise UserError(f"«{name_of(source)}» là ảnh HEIC, chưa đọc được. Hãy chỉnh điện thoại chụp dạng JPEG.")
    with (
        as_sentences(source),
        Image.open(BytesIO(source) if isinstance(source, bytes) else source, formats=_FORMATS) as image,
    ):
        yield _checked(source, image)


def _checked(source: Source, image: Image.Image) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise too_large(source)
    if min(image.size) < 16:
        raise damaged(source)
    return image


def _head(source: Source) -> bytes:
    """The first bytes, after the file was found neither empty nor too heavy."""
    with as_sentences(source):
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        head = source[:1024] if isinstance(source, bytes) else _first_bytes(source)
    if not size:
        raise UserError(f"«{name_of(source)}» không có gì bên trong. Hãy quét lại.")
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        raise UserError(f"«{name_of(source)}» nặng {size // 1024**2} MB, nhiều nhất {most} MB. Hãy quét ở 300 dpi.")
    return head


def _first_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise wrong_kind(path)
    with path.open("rb") as file:
        return file.read(1024)


def _is_pdf(source: Source) -> bool:
    return b"%PDF-" in _head(source)


def _decoded(image: Image.Image) -> Raw:
    said = _said_dpi(image)
    width = image.width
    if image.format in {"JPEG", "MPO"}:
        image.draft(None, (LONGEST // 2 + 1, LONGEST // 2 + 1))  # decodes half or a quarter where that is enough
    orientation = image.getexif().get(0x0112, 1)
    small = _reduced(image)
    picture = _in_rgb(small)
    picture.getexif()[0x0112] = orientation
    upright = ImageOps.exif_transpose(picture)
    dpi = said * small.width / width if said else None
    return Raw(upright.copy() if upright is picture else upright, dpi)


def _reduced(image: Image.Image) -> Image.Image:
    """Before the colours are converted: the large picture then exists once only."""
    image.load()
    if image.mode in {"1", "P", "PA"}:
        image = image.convert("L" if image.mode == "1" else "RGBA")
    if image.mode.startswith(("I", "F")):
        image = _from_16_bits(image)
    longest = max(image.size)
    if longest <= LONGEST:
        return image
    size = round(image.width * LONGEST / longest), round(image.height * LONGEST / longest)
    return image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def _from_16_bits(image: Image.Image) -> Image.Image:
    levels = image.convert("F")
    _, brightest = levels.getextrema()
    assert isinstance(brightest, float)
    share = 255 / max(brightest, 255.0)
    return levels.point(lambda value: value * share + 0).convert("L")


def _in_rgb(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA"}:
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")


def _said_dpi(image: Image.Image) -> float | None:
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    same = abs(across - down) <= 0.02 * max(across, down)
    return across if same and round(across) in _BELIEVED else None
