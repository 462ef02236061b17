"""Prints pages as pictures through Qt, so that every driver prints the same: the way of Windows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from onecua_desk.errors import UserError
from onecua_desk.services import papers
from onecua_desk.services.slips import PageImage
from onecua_desk.ui.printing.job import Job, Tray, not_seen

DPI = 300
_PIXEL = 25.4 / DPI  # mm

#: Qt hands these on to the driver, which keeps its own choice where it has no such tray; PySide cannot ask it.
_TRAYS = {
    QPrinter.PaperSource.Upper: "Khay trên",
    QPrinter.PaperSource.Middle: "Khay giữa",
    QPrinter.PaperSource.Lower: "Khay dưới",
    QPrinter.PaperSource.Manual: "Khay tay",
    QPrinter.PaperSource.Cassette: "Khay hộp",
}


def printers() -> list[str]:
    return list(QPrinterInfo.availablePrinterNames())


def trays(printer: str) -> list[Tray]:
    """The usual ones of any printer, by what Qt calls them."""
    return [Tray(source.name, label) for source, label in _TRAYS.items()] if printer in printers() else []


def send(job: Job) -> str:
    known = printers()
    if job.printer not in known:
        raise not_seen(job.printer, known)
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(job.printer)
    device.setDocName(job.title)
    device.setCopyCount(job.copies)
    device.setDuplex(QPrinter.DuplexMode.DuplexNone)  # the two copies of a slip part ways
    if job.tray:
        device.setPaperSource(QPrinter.PaperSource[job.tray])
    draw_pages(papers.pages(job.pdf, DPI), device)
    return ""


def draw_pages(pages: Iterable[PageImage], device: QPrinter) -> None:
    """Every page on paper of its own size, from edge to edge."""
    device.setFullPage(True)
    device.setResolution(DPI)
    painter = QPainter()
    for number, page in enumerate(pages):
        device.setPageLayout(_layout(QSizeF(page.width, page.height) * _PIXEL))
        if not (device.newPage() if number else painter.begin(device)):
            device.abort()
            raise UserError(
                f"Máy in “{device.printerName()}” không nhận bản in; hãy xem máy có bật và có giấy không.",
                field="printer",
            )
        picture = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
        painter.drawImage(device.paperRect(QPrinter.Unit.DevicePixel), picture)
    painter.end()


def _layout(size: QSizeF) -> QPageLayout:
    """Printers know paper as portrait; a page that is wider than high is turned."""
    wide = size.width() > size.height()
    paper = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Millimeter)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turn, QMarginsF(0, 0, 0, 0))
