"""The slip: folded from the log and drawn, on each of its papers, and as a picture for the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from random import Random
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.receipt import Receipt
from onecua_desk.services import lookup, papers, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.services.print_settings import Stock
from onecua_desk.services.slips import Layout
from tests.bench.big_store import big_store, opened
from tests.bench.figures import Line, line, median_words, timed

TIMES = 100
TARGET = "<= 30 ms"


def lines(count: int) -> list[Line]:
    desk = opened(big_store(count))
    rows = Random(1).sample(lookup.page(desk, lookup.Chip.ALL, ""), 100)
    found = [*_drawn(desk, rows), *_on_each_paper(desk, rows), _pictured(desk, rows)]
    desk.store.close()
    return found


def _drawn(desk: Desk, rows: list[DossierRow]) -> list[Line]:
    one = Random(1)
    whole = timed(lambda: slips.slip(desk, one.choice(rows).id), TIMES)
    receipts = [_receipt(desk, row) for row in rows]
    paper = timed(lambda: slips.render(one.choice(receipts)), TIMES)
    size = f"{median(len(slips.render(receipt)) for receipt in receipts[:20]) / 1024:.0f} KiB a slip"
    floor = f"ReportLab's empty page {median_words(timed(empty_page, TIMES))}"
    return [line("slip, from the log to the PDF", whole, TARGET, size), line("slip, drawing alone", paper, "", floor)]


def _on_each_paper(desk: Desk, rows: list[DossierRow]) -> list[Line]:
    one = Random(1)
    receipts, slip = [_receipt(desk, row) for row in rows], slips.slip(desk, rows[0].id)
    trial = partial(papers.trial, "Canon LBP2900", None, Stock.A5, desk.now())
    drawn: dict[str, Callable[[], object]] = {
        "slip in large type, drawing alone": lambda: slips.render(one.choice(receipts), 0, Layout.LARGE),
        "slip on a roll, drawing alone": lambda: slips.render(one.choice(receipts), 0, Layout.ROLL),
        "two copies put on one A4, from the PDF": lambda: papers.sheets(desk, slip, Stock.PAIR),
        "trial page of a printer": trial,
    }
    return [line(what, timed(draw, TIMES), TARGET, "") for what, draw in drawn.items()]


def _pictured(desk: Desk, rows: list[DossierRow]) -> Line:
    receipt = _receipt(desk, rows[0])
    page = slips.preview(desk, receipt)
    beside = f"{page.width} x {page.height} px"
    taken = timed(lambda: slips.preview(desk, receipt), TIMES // 2)
    return line("slip as a picture for the preview", taken, "", beside)


def _receipt(desk: Desk, row: DossierRow) -> Receipt:
    return slips.receipt_of(lookup.story(desk, row.id).dossier, "Lê Thị Mai")


def empty_page() -> bytes:
    """The floor of every paper: what ReportLab takes for a page with one letter."""
    canvas = Canvas(BytesIO())
    canvas.drawString(10, 10, "x")
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data
