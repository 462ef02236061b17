"""Procedures posted in public as a booklet on A4: a cover, a table of contents, the procedures field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.guide import GuidePapers
from onecua_desk.domain.posting import UNKNOWN, Posted, Posting
from onecua_desk.domain.procedure import Procedure
from onecua_desk.paper.cover import centred, frame
from onecua_desk.paper.flow import LEADING, Block, ends_kept, item, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.head import capitals
from onecua_desk.paper.lines import Align, Line, Run, draw_line, draw_text, wrap
from onecua_desk.paper.sheet import A4_PAGE
from onecua_desk.paper.streamed import Pages
from onecua_desk.paper.words import clean, unbroken

PAGE = A4_PAGE
TITLE = "Niêm yết công khai thủ tục hành chính"
_SIZE, _SMALL, _MEASURE = 11.0, 10.0, PAGE.measure
_NUMBER_ROOM = 34.0


@dataclass(frozen=True, slots=True)
class _Part:
    """What has a line of its own in the contents: the heading of a field in bold, or a procedure."""

    title: str
    font: str
    blocks: list[Block]


def draw_booklet(pdf: Pages, posting: Posting, answers: Callable[[Procedure], Posted]) -> None:
    """``answers`` is asked for one procedure after the other, so that the work can be stopped between them."""
    parts = list(_parts(posting, answers))
    pages = paginate([block for part in parts for block in part.blocks], PAGE.room, _onward(posting))
    begins = _begins(pages)
    before = 1 + len(_contents(parts, begins, 0))  # the cover, and contents that are as long with any numbers
    for number, blocks in enumerate([_cover(posting), *_contents(parts, begins, before), *pages], start=1):
        pdf.draw(blocks, str(number) if number > 1 else "")


def _parts(posting: Posting, answers: Callable[[Procedure], Posted]) -> Iterator[_Part]:
    """The heading of each field and each of its procedures."""
    for field in posting.fields:
        yield _Part(clean(field.name), BOLD, list(_field_heading(field.name)))
        for number, one in enumerate(field.procedures, start=1):
            yield _Part(_name(one), REGULAR, list(_procedure(number, answers(one))))


def _begins(pages: Sequence[Sequence[Block]]) -> dict[int, int]:
    """On which page each block stands, the first being 0, by the block's identity."""
    return {id(block): number for number, page in enumerate(pages) for block in page}


def _name(one: Procedure | Posted) -> str:
    return clean(f"{one.name} ({one.code})")


def _field_heading(name: str) -> Iterator[Block]:
    """The first block is the first line that is seen."""
    lines = paragraph([Run(f"LĨNH VỰC: {clean(name).upper()}", BOLD)], 13, _MEASURE, Align.LEFT)
    yield from (replace(line, keep=True) for line in lines)
    yield replace(_rule(), keep=True)


def _procedure(number: int, one: Posted) -> Iterator[Block]:
    """The title is bound to what follows; the first block is its first line."""
    title = paragraph([Run(f"{number}. {_name(one)}", BOLD)], _SIZE + 0.5, _MEASURE, Align.LEFT)
    yield from (replace(line, keep=True) for line in title)
    yield replace(space(2), keep=True)
    yield from _papers(one.papers)
    yield from _said("b) Thời hạn giải quyết", one.limits)
    yield from _said("c) Phí, lệ phí", one.fees)
    decided = [f"Cơ quan quyết định: {one.decided_by}."] if one.decided_by else []
    yield from _said("d) Nơi nộp hồ sơ, nhận kết quả", [f"{one.submitted_at}.", *decided])
    if one.legal_basis:
        yield from _said("đ) Căn cứ pháp lý", ["; ".join(one.legal_basis)])
    if one.note:
        yield from _said("Lưu ý", [one.note])
    yield space(9)


def _papers(groups: Sequence[GuidePapers]) -> Iterator[Block]:
    yield from _label("a) Thành phần hồ sơ")
    if not groups:
        yield from item(UNKNOWN, _SIZE, _MEASURE)
    for group in groups:
        if group.title:
            title = paragraph([Run(f"{clean(group.title)}:", ITALIC)], _SIZE, _MEASURE, Align.LEFT)
            yield from (replace(line, keep=True) for line in title)
        for paper in group.papers:
            note = f" ({paper.note})" if paper.note else ""
            yield from ends_kept(item(clean(f"{paper.name}{note}: {paper.needed}"), _SIZE, _MEASURE))


