"""A page from a scanner and from a camera: how long it takes, how small it gets, how late the window is."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from onecua_desk.scans.pdf import pdf_of
from onecua_desk.services import scans
from onecua_desk.services.scans import Manner, Page
from onecua_desk.store.files import files_in
from tests.bench.figures import Line, line, timed
from tests.scans import papers

TIMES = 10
TARGET = "<= 1 s"


def lines(_count: int) -> list[Line]:
    with TemporaryDirectory() as folder:
        scanned = papers.save(papers.scanned(2.0), Path(folder) / "quet.jpg")
        photographed = papers.save(papers.photographed(), Path(folder) / "chup.jpg", None)
        return [
            _prepared("page from a scanner, 300 dpi with a shadow and 2° slant", scanned),
            _prepared("page from a camera, 8 megapixels on a table", photographed),
            _waits(scanned),
            _kept(Path(folder), scanned),
        ]


def _prepared(what: str, path: Path) -> Line:
    page = Page(path)
    took = timed(lambda: scans.prepare(page, Manner()), TIMES, warm_up=1)
    size = scans.prepare(page, Manner()).size / 1024
    came = path.stat().st_size / 1024
    return line(f"{what}: ready to be kept", took, TARGET, f"{size:.0f} KiB, target 45; as it came {came:.0f}")


def _waits(path: Path) -> Line:
    """How late a thread that wakes every 5 ms is, while another one prepares pages."""
    late: list[float] = []
    worker = Thread(target=lambda: [scans.prepare(Page(path), Manner()) for _ in range(TIMES)])
    worker.start()
    while worker.is_alive():
        started = time.perf_counter()
        time.sleep(0.005)
        late.append((time.perf_counter() - started) * 1000 - 5)
    worker.join()
    return line("window's thread late while pages are prepared", late, "<= 100 ms", f"longest {max(late):.0f} ms")


def _kept(folder: Path, path: Path) -> Line:
    """New content each time: the same one would already be there."""
    page = scans.prepare(Page(path), Manner())
    files, count = files_in(folder), iter(range(1_000))
    content = pdf_of([page.coded]) if page.coded else b""
    took = timed(lambda: files.put(content + str(next(count)).encode()), TIMES * 5)
    return line("file written, with fsync of file and folder", took, "", f"{len(content) // 1024} KiB each")
