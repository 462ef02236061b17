"""The appointment slip on a roll of 80 mm: what the citizen must know, one copy, as long as its text."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, ruleset_named
from onecua_desk.paper.codes import draw_qr
from onecua_desk.paper.flow import LEADING, Block, item, line_block, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR
from onecua_desk.paper.head import capitals
from onecua_desk.paper.lines import Align, Run, balanced
from onecua_desk.paper.receipts import cleaned
from onecua_desk.paper.sheet import Page, pdf
from onecua_desk.paper.words import moment_in_words

#: Printers for 80 mm paper print 72 mm of it. The reprint mark stands in the top margin.
ROLL_WIDTH, _SIDE, _TOP, _BOTTOM = 80 * mm, 4 * mm, 24.0, 14.0
_MEASURE = ROLL_WIDTH - 2 * _SIDE
_QR_SIDE = 30 * mm
_SMALL, _SIZE, _LARGE, _HUGE = 8.5, 10.0, 12.0, 17.0
#: Papers named one by one; of more only how many there are.
_NAMED = 12
_ASK = "Khi hỏi về hồ sơ, xin đưa giấy này cho cán bộ quét mã."


def slip_roll(receipt: Receipt, reprint: int = 0) -> bytes:
    """The PDF of one page of 80 mm, as high as what stands on it; the same receipt gives the same bytes."""
    receipt = cleaned(receipt)
    title = ruleset_named(receipt.ruleset).forms[FormKind.SLIP].title
    blocks = [
        *_head(receipt, title),
        *_code(receipt),
        _rule(),
        *_labelled("Người nộp", receipt.applicant, BOLD),
        *_labelled("Thủ tục", receipt.procedure),
        *_papers(receipt.papers),
        *_labelled("Nhận lúc", moment_in_words(receipt.received_at)),
        _rule(),
        *_due(receipt),
        _rule(),
        *_labelled("Trả kết quả tại", receipt.return_at),
        *_labelled("Phí, lệ phí", receipt.fee),
        *_labelled("Cán bộ tiếp nhận", receipt.official),
        space(4),
        *paragraph([Run(_ASK, ITALIC)], _SMALL, _MEASURE, Align.CENTRE),
    ]
    page = Page(ROLL_WIDTH, sum(block.height for block in blocks) + _TOP + _BOTTOM, _SIDE, _SIDE, _TOP, _BOTTOM)
    return pdf([[blocks]], page=page, title=f"{title} {receipt.code}", author=receipt.centre, reprint=reprint)


def _head(receipt: Receipt, title: str) -> list[Block]:
    return [
        *paragraph([Run(receipt.parent.upper())], _SMALL, _MEASURE, Align.CENTRE),
        *_heading(capitals(receipt.centre), _SMALL),
        space(5),
        *_heading(title.upper(), _LARGE),
        space(3),
    ]


def _heading(text: str, size: float) -> list[Block]:
    return [line_block(line, size, _MEASURE, Align.CENTRE) for line in balanced(text, BOLD, size, _MEASURE)]


def _code(receipt: Receipt) -> list[Block]:
    """The code to read aloud, and to scan; bars of it would be too fine for a roll's coarse dots."""

    code, note = receipt.code, receipt.number_note
    said = [space(2), *_heading(note, _SMALL)] if note else []

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_qr(canvas, code, x + (_MEASURE - _QR_SIDE) / 2, top - _QR_SIDE - 8, _QR_SIDE)

    return [*_heading(code, _LARGE), *said, Block(_QR_SIDE + 16, draw)]


def _papers(papers: tuple[PaperLine, ...]) -> list[Block]:
    if not papers:
        return []
    count = Run(f"Giấy tờ đã nhận: {len(papers)} loại")
    named = papers if len(papers) <= _NAMED else ()
    lines = [item(f"{line.name} ({line.kind}: {line.quantity})", _SMALL, _MEASURE) for line in named]
    return [*paragraph([count], _SIZE, _MEASURE, Align.LEFT), *(block for line in lines for block in line)]


def _due(receipt: Receipt) -> list[Block]:
    """The appointment, the one thing that must be seen from afar."""
    label = paragraph([Run("HẸN TRẢ KẾT QUẢ", BOLD)], _SIZE, _MEASURE, Align.CENTRE)
    if receipt.due is None:
        return [*label, *_heading("Cán bộ sẽ thông báo sau", _LARGE), space(3)]
    day = f"{receipt.due:%d/%m}/{receipt.due.year:04d}"
    return [
        *label,
        *_heading(f"{receipt.due:%H} giờ {receipt.due:%M}", _LARGE),
        *_heading(day, _HUGE),
        space(4),
    ]


def _labelled(label: str, value: str, font: str = REGULAR) -> list[Block]:
    """``label: value``; nothing where there is no value."""
    return paragraph([Run(f"{label}: "), Run(value, font)], _SIZE, _MEASURE, Align.LEFT) if value else []


def _rule() -> Block:
    """A thin line with air above and below."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.line(x, top - 4, x + _MEASURE, top - 4)

    return Block(_SMALL * LEADING - 2, draw)
