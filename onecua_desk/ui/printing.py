"""Sends a finished PDF to a printer without any dialog, as pictures, so that every printer driver prints the same."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from onecua_desk.errors import UserError
from onecua_desk.paper.image import page_image

DPI = 300
_POINT = 25.4 / 72  # mm


def printers() -> list[str]:
    """Names of the printers that this machine knows."""
    return list(QPrinterInfo.availablePrinterNames())


def default_printer() -> str:
    """The machine's own choice, or empty."""
    return QPrinterInfo.defaultPrinterName()


def print_pdf(pdf: bytes, printer: str, *, copies: int = 1, title: str = "") -> None:
    """Hand every page to the spooler and return; runs in any thread, one at a time.

    Raises ``UserError(field="printer")`` when there is no such printer or it takes nothing.
    """
    known = printers()
    if not known:
        raise UserError("Máy này chưa có máy in; hãy nối máy in, hoặc lưu ra tệp PDF.", field="printer")
    if printer not in known:
        raise UserError(
            f"Không thấy máy in “{printer}”; hãy bật máy in đó, hoặc chọn máy khác trong Cài đặt (F10).",
            field="printer",
        )
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(printer)
    device.setDocName(title)
    device.setCopyCount(copies)
    draw_pages(pdf, device)


def draw_pages(pdf: bytes, device: QPrinter) -> None:
    """Every page of ``pdf`` on paper of its own size, from edge to edge."""
    device.setFullPage(True)
    device.setResolution(DPI)
    sizes = _page_sizes(pdf)
    painter = QPainter()
    for number, size in enumerate(sizes):
        device.setPageLayout(_layout(size))
        if not (device.newPage() if number else painter.begin(device)):
            raise UserError(
                f"Máy in “{device.printerName()}” không nhận bản in; hãy xem máy có bật và có giấy không.",
                field="printer",
            )
        painter.drawImage(device.paperRect(QPrinter.Unit.DevicePixel), _picture(pdf, number))
    painter.end()


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write ``pdf`` to a file that the official chose; ``UserError`` where the disk refuses."""
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise UserError(f"Không lưu được vào {path}; hãy chọn thư mục khác.") from error


def _page_sizes(pdf: bytes) -> list[QSizeF]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [QSizeF(width, height) * _POINT for width, height in (page.get_size() for page in document)]


def _layout(size: QSizeF) -> QPageLayout:
    """Printers know paper as portrait; a page that is wider than high is turned."""
    wide = size.width() > size.height()
    paper = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Millimeter)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turn, QMarginsF(0, 0, 0, 0))


def _picture(pdf: bytes, page: int) -> QImage:
    width, height, stride, pixels = page_image(pdf, page, DPI)
    return QImage(pixels, width, height, stride, QImage.Format.Format_BGR888).copy()
