"""Every other paper of a fixed form, as the gallery shows it: the control slip, the lists, the sheets, the report."""

from __future__ import annotations

from onecua_desk.paper.image import page_count
from onecua_desk.samples import books, public
from onecua_desk.samples.sample import Sample
from tests.bench.figures import Line, line, timed
from tests.bench.slip import empty_page

TIMES = 30
TARGET = "<= 30 ms"


def lines(count: int) -> list[Line]:
    kinds = (*books.kinds(), *public.kinds())
    floor = line("ReportLab's empty page", timed(empty_page, TIMES), "", "the floor of every paper")
    return [floor, *(_line(sample) for kind in kinds for sample in kind.samples if sample.few)]


def _line(sample: Sample) -> Line:
    pdf = sample.draw()
    beside = f"{page_count(pdf)} pages, {len(pdf) / 1024:.0f} KiB"
    return line(f"paper {sample.name}", timed(sample.draw, TIMES), TARGET, beside)
