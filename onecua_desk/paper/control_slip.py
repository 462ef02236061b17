"""Form 06 (2018: 05), the control slip: Phiếu kiểm soát quá trình giải quyết hồ sơ, A5, five passings on a page.

Thông tư 01/2018/TT-VPCP form 05. Rows that the log does not fill yet are there to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.control_slip import ControlSlip, Passing
from onecua_desk.paper.codes import draw_bars, draw_qr
from onecua_desk.paper.content import Content, content, desk_texts
from onecua_desk.paper.flow import SLACK, Block, item, line_block, paragraph, space
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.letter import letter_head
from onecua_desk.paper.letter_blocks import Setting, part
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.lines import Align, Run, balanced, draw_text
from onecua_desk.paper.look import NORMAL
from onecua_desk.paper.passing_rows import PassingRow, drawn, head, row, rows_of
from onecua_desk.paper.set_text import plain, runs
from onecua_desk.paper.sheet import A5_PAGE, pdf
from onecua_desk.paper.template import Labelled, Notes, Paragraph, Ruled, Template
from onecua_desk.paper.template_reading import built_in
from onecua_desk.paper.words import clean, moment_in_words

ROWS = 5
"""Rows on a page, as the form has them."""
_MEASURE = A5_PAGE.measure
_TITLE, _CODE, _NOTE = 12.5, 11.0, 7.0
_SIZES = (10.0, 9.5, 9.0, 8.5)
_QR, _BARS = 52.0, 15.0
_AIR = 5.0
"""More than its least that a row should have to sign in: for this the text above the table may be smaller."""
#: The facts leave room for the QR on their right.
_BESIDE = replace(NORMAL, page=replace(A5_PAGE, right=A5_PAGE.right + _QR + 12), align=Align.LEFT)
_EMPTY = Passing("", "")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the slip says, in the words of its template."""

    content: Content
    template: Template
    passings: tuple[Passing, ...]

    @property
    def title(self) -> str:
        return plain(self.template.title, self.content.texts)

    @property
    def columns(self) -> Block:
        """The head of the table."""
        tables = (block for block in self.template.blocks if isinstance(block, Ruled))
        return head(_MEASURE, next(tables).titles)

    @property
    def notes(self) -> list[Block]:
        said = [block for block in self.template.blocks if isinstance(block, Notes)]
        texts = self.content.texts
        labels = (paragraph(runs(one.label, texts), _NOTE, _MEASURE, Align.JUSTIFY) for one in said if one.label)
        lines = (item(plain(line, texts), _NOTE, _MEASURE, align=Align.JUSTIFY) for one in said for line in one.lines)
        return [space(2), *(block for part in (*labels, *lines) for block in part)]

    def facts(self, size: float) -> list[Block]:
        """What stands beside the code."""
        setting = Setting(self.content, _BESIDE, size)
        blocks = (block for block in self.template.blocks if isinstance(block, Labelled | Paragraph))
        return [strip for block in blocks for strip in part(block, setting)]


def control_slip(slip: ControlSlip, reprint: int = 0, template: Template | None = None) -> bytes:
    """The PDF; the same slip gives the same bytes on any day. ``reprint``: as for the appointment slip.

    Where a province's ``template`` leaves no room for a row, the one of the program is taken, as for all papers.
    """
    passings = tuple(replace(one, **_cleaned(one)) for one in slip.passings)
    ours = _Said(_content(slip), built_in(Letter.CONTROL_SLIP, slip.ruleset), passings)
    said = replace(ours, template=template) if template else ours
    pages = list(_pages(said))
    if template and any(sum(block.height for block in page) > A5_PAGE.room + SLACK for page in pages):
        said, pages = ours, list(_pages(ours))
    title = f"{said.title} {said.content.mark}"
    return pdf([pages], title=title, author=said.content.author, reprint=reprint)


