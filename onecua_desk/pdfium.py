"""The one lock around PDFium, which one thread at a time may use: previews, printing and scans all ask for it."""

from __future__ import annotations

from threading import RLock

from onecua_desk import memory

PDFIUM = RLock()

memory.give_large_back()  # before the first picture of a page
