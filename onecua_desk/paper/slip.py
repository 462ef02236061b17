"""Form 01, the appointment slip: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, two copies on A5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, RuleSet, ruleset_named
from onecua_desk.paper.codes import draw_bars, draw_qr
from onecua_desk.paper.flow import LEADING, Block, item, kept, leader, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run, draw_line, draw_text, wrap
from onecua_desk.paper.sheet import MEASURE, ROOM, a5_pdf
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words, moment_in_words

COPIES = ("Liên 1: Lưu", "Liên 2: Giao khách hàng")
#: Sizes of the text in points; a smaller one is taken only where it saves the second page.
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
_FLOWING_SIZE = 10.5
_TITLE_SIZE = 13.0
_NOTE_SIZE = 8.0
_NOTE_GAP = 1.0
_QR_SIDE = 54.0
_QUIET = 12.0
_BAR_HEIGHT = 22.0
_SIGNING_ROOM = 34.0
_COLUMNS = (
    Column("STT", 28, Align.CENTRE),
    Column("Tên giấy tờ", MEASURE - 28 - 74 - 50, Align.LEFT),
    Column("Loại giấy tờ", 74, Align.CENTRE),
    Column("Số lượng", 50, Align.CENTRE),
)


def slip(receipt: Receipt, reprint: int = 0) -> bytes:
    """The PDF of both copies; the same receipt gives the same bytes on any day.

    ``reprint`` 1, 2 ... marks every page as the first, second ... reprint and changes nothing else.
    """
    receipt, rules = _cleaned(receipt), ruleset_named(receipt.ruleset)
    title = rules.forms[FormKind.SLIP].title
    top = _top(receipt, title)
    openings = [[*top, space(5), _identity(receipt.code, copy), space(5)] for copy in COPIES]
    body = _fitting_body(receipt, rules, ROOM - sum(block.height for block in openings[0]))
    copies = [
        paginate([*opening, *body], ROOM, _onward(receipt, title, copy))
        for opening, copy in zip(openings, COPIES, strict=True)
    ]
    return a5_pdf(copies, title=f"{title} {receipt.code}", author=receipt.centre, reprint=reprint)


def _cleaned(receipt: Receipt) -> Receipt:
    values = ((f.name, getattr(receipt, f.name)) for f in fields(receipt))
    texts: dict[str, Any] = {name: clean(value) for name, value in values if isinstance(value, str)}
    papers = tuple(PaperLine(clean(line.name), clean(line.kind), line.quantity) for line in receipt.papers)
    return replace(receipt, **texts, papers=papers)


def _top(receipt: Receipt, title: str) -> list[Block]:
    day = day_in_words(receipt.received_at)
    issued = f"{receipt.place}, {day}" if receipt.place else day.capitalize()
    return [
        national_head(receipt.parent, receipt.centre, issued, MEASURE),
        space(9),
        *paragraph([Run(title.upper(), BOLD)], _TITLE_SIZE, MEASURE, Align.CENTRE),
    ]


def _identity(code: str, copy: str) -> Block:
    """Which copy of which dossier: in words and bars, and as QR on the right; no personal data in either code."""
    measure = MEASURE - _QR_SIDE - _QUIET
    label = f"Mã hồ sơ: {code}"
    size = min(12.0, 12.0 * measure / width(label, BOLD, 12.0))

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(f"({copy})", ITALIC), x, top - 8, 10, MEASURE, Align.CENTRE)
        draw_text(canvas, Run(label, BOLD), x, top - 25, size)
        draw_bars(canvas, code, x, top - _QR_SIDE, measure, _BAR_HEIGHT)
        draw_qr(canvas, code, x + MEASURE - _QR_SIDE, top - _QR_SIDE, _QR_SIDE)

    return Block(_QR_SIDE, draw)


def _onward(receipt: Receipt, title: str, copy: str) -> Block:
    """The small head of a further page."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(title, BOLD), x, top - 9, 9)
        draw_text(canvas, Run(f"({copy})", ITALIC), x, top - 9, 9, MEASURE, Align.RIGHT)
        draw_text(canvas, Run(f"Mã hồ sơ: {receipt.code}"), x, top - 20.5, 9)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 25, x + MEASURE, top - 25)

    return Block(32, draw)


def _fitting_body(receipt: Receipt, rules: RuleSet, room: float) -> list[Block]:
    """Everything below the codes, in the largest text that spares a further page; the notes stand at the foot."""
    notes = _notes(rules)
    for size in _SIZES:
        form = _form(receipt, size)
        left = room - sum(block.height for block in (*form, *notes))
        if left >= _NOTE_GAP:
            return [*form, space(left), *notes]
    *form, signatures = _form(receipt, _FLOWING_SIZE)
    return [*form, *kept([signatures, space(_FLOWING_SIZE), *notes])]


def _form(receipt: Receipt, size: float) -> list[Block]:
    """The numbered lines and the signatures, which never stand alone on a page."""
    *lines, last = _times(receipt, size)
    signing = kept([last, _in_register(size), space(size * 0.6), _signatures(receipt, size)])
    return [*_applicant(receipt, size), *_papers(receipt.papers, size), *lines, *signing]


