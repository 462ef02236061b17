"""Sends finished pages to a printer without any dialog, as pictures, so that every printer driver prints the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from onecua_desk.errors import UserError
from onecua_desk.services.slips import PageImage

DPI = 300
_PIXEL = 25.4 / DPI  # mm


def printers() -> list[str]:
    """Names of the printers that this machine knows."""
    return list(QPrinterInfo.availablePrinterNames())


def print_pages(pages: Iterable[PageImage], printer: str, *, copies: int = 1, title: str = "") -> None:
    """Hand pages of ``DPI`` to the spooler and return; runs in any thread, one at a time.

    Raises ``UserError(field="printer")`` when there is no such printer or it takes nothing.
    """
    known = printers()
    if not known:
        raise UserError(f"Máy này không thấy máy in nào; hãy nối và bật “{printer}”, hoặc lưu PDF.", field="printer")
    if printer not in known:
        raise UserError(
            f"Không thấy máy in “{printer}”; hãy bật máy in đó, hoặc chọn máy khác trong Cài đặt (F10).",
            field="printer",
        )
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(printer)
    device.setDocName(title)
    device.setCopyCount(copies)
    draw_pages(pages, device)


def draw_pages(pages: Iterable[PageImage], device: QPrinter) -> None:
    """Every page on paper of its own size, from edge to edge."""
    device.setFullPage(True)
    device.setResolution(DPI)
    painter = QPainter()
    for number, page in enumerate(pages):
        device.setPageLayout(_layout(QSizeF(page.width, page.height) * _PIXEL))
        if not (device.newPage() if number else painter.begin(device)):
            raise UserError(
                f"Máy in “{device.printerName()}” không nhận bản in; hãy xem máy có bật và có giấy không.",
                field="printer",
            )
        picture = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
        painter.drawImage(device.paperRect(QPrinter.Unit.DevicePixel), picture)
    painter.end()


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write ``pdf`` to ``path``, whole or not at all; ``UserError`` where the disk refuses."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pdf)
        part.replace(path)
    except OSError as error:
        raise UserError(f"Không lưu được vào {path}: {error.strerror}. Hãy chọn thư mục khác.") from error


def _layout(size: QSizeF) -> QPageLayout:
    """Printers know paper as portrait; a page that is wider than high is turned."""
    wide = size.width() > size.height()
    paper = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Millimeter)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turn, QMarginsF(0, 0, 0, 0))
