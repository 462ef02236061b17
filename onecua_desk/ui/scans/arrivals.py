"""The ways in which pages reach the panel by hand: files that are chosen or dropped, a picture that is pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from onecua_desk.services.scan_pages import Source

_FILTER = "Ảnh và PDF (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf);;Mọi tệp (*)"


def chosen(parent: QWidget) -> list[Source]:
    """The files that the official picks."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Chọn tệp quét hoặc ảnh chụp", "", _FILTER)
    return [Path(name) for name in names]


def carried(data: QMimeData) -> list[Source]:
    """The files, or else the picture, that were dropped or pasted; empty when there is nothing of the kind."""
    files: list[Source] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return files
    image = data.imageData()
    return [_png(image)] if isinstance(image, QImage) and not image.isNull() else []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Hardly compressed: quick, and it only lives until it is prepared. The stubs ask for bytes, PySide takes text.
    image.save(buffer, "PNG", 100)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