def _said(label: str, values: Sequence[str]) -> Iterator[Block]:
    """Beside the label where there is one value, below it where there are several."""
    texts = [unbroken(clean(text)) for text in values] or [UNKNOWN]
    if len(texts) == 1:
        yield from ends_kept(paragraph([Run(f"{label}: ", BOLD), Run(texts[0])], _SIZE, _MEASURE, Align.LEFT))
        return
    yield from _label(label)
    for text in texts:
        yield from ends_kept(item(text, _SIZE, _MEASURE))


def _label(label: str) -> Iterator[Block]:
    lines = paragraph([Run(f"{label}:", BOLD)], _SIZE, _MEASURE, Align.LEFT)
    return (replace(line, keep=True) for line in lines)


def _contents(parts: Sequence[_Part], begins: Mapping[int, int], before: int) -> list[list[Block]]:
    """The table of contents; ``before``: how many pages come before the first procedure."""
    blocks = [*paragraph([Run("MỤC LỤC", BOLD)], 14, _MEASURE, Align.CENTRE), space(8)]
    for part in parts:
        its = _entry(part.title, part.font, before + begins[id(part.blocks[0])] + 1)
        blocks += [replace(block, keep=True) for block in its] if part.font is BOLD else its
    return paginate(blocks, PAGE.room, space(0))


def _entry(title: str, font: str, page: int) -> list[Block]:
    """Its words, dots to the margin, and the number of its page on the last line."""
    indent = 0.0 if font is BOLD else 10.0
    lines = wrap([Run(title, font)], _SMALL, _MEASURE - indent - _NUMBER_ROOM)

    def drawn(line: Line) -> Callable[[Canvas, float, float], None]:
        def draw(canvas: Canvas, x: float, top: float) -> None:
            draw_line(canvas, line, x + indent, top - _SMALL, _SMALL, _MEASURE, Align.LEFT)
            if line is lines[-1]:
                _to_page(canvas, str(page), font, x, indent + line.width + 4, top - _SMALL)

        return draw

    return [Block(_SMALL * LEADING + 0.6, drawn(line)) for line in lines]


def _to_page(canvas: Canvas, page: str, font: str, x: float, start: float, baseline: float) -> None:
    """Dots from ``start`` on, and the number at the margin."""
    end = _MEASURE - width(page, font, _SMALL)
    dots = "." * max(0, int((end - 3 - start) / width(".", REGULAR, _SMALL)))
    draw_text(canvas, Run(dots), x + start, baseline, _SMALL, end - 3 - start, Align.RIGHT)
    draw_text(canvas, Run(page, font), x + end, baseline, _SMALL)


def _onward(posting: Posting) -> Block:
    """The small head of a further page."""
    text = f"{TITLE}, áp dụng tại ngày {posting.day:%d/%m/%Y}"

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(text, ITALIC), x, top - 9, 9)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 13, x + _MEASURE, top - 13)

    return Block(22, draw)


def _rule() -> Block:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(1)
        canvas.line(x, top - 2, x + _MEASURE, top - 2)

    return Block(8, draw)


def _cover(posting: Posting) -> list[Block]:
    place = clean(posting.unit.place)
    chosen = [*centred(PAGE, f"Lĩnh vực: {clean(posting.chosen)}", 16, BOLD)] if posting.chosen else []
    return [
        frame(PAGE),
        space(40),
        *centred(PAGE, clean(posting.unit.parent).upper(), 14, REGULAR),
        *centred(PAGE, capitals(clean(posting.unit.centre)), 15, BOLD),
        space(190),
        *centred(PAGE, "NIÊM YẾT CÔNG KHAI", 24, BOLD),
        *centred(PAGE, "THỦ TỤC HÀNH CHÍNH", 24, BOLD),
        space(16),
        *chosen,
        *centred(PAGE, f"{posting.count} thủ tục, {len(posting.fields)} lĩnh vực", 14, REGULAR),
        *centred(PAGE, f"Áp dụng tại ngày {posting.day:%d/%m/%Y}", 14, ITALIC),
        space(230 - sum(block.height for block in chosen)),
        *centred(PAGE, f"{place}, năm {posting.day.year}" if place else f"Năm {posting.day.year}", 13, BOLD),
    ]
