"""Form 01, the appointment slip: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, two copies on A5, or in large type on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, RuleSet, ruleset_named
from onecua_desk.paper.codes import draw_bars, draw_qr
from onecua_desk.paper.flow import LEADING, Block, item, kept, leader, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run, draw_line, draw_text, wrap
from onecua_desk.paper.receipts import cleaned
from onecua_desk.paper.sheet import A4_PAGE, A5_PAGE, Page, pdf
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import day_in_words, moment_in_words

COPIES = ("Liên 1: Lưu", "Liên 2: Giao khách hàng")
_QR_SIDE = 54.0
_QUIET = 12.0
_BAR_HEIGHT = 22.0
_SIGNING_ROOM = 34.0
_TITLE_SIZE = 13.0
_CODE_SIZE = 12.0
_REMARK_SIZE = 9.0
_REMARK_ROOM = 12.0
_NOTE_SIZE = 8.0
_NOTE_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """How large a slip is set: what its text is multiplied by, and its ``head_scale``, notes and spaces.

    ``sizes`` of the text are tried from the largest: a smaller one is taken only where it saves a further page;
    ``flowing`` is the one for slips that have several pages all the same.
    """

    page: Page
    scale: float
    head_scale: float
    sizes: tuple[float, ...]
    flowing: float
    align: Align

    @property
    def measure(self) -> float:
        return self.page.measure

    def columns(self) -> tuple[Column, ...]:
        number, kind, quantity = 28 * self.scale, 74 * self.scale, 50 * self.scale
        return (
            Column("STT", number, Align.CENTRE),
            Column("Tên giấy tờ", self.measure - number - kind - quantity, Align.LEFT),
            Column("Loại giấy tờ", kind, Align.CENTRE),
            Column("Số lượng", quantity, Align.CENTRE),
        )


NORMAL = Look(A5_PAGE, 1.0, 1.0, (11.0, 10.5, 10.0, 9.5, 9.0), 10.5, Align.JUSTIFY)
#: For people who read badly: the same text 1.6 times as large, its words evenly apart.
_WIDE_PAGE = replace(A4_PAGE, left=48.0, right=34.0, top=34.0, bottom=28.0)
LARGE = Look(_WIDE_PAGE, 1.6, 1.25, (17.6, 17.0, 16.5, 16.0), 17.6, Align.LEFT)


def slip(receipt: Receipt, reprint: int = 0, look: Look = NORMAL) -> bytes:
    """The PDF of both copies; the same receipt gives the same bytes on any day.

    ``reprint`` 1, 2 ... marks every page as the first, second ... reprint and changes nothing else.
    """
    receipt, rules = cleaned(receipt), ruleset_named(receipt.ruleset)
    title = rules.forms[FormKind.SLIP].title
    top, gap = _top(receipt, title, look), space(5 * look.head_scale)
    openings = [[*top, gap, _identity(receipt, copy, look), gap] for copy in COPIES]
    body = _fitting_body(receipt, rules, look, look.page.room - sum(block.height for block in openings[0]))
    copies = [
        paginate([*opening, *body], look.page.room, _onward(receipt, title, copy, look))
        for opening, copy in zip(openings, COPIES, strict=True)
    ]
    return pdf(copies, page=look.page, title=f"{title} {receipt.code}", author=receipt.centre, reprint=reprint)


def _top(receipt: Receipt, title: str, look: Look) -> list[Block]:
    day = day_in_words(receipt.received_at)
    issued = f"{receipt.place}, {day}" if receipt.place else day.capitalize()
    return [
        national_head(receipt.parent, receipt.centre, issued, look.measure, look.head_scale),
        space(9 * look.head_scale),
        *paragraph([Run(title.upper(), BOLD)], _TITLE_SIZE * look.scale, look.measure, Align.CENTRE),
    ]


def _identity(receipt: Receipt, copy: str, look: Look) -> Block:
    """Which copy of which dossier: in words and bars, and as QR on the right; no personal data in either code."""
    scale, whole, side = look.head_scale, look.measure, _QR_SIDE * look.head_scale
    code, measure = receipt.code, whole - side - _QUIET * scale
    label, note = Run(f"Mã hồ sơ: {code}", BOLD), Run(receipt.number_note, BOLD)
    size, note_size = _fitting(label, _CODE_SIZE * look.scale, measure), _fitting(note, _REMARK_SIZE * scale, measure)
    room = _REMARK_ROOM * scale if note.text else 0.0

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(f"({copy})", ITALIC), x, top - 8 * scale, 10 * scale, whole, Align.CENTRE)
        draw_text(canvas, label, x, top - 25 * scale, size)
        if note.text:
            draw_text(canvas, note, x, top - 25 * scale - room, note_size)
        draw_bars(canvas, code, x, top - side - room, measure, _BAR_HEIGHT * scale)
        draw_qr(canvas, code, x + whole - side, top - side, side)

    return Block(side + room, draw)


def _fitting(text: Run, most: float, measure: float) -> float:
    """The largest size, up to ``most``, at which ``text`` is no longer than ``measure``."""
    return min(most, most * measure / max(width(text.text, text.font, most), 1.0))


def _onward(receipt: Receipt, title: str, copy: str, look: Look) -> Block:
    """The small head of a further page."""
    scale, size = look.head_scale, 9 * look.head_scale

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(title, BOLD), x, top - size, size)
        draw_text(canvas, Run(f"({copy})", ITALIC), x, top - size, size, look.measure, Align.RIGHT)
        draw_text(canvas, Run(f"Mã hồ sơ: {receipt.code}"), x, top - 20.5 * scale, size)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 25 * scale, x + look.measure, top - 25 * scale)

    return Block(32 * scale, draw)


def _fitting_body(receipt: Receipt, rules: RuleSet, look: Look, room: float) -> list[Block]:
    """Everything below the codes, in the largest text that spares a further page; the notes stand at the foot."""
    notes = _notes(rules, look)
    for size in look.sizes:
        form = _form(receipt, look, size)
        left = room - sum(block.height for block in (*form, *notes))
        if left >= _NOTE_GAP:
            return [*form, space(left), *notes]
    *form, signatures = _form(receipt, look, look.flowing)
    return [*form, *kept([signatures, space(look.flowing), *notes])]


def _form(receipt: Receipt, look: Look, size: float) -> list[Block]:
    """The numbered lines and the signatures, which never stand alone on a page."""
    *lines, last = _times(receipt, look, size)
    signing = kept([last, _in_register(look, size), space(size * 0.6), _signatures(receipt, look, size)])
    return [*_applicant(receipt, look, size), *_papers(receipt.papers, look, size), *lines, *signing]


def _applicant(receipt: Receipt, look: Look, size: float) -> list[Block]:
    contact = [
        f"{label}: {value}" for label, value in (("Số điện thoại", receipt.phone), ("Email", receipt.email)) if value
    ]
    stands_in = "Người đại diện: " if receipt.organisation else "Người được ủy quyền: "
    return [
        *paragraph([Run(receipt.centre)], size, look.measure),
        *_line("Tiếp nhận hồ sơ của: ", receipt.applicant, look, size, BOLD),
        *_optional("Số định danh cá nhân/Mã số thuế: ", receipt.number, look, size),
        *_optional("Địa chỉ: ", receipt.address, look, size),
        *_optional("", "; ".join(contact), look, size),
        *_optional(stands_in, receipt.representative, look, size),
        *_line("Nội dung yêu cầu giải quyết: ", receipt.procedure, look, size),
    ]


def _papers(papers: Sequence[PaperLine], look: Look, size: float) -> list[Block]:
    label = "1. Thành phần hồ sơ nộp gồm:"
    if not papers:
        return leader(label, size, look.measure)
    rows = [(str(number), line.name, line.kind, str(line.quantity)) for number, line in enumerate(papers, start=1)]
    heading = paragraph([Run(label)], size, look.measure)
    return [
        *(replace(line, keep=True) for line in heading),
        replace(space(2), keep=True),
        *table(look.columns(), rows, size - 0.5),
        space(3),
    ]


def _times(receipt: Receipt, look: Look, size: float) -> list[Block]:
    due = moment_in_words(receipt.due) if receipt.due else "cán bộ sẽ thông báo sau"
    return [
        *_line("2. Số lượng hồ sơ: ", f"{receipt.sets:02d} (bộ)", look, size),
        *_line("3. Thời gian giải quyết hồ sơ theo quy định là: ", receipt.limit, look, size),
        *_line("4. Thời gian nhận hồ sơ: ", moment_in_words(receipt.received_at), look, size),
        *_line("5. Thời gian trả kết quả giải quyết hồ sơ: ", due, look, size, BOLD),
        *_line("6. Đăng ký nhận kết quả tại: ", receipt.return_at, look, size),
        *_optional("7. Phí, lệ phí (nếu có): ", receipt.fee, look, size),
    ]


def _in_register(look: Look, size: float) -> Block:
    text = "Vào Sổ theo dõi hồ sơ, Quyển số: .................... Số thứ tự: ...................."
    (line,) = paragraph([Run(text)], size, look.measure, Align.LEFT)
    return line


def _signatures(receipt: Receipt, look: Look, size: float) -> Block:
    half, room = look.measure / 2, _SIGNING_ROOM * look.head_scale
    columns = [
        (("NGƯỜI NỘP HỒ SƠ", BOLD), ("(Ký và ghi rõ họ tên)", ITALIC)),
        (("NGƯỜI TIẾP NHẬN HỒ SƠ", BOLD), ("(Ký và ghi rõ họ tên)", ITALIC)),
    ]
    name = wrap([Run(receipt.official, BOLD)], size, half)
    step = size * LEADING
    height = (2 + len(name)) * step + room

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for column, texts in enumerate(columns):
            for row, (text, font) in enumerate(texts):
                draw_text(
                    canvas, Run(text, font), x + column * half, top - size - row * step, size - 0.5, half, Align.CENTRE
                )
        for row, line in enumerate(name):
            baseline = top - size - 2 * step - room - row * step
            draw_line(canvas, line, x + half, baseline, size, half, Align.CENTRE)

    return Block(height, draw)


def _notes(rules: RuleSet, look: Look) -> list[Block]:
    """What form 01 says at its foot, and how to ask for the dossier."""
    title, control = rules.forms[FormKind.SLIP].title, rules.forms[FormKind.CONTROL_SLIP].title
    notes = (
        f"{title} được lập thành 2 liên; một liên chuyển kèm theo {control} và được lưu tại {rules.desk_name}; "
        "một liên giao cho cá nhân, tổ chức nộp hồ sơ.",
        f"Cá nhân, tổ chức có thể đăng ký nhận kết quả tại {rules.desk_name} hoặc tại nhà (trụ sở tổ chức) "
        "qua dịch vụ bưu chính.",
        "Khi hỏi về hồ sơ, xin đọc mã hồ sơ hoặc đưa giấy này cho cán bộ quét mã.",
    )
    size = _NOTE_SIZE * look.head_scale
    lines = [
        *paragraph([Run("Ghi chú:", BOLD)], size, look.measure),
        *(line for note in notes for line in item(note, size, look.measure)),
    ]
    return kept(lines)


def _line(label: str, value: str, look: Look, size: float, font: str = REGULAR) -> list[Block]:
    """A line of the form; dots to write on where there is no value."""
    if not value:
        return leader(label.rstrip(), size, look.measure)
    return paragraph([Run(label), Run(value, font)], size, look.measure, look.align)


def _optional(label: str, value: str, look: Look, size: float) -> list[Block]:
    """A line that is left out when there is no value."""
    return _line(label, value, look, size) if value else []