def _content(slip: ControlSlip) -> Content:
    texts = {
        **desk_texts(slip.parent, slip.centre, slip.place, slip.received_at),
        "ma_ho_so": slip.code,
        "ho_ten": slip.applicant,
        "dia_chi_dien_thoai": "; ".join(part for part in (slip.address, slip.phone) if part),
        "thu_tuc": slip.procedure,
        "gio_nhan": moment_in_words(slip.received_at),
        "hen_tra": moment_in_words(slip.due) if slip.due else "",
        "co_quan": slip.solved_by,
        "co_quan_phoi_hop": slip.together,
    }
    return content(Letter.CONTROL_SLIP, slip.ruleset, texts, mark=slip.code, author=slip.centre, code=slip.code)


def _cleaned(passing: Passing) -> dict[str, Any]:
    """The texts of it, cleaned."""
    values = ((field.name, getattr(passing, field.name)) for field in fields(passing))
    return {name: clean(text) for name, text in values if isinstance(text, str)}


def _pages(said: _Said) -> Iterator[list[Block]]:
    """Rows down to the foot of every page, the notes below them."""
    left = [strip for passing in said.passings for strip in rows_of(passing, _MEASURE)]
    opening = _opening(said, left)
    while True:
        room = _room(said, opening)
        its = left[: _fitting(left, room)]
        yield [*opening, said.columns, *_filled(its, room), *said.notes]
        left = left[len(its) :]
        if not left:
            return
        opening = [_onward(said)]


def _room(said: _Said, opening: Sequence[Block]) -> float:
    """What a page has left for rows."""
    return A5_PAGE.room - sum(block.height for block in (*opening, said.columns, *said.notes))


def _fitting(rows: Sequence[PassingRow], room: float) -> int:
    """How many of ``rows`` the page takes: five, or fewer where their texts are long, but one in any case."""
    count = min(ROWS, len(rows))
    while count > 1 and sum(one.height for one in rows[:count]) > room:
        count -= 1
    return count


def _filled(rows: Sequence[PassingRow], room: float) -> list[Block]:
    """With empty rows as far as they have room, and what is left of the page for all of them alike."""
    empty = row(_EMPTY, _MEASURE)
    used = sum(one.height for one in rows)
    more = min(ROWS - len(rows), int(max(0.0, room - used) / empty.height))
    filled = [*rows, *[empty] * more]
    share = max(0.0, room - used - more * empty.height) / len(filled)
    return [drawn(one, one.height + share, _MEASURE) for one in filled]


def _opening(said: _Said, rows: Sequence[PassingRow]) -> list[Block]:
    """Everything above the table, in the largest text that leaves room to sign in all rows of the page."""
    empty = row(_EMPTY, _MEASURE).height
    needed = sum(_AIR + (rows[place].height if place < len(rows) else empty) for place in range(ROWS))
    found: list[Block] = []
    for size in _SIZES:
        found = [*_head(said), *_beside_qr(said.content.code, said.facts(size)), space(3)]
        if _room(said, found) >= needed:
            break
    return found


def _head(said: _Said) -> list[Block]:
    heading = balanced(said.title.upper(), BOLD, _TITLE, _MEASURE)
    return [
        letter_head(said.content, said.template.head, NORMAL),
        space(4),
        *(line_block(line, _TITLE, _MEASURE, Align.CENTRE) for line in heading),
        space(7),
    ]


def _beside_qr(code: str, facts: Sequence[Block]) -> list[Block]:
    """The facts on the left, the code as QR on their right and as bars below it in words."""
    label = paragraph([Run(f"Mã hồ sơ: {code}", BOLD)], _CODE, _BESIDE.measure, Align.JUSTIFY)
    wide = _BESIDE.measure
    bars = Block(_BARS + 4, lambda canvas, x, top: draw_bars(canvas, code, x, top - _BARS - 1, wide, _BARS))
    qr = Block(0, lambda canvas, x, top: draw_qr(canvas, code, x + _MEASURE - _QR, top - _QR - 3, _QR))
    return [qr, *label, bars, *facts]


def _onward(said: _Said) -> Block:
    """The small head of a further page."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(said.title, BOLD), x, top - 9, 9)
        draw_text(canvas, Run(f"Mã hồ sơ: {said.content.code}"), x, top - 20.5, 9)

    return Block(28, draw)
