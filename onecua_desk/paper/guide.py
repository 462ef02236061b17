"""The hand-out about a procedure: what to bring, what it costs, when it is ready, on A5, also in large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.day_text import weekday
from onecua_desk.domain.guide import Guide, GuidePapers, GuideTime
from onecua_desk.domain.text import capitalised, uncapitalised
from onecua_desk.paper.flow import Block, item, kept, paginate, paragraph, space, with_foot
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run, draw_text
from onecua_desk.paper.look import NORMAL, Look
from onecua_desk.paper.running_head import cut
from onecua_desk.paper.sheet import A5_PAGE, pdf
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words, unbroken

__all__ = ["LARGE", "NORMAL", "hand_out"]

#: For people who see badly: the same text 1.4 times as large; the nation's name leaves no room for a larger head.
LARGE = Look(replace(A5_PAGE, bottom=29.0), 1.4, 1.0, (15.4,), 15.4, Align.LEFT, small=1.42)
TITLE = "Hướng dẫn thủ tục hành chính"
_TITLE_SIZE, _NAME_SIZE, _SMALL_SIZE = 13.0, 12.0, 8.6


def hand_out(guide: Guide, look: Look = NORMAL) -> bytes:
    """The PDF of one copy, on as many pages as it needs; the same guide gives the same bytes."""
    guide = _cleaned(guide)
    opening = _opening(guide, look)
    for size in (*look.sizes, look.flowing):
        pages = paginate([*opening, *_body(guide, look, size)], look.page.room, _onward(guide, look))
        if len(pages) == 1:
            break
    return pdf([pages], page=look.page, title=f"{TITLE} {guide.code}", author=guide.centre, small=look.small)


def _cleaned(guide: Guide) -> Guide:
    values = ((one.name, getattr(guide, one.name)) for one in fields(guide))
    texts: dict[str, Any] = {name: clean(value) for name, value in values if isinstance(value, str)}
    return replace(
        guide,
        **texts,
        times=tuple(_cleaned_time(time) for time in guide.times),
        papers=tuple(_cleaned_papers(group) for group in guide.papers),
        fees=tuple(map(clean, guide.fees)),
        legal_basis=tuple(map(clean, guide.legal_basis)),
    )


def _cleaned_time(time: GuideTime) -> GuideTime:
    return replace(time, cases=tuple(map(clean, time.cases)), limit=clean(time.limit), why=clean(time.why))


def _cleaned_papers(group: GuidePapers) -> GuidePapers:
    papers = (
        replace(one, name=clean(one.name), needed=clean(one.needed), note=clean(one.note)) for one in group.papers
    )
    return GuidePapers(clean(group.title), tuple(papers))


def _opening(guide: Guide, look: Look) -> list[Block]:
    day = day_in_words(guide.at)
    issued = f"{guide.place}, {day}" if guide.place else day.capitalize()
    scale, measure = look.scale, look.measure
    about = " · ".join(filter(None, (guide.code, guide.field, f"nộp {uncapitalised(guide.channel)}")))
    case = [Run("Trường hợp: "), Run(guide.case, BOLD)] if guide.case else []
    return [
        national_head(guide.parent, guide.centre, issued, measure, look.head_scale),
        space(9),
        *paragraph([Run(TITLE.upper(), BOLD)], _TITLE_SIZE * scale, measure, Align.CENTRE),
        space(3),
        *paragraph([Run(guide.name, BOLD)], _NAME_SIZE * scale, measure, Align.CENTRE),
        *paragraph([Run(about, ITALIC)], _SMALL_SIZE * scale + 0.5, measure, Align.CENTRE),
        *(paragraph(case, look.flowing, measure, Align.CENTRE) if case else []),
        space(6),
    ]


def _body(guide: Guide, look: Look, size: float) -> list[Block]:
    unknown = [] if guide.fees else ["Danh mục chưa ghi mức thu; xin hỏi cán bộ tại quầy."]
    lines = [
        *_heading("1. Giấy tờ cần có", look, size),
        *_papers(guide, look, size),
        *_heading("2. Thời gian giải quyết", look, size),
        *_times(guide, look, size),
        *_heading("3. Phí, lệ phí", look, size),
        *_items([*map(capitalised, guide.fees), *unknown], look, size),
        *_heading("4. Nơi giải quyết", look, size),
        *_place(guide, look, size),
        *_rest(guide, look, size),
    ]
    return with_foot(lines, _foot(guide, look))


def _papers(guide: Guide, look: Look, size: float) -> list[Block]:
    if not guide.papers:
        return _text("Danh mục chưa ghi giấy tờ; xin hỏi cán bộ tại quầy.", look, size)
    blocks: list[Block] = []
    first = 1
    for group in guide.papers:
        if group.title:
            title = paragraph([Run(f"{group.title}:", ITALIC)], size, look.measure, Align.LEFT)
            blocks += [replace(strip, keep=True) for strip in (*title, space(1.5))]
        blocks += [*_table(group, first, look, size), space(3)]
        first += len(group.papers)
    return blocks


def _table(group: GuidePapers, first: int, look: Look, size: float) -> list[Block]:
    number, needed = 28 * look.scale, 72 * look.scale
    columns = (
        Column("STT", number, Align.CENTRE),
        Column("Tên giấy tờ", look.measure - number - needed, Align.LEFT),
        Column("Cần có", needed, Align.CENTRE),
    )
    rows = [
        (str(place), f"{one.name} ({one.note})" if one.note else one.name, one.needed)
        for place, one in enumerate(group.papers, start=first)
    ]
    return table(columns, rows, size - 0.5)


def _times(guide: Guide, look: Look, size: float) -> list[Block]:
    blocks: list[Block] = []
    for time in guide.times:
        named = "; ".join(time.cases)
        before = [Run(f"{capitalised(named)}: ")] if named else []
        blocks += kept(paragraph([*before, *_time(time, guide.at)], size, look.measure, look.align))
    return blocks


def _time(time: GuideTime, at: datetime) -> list[Run]:
    if time.due is None:
        return [Run("cán bộ nhận hồ sơ hẹn ngày.")]
    due = f"{time.due:%H:%M} {weekday(time.due.weekday())} {time.due:%d/%m/%Y}"
    return [
        Run(capitalised(time.limit), BOLD),
        Run(f". Nếu nộp đủ giấy tờ lúc {_at(at)} thì hẹn trả "),
        Run(due, BOLD),
        Run(f" ({time.why})." if time.why else "."),
    ]


def _place(guide: Guide, look: Look, size: float) -> list[Block]:
    lines = [f"Nộp hồ sơ và nhận kết quả: {guide.centre}."]
    if guide.decided_by:
        lines.append(f"Cơ quan quyết định: {guide.decided_by}.")
    return _items(lines, look, size)


def _rest(guide: Guide, look: Look, size: float) -> list[Block]:
    blocks: list[Block] = []
    number = 5
    for heading, text in (("Lưu ý", guide.note), ("Căn cứ pháp lý", "; ".join(guide.legal_basis))):
        if text:
            blocks += [*_heading(f"{number}. {heading}", look, size), *_text(text, look, size)]
            number += 1
    return blocks


def _foot(guide: Guide, look: Look) -> list[Block]:
    said = f"Theo danh mục thủ tục tại thời điểm in: {_at(guide.at)}."
    return [space(4), *paragraph([Run(said, ITALIC)], _SMALL_SIZE * look.scale, look.measure, Align.LEFT)]


def _at(moment: datetime) -> str:
    return unbroken(f"{moment:%H:%M} ngày {moment:%d/%m/%Y}")


def _heading(text: str, look: Look, size: float) -> list[Block]:
    lines = paragraph([Run(text, BOLD)], size + 0.5, look.measure, Align.LEFT)
    return [space(4), *(replace(line, keep=True) for line in lines), replace(space(1.5), keep=True)]


def _text(text: str, look: Look, size: float) -> list[Block]:
    return kept(paragraph([Run(text)], size, look.measure, Align.LEFT))


def _items(lines: Sequence[str], look: Look, size: float) -> list[Block]:
    return [block for line in lines for block in kept(item(line, size, look.measure, align=Align.LEFT))]


def _onward(guide: Guide, look: Look) -> Block:
    """The small head of a further page: which procedure this is, on one line."""
    scale, size = look.small, 9 * look.small
    named = cut(f"{guide.code} {guide.name}", REGULAR, size, look.measure)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(TITLE, BOLD), x, top - size, size)
        draw_text(canvas, named, x, top - 20.5 * scale, size)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 25 * scale, x + look.measure, top - 25 * scale)

    return Block(32 * scale, draw)