def _applicant(receipt: Receipt, size: float) -> list[Block]:
    contact = [
        f"{label}: {value}" for label, value in (("Số điện thoại", receipt.phone), ("Email", receipt.email)) if value
    ]
    return [
        *paragraph([Run(receipt.centre)], size, MEASURE),
        *_line("Tiếp nhận hồ sơ của: ", receipt.applicant, size, BOLD),
        *_optional("Số định danh cá nhân/Mã số thuế: ", receipt.number, size),
        *_optional("Địa chỉ: ", receipt.address, size),
        *_optional("", "; ".join(contact), size),
        *_optional("Người được ủy quyền: ", receipt.representative, size),
        *_line("Nội dung yêu cầu giải quyết: ", receipt.procedure, size),
    ]


def _papers(papers: Sequence[PaperLine], size: float) -> list[Block]:
    label = "1. Thành phần hồ sơ nộp gồm:"
    if not papers:
        return leader(label, size, MEASURE)
    rows = [(str(number), line.name, line.kind, str(line.quantity)) for number, line in enumerate(papers, start=1)]
    heading = paragraph([Run(label)], size, MEASURE)
    return [
        *(replace(line, keep=True) for line in heading),
        replace(space(2), keep=True),
        *table(_COLUMNS, rows, size - 0.5),
        space(3),
    ]


def _times(receipt: Receipt, size: float) -> list[Block]:
    due = moment_in_words(receipt.due) if receipt.due else "cán bộ sẽ thông báo sau"
    return [
        *_line("2. Số lượng hồ sơ: ", f"{receipt.sets:02d} (bộ)", size),
        *_line("3. Thời gian giải quyết hồ sơ theo quy định là: ", receipt.limit, size),
        *_line("4. Thời gian nhận hồ sơ: ", moment_in_words(receipt.received_at), size),
        *_line("5. Thời gian trả kết quả giải quyết hồ sơ: ", due, size, BOLD),
        *_line("6. Đăng ký nhận kết quả tại: ", receipt.return_at, size),
        *_optional("7. Phí, lệ phí (nếu có): ", receipt.fee, size),
    ]


def _in_register(size: float) -> Block:
    text = "Vào Sổ theo dõi hồ sơ, Quyển số: .................... Số thứ tự: ...................."
    (line,) = paragraph([Run(text)], size, MEASURE, Align.LEFT)
    return line


def _signatures(receipt: Receipt, size: float) -> Block:
    half = MEASURE / 2
    columns = [
        (("NGƯỜI NỘP HỒ SƠ", BOLD), ("(Ký và ghi rõ họ tên)", ITALIC)),
        (("NGƯỜI TIẾP NHẬN HỒ SƠ", BOLD), ("(Ký và ghi rõ họ tên)", ITALIC)),
    ]
    name = wrap([Run(receipt.official, BOLD)], size, half)
    step = size * LEADING
    height = (2 + len(name)) * step + _SIGNING_ROOM

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for column, texts in enumerate(columns):
            for row, (text, font) in enumerate(texts):
                draw_text(
                    canvas, Run(text, font), x + column * half, top - size - row * step, size - 0.5, half, Align.CENTRE
                )
        for row, line in enumerate(name):
            baseline = top - size - 2 * step - _SIGNING_ROOM - row * step
            draw_line(canvas, line, x + half, baseline, size, half, Align.CENTRE)

    return Block(height, draw)


def _notes(rules: RuleSet) -> list[Block]:
    """What form 01 says at its foot, and how to ask for the dossier."""
    title, control = rules.forms[FormKind.SLIP].title, rules.forms[FormKind.CONTROL_SLIP].title
    notes = (
        f"{title} được lập thành 2 liên; một liên chuyển kèm theo {control} và được lưu tại {rules.desk_name}; "
        "một liên giao cho cá nhân, tổ chức nộp hồ sơ.",
        f"Cá nhân, tổ chức có thể đăng ký nhận kết quả tại {rules.desk_name} hoặc tại nhà (trụ sở tổ chức) "
        "qua dịch vụ bưu chính.",
        "Khi hỏi về hồ sơ, xin đọc mã hồ sơ hoặc đưa giấy này cho cán bộ quét mã.",
    )
    lines = [
        *paragraph([Run("Ghi chú:", BOLD)], _NOTE_SIZE, MEASURE),
        *(line for note in notes for line in item(note, _NOTE_SIZE, MEASURE)),
    ]
    return kept(lines)


def _line(label: str, value: str, size: float, font: str = REGULAR) -> list[Block]:
    """A line of the form; dots to write on where there is no value."""
    return paragraph([Run(label), Run(value, font)], size, MEASURE) if value else leader(label.rstrip(), size, MEASURE)


def _optional(label: str, value: str, size: float) -> list[Block]:
    """A line that is left out when there is no value."""
    return _line(label, value, size) if value else []
