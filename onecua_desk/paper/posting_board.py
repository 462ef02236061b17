"""Procedures posted in public as a board of A3 sheets across: a row each, to be hung up side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onecua_desk.domain.posting import UNKNOWN, Posted, Posting
from onecua_desk.domain.procedure import Procedure
from onecua_desk.paper.flow import Block, kept, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.ruled import Field, Grid
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A3_ACROSS
from onecua_desk.paper.streamed import Pages
from onecua_desk.paper.words import clean, day_in_words, unbroken

PAGE = A3_ACROSS
_SIZE, _MEASURE = 12.0, PAGE.measure
_ONWARD = 1.6
"""How much larger than on a page to be held the head of a further sheet is."""
_TITLE = "NIÊM YẾT CÔNG KHAI THỦ TỤC HÀNH CHÍNH"
_BESIDES = "Nộp trực tuyến: Cổng Dịch vụ công quốc gia. Giấy tờ cần có của từng thủ tục: xem tập niêm yết tại quầy."
FIELDS = (
    Field("STT", 42, Align.CENTRE, whole=True),
    Field("Mã thủ tục", 78, whole=True),
    Field("Tên thủ tục hành chính", 376),
    Field("Thời hạn giải quyết", 200),
    Field("Phí, lệ phí", 240),
    Field("Nơi nộp hồ sơ; cơ quan giải quyết", _MEASURE - 936),
)


def draw_board(pdf: Pages, posting: Posting, answers: Callable[[Procedure], Posted]) -> None:
    """``answers`` is asked for one procedure after the other, so that the work can be stopped between them."""
    grid = Grid(FIELDS, _SIZE)
    blocks, number = [*_opening(posting), grid.head], 0
    for field in posting.fields:
        bands = grid.bands([Run(f"{clean(field.name).upper()} ({len(field.procedures)} thủ tục)", BOLD)])
        blocks += [replace(band, keep=True, again=grid.head) for band in bands]
        for one in field.procedures:
            number += 1
            blocks += [replace(strip, again=grid.head) for strip in kept(grid.row(_cells(number, answers(one))))]
    about = " · ".join(filter(None, map(clean, (posting.unit.centre, posting.chosen))))
    onward = running_head(_TITLE, f"Áp dụng tại ngày {posting.day:%d/%m/%Y}", _MEASURE, about, _ONWARD)
    pages = paginate(blocks, PAGE.room, onward)
    for place, its in enumerate(pages, start=1):
        pdf.draw(its, f"tờ {place}/{len(pages)}")


def _opening(posting: Posting) -> list[Block]:
    day = day_in_words(posting.day)
    chosen = [Run(f"Lĩnh vực: {clean(posting.chosen)}", BOLD)] if posting.chosen else []
    issued = f"{clean(posting.unit.place)}, {day}" if posting.unit.place else day.capitalize()
    return [
        national_head(clean(posting.unit.parent), clean(posting.unit.centre), issued, _MEASURE, 1.6),
        space(14),
        *paragraph([Run(_TITLE, BOLD)], 22, _MEASURE, Align.CENTRE),
        *(paragraph(chosen, 16, _MEASURE, Align.CENTRE) if chosen else ()),
        *paragraph([Run(f"Áp dụng tại ngày {posting.day:%d/%m/%Y}. {_BESIDES}", ITALIC)], 13, _MEASURE, Align.CENTRE),
        space(10),
    ]


def _cells(number: int, one: Posted) -> list[str]:
    decided = [f"Giải quyết: {one.decided_by}"] if one.decided_by else []
    return [
        str(number),
        *map(clean, (one.code, one.name)),
        _listed(one.limits or [UNKNOWN]),
        _listed(one.fees or [UNKNOWN]),
        _listed([f"Nộp: {one.submitted_at}", *decided], mark=""),
    ]


def _listed(texts: Sequence[str], mark: str = "- ") -> str:
    """A line each, with a ``mark`` where there are several: read from a wall, nobody looks for semicolons."""
    before = mark if len(texts) > 1 else ""
    return "\n".join(f"{before}{unbroken(clean(text))}" for text in texts)
