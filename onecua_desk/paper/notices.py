"""What forms 02 and 03 have in common: head, who and what, whom to ask, and how they are laid on pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.notice import Notice
from onecua_desk.domain.ruleset import FormKind, ruleset_named
from onecua_desk.paper.flow import Block, kept, line_block, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.head import national_head
from onecua_desk.paper.labelled import labelled, labelled_if
from onecua_desk.paper.lines import Align, Run, balanced, draw_text
from onecua_desk.paper.sheet import pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.slip import Look
from onecua_desk.paper.words import clean, day_in_words

_TITLE_SIZE = 13.0
_DOTS = "." * 24
#: Points between two lines of the form, in sizes of the text: as much air as the page has room for.
_GAPS = (0.45, 0.2, 0.0)
Body = Callable[[Notice, Look, float], Sequence[Sequence[Block]]]
Signers = Sequence[tuple[str, str]]


def notice_pdf(notice: Notice, form: FormKind, body: Body, signers: Signers, look: Look, reprint: int) -> bytes:
    """The paper as PDF: ``body`` stands between the head and the signatures, in the largest text that fits one page."""
    title = ruleset_named(notice.ruleset).forms[form].title
    opening = _opening(notice, title, look)
    pages = _pages(notice, title, opening, body, signers, look)
    return pdf([pages], page=look.page, title=f"{title} {notice.number}", author=notice.centre, reprint=reprint)


def cleaned(notice: Notice) -> Notice:
    """The same with every text as ``words.clean`` leaves it."""
    values = ((field.name, getattr(notice, field.name)) for field in fields(notice))
    texts: dict[str, Any] = {name: clean(value) for name, value in values if isinstance(value, str)}
    return replace(notice, **texts, missing=tuple(clean(line) for line in notice.missing))


def who(notice: Notice) -> str:
    """How the citizen is spoken of in the sentences of the form."""
    return "quý cơ quan, tổ chức" if notice.organisation else "Ông/Bà"


def person(notice: Notice, look: Look, size: float) -> list[list[Block]]:
    """Number, address and telephone; the address is asked for by the form, so dots stand for an unknown one."""
    texts = ("Số điện thoại", notice.phone), ("Email", notice.email)
    known = "; ".join(f"{label}: {value}" for label, value in texts if value)
    label, _, value = known.partition(": ")
    number = "Mã số thuế:" if notice.organisation else "Số định danh cá nhân:"
    return [
        labelled_if(number, notice.citizen_number, look, size),
        labelled("Địa chỉ:", notice.address, look, size),
        labelled(f"{label or 'Số điện thoại'}:", value, look, size),
    ]


def content(notice: Notice, look: Look, size: float) -> list[list[Block]]:
    """What the citizen came for, and the dossier where there is one."""
    return [
        labelled("Nội dung yêu cầu giải quyết:", notice.procedure, look, size),
        labelled_if("Mã hồ sơ:", notice.code, look, size),
    ]


def help_line(notice: Notice, start: str, look: Look, size: float) -> list[Block]:
    """Whom to ask: the official and the desk's telephone, each with dots to write on where it is not known."""
    runs = [
        Run(f"{start}, {who(notice)} liên hệ với công chức "),
        Run(notice.official or _DOTS, BOLD),
        Run(", số điện thoại "),
        Run(notice.contact or _DOTS, BOLD),
        Run(" để được hướng dẫn./."),
    ]
    return paragraph(runs, size, look.measure, look.align)


def _opening(notice: Notice, title: str, look: Look) -> list[Block]:
    day = day_in_words(notice.at)
    issued = f"{notice.place}, {day}" if notice.place else day.capitalize()
    size = _TITLE_SIZE * look.scale
    heading = balanced(title.upper(), BOLD, size, look.measure)
    return [
        national_head(notice.parent, notice.centre, issued, look.measure, look.head_scale, notice.number),
        space(12 * look.head_scale),
        *(line_block(line, size, look.measure, Align.CENTRE) for line in heading),
        space(7 * look.head_scale),
    ]


def _pages(
    notice: Notice, title: str, opening: Sequence[Block], body: Body, signers: Signers, look: Look
) -> list[list[Block]]:
    for size in look.sizes:
        for gap in _GAPS:
            blocks = [*opening, *_form(body(notice, look, size), signers, look, size, gap)]
            if sum(block.height for block in blocks) <= look.page.room:
                return [blocks]
    size = look.flowing
    blocks = [*opening, *_form(body(notice, look, size), signers, look, size, _GAPS[1])]
    return paginate(blocks, look.page.room, _onward(notice, title, look))


def _form(parts: Sequence[Sequence[Block]], signers: Signers, look: Look, size: float, gap: float) -> list[Block]:
    """The body and the signatures, which never stand alone on a page."""
    *lines, last = [part for part in parts if part]
    signing = signatures(signers, size, look.measure, scale=look.head_scale)
    spread = [block for part in lines for block in (*part, space(gap * size))]
    return [*spread, *kept([*last, space(size * 0.7), signing])]


def _onward(notice: Notice, title: str, look: Look) -> Block:
    """The small head of a further page."""
    scale, size = look.head_scale, 9 * look.head_scale
    named = " · ".join(part for part in (f"Số: {notice.number}", notice.applicant) if part)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(title, BOLD), x, top - size, size)
        draw_text(canvas, Run(_short(named, size, look)), x, top - 20.5 * scale, size)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 25 * scale, x + look.measure, top - 25 * scale)

    return Block(32 * scale, draw)


def _short(text: str, size: float, look: Look) -> str:
    """As much of ``text`` as one line holds."""
    first, *more = balanced(text, BOLD, size, look.measure)
    return text if not more else f"{first.runs[0].text} …"
