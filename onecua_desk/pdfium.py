"""The one lock around PDFium, which one thread at a time may use: previews, printing and scans all ask for it."""

from __future__ import annotations

from threading import RLock

PDFIUM = RLock()
