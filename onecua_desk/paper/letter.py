"""A paper laid out after its template: head, title and blocks, in the largest text that fits one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.content import Content
from onecua_desk.paper.flow import SLACK, Block, kept, line_block, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR
from onecua_desk.paper.head import Body, capitals, draw_logo, official_head
from onecua_desk.paper.letter_blocks import Setting, is_of_copy, part
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.lines import Align, Run, balanced, draw_text, wrap
from onecua_desk.paper.look import Look
from onecua_desk.paper.set_text import is_bold, plain
from onecua_desk.paper.sheet import pdf
from onecua_desk.paper.template import Head, Notes, Signing, Template
from onecua_desk.paper.template_reading import built_in

_TITLE_SIZE, _ROLL_TITLE_SIZE = 13.0, 12.0
_ROLL_HEAD_SIZE, _ROLL_DATED_SIZE = 8.5, 9.5
_ROLL_DATED_GAP = 4.0
_ROLL_LOGO = 34.0
_ROLL_NOTE_GAP = 5.0
#: Points of air above notes that stand at the foot of the page, at least.
_NOTE_GAP = 1.0
#: Strips of the block before them that signatures never leave.
_WITH_SIGNATURES = 4
_GAPS = (0.45, 0.2, 0.0)
#: Text shrinks by the square of its size, and what else stands on a page less; this far beyond, none is tried.
_HOPELESS = 1.1


@dataclass(frozen=True, slots=True)
class _Air:
    """Points around the title; between two blocks, in sizes of the text, the most that fits; above the signatures."""

    above: float
    below: float
    gaps: tuple[float, ...]
    flowing: float
    signing: float

    def between(self, size: float, look: Look) -> tuple[float, ...]:
        """The gaps to try with text of this ``size``; what is dense has but one."""
        return self.gaps[:-1] if size > look.airy and len(self.gaps) > 1 else self.gaps


_LETTER = _Air(12, 7, _GAPS, 0.2, 0.7)
#: A slip is full as it is.
_DENSE = _Air(4, 0, (0.0,), 0.0, 0.3)
_ROLLED = _Air(5, 3, (), 0.2, 0.6)
_ROLLED_DENSE = _Air(5, 3, (), 0.0, 0.6)


def letter_pdf(content: Content, template: Template | None, look: Look, reprint: int = 0) -> bytes:
    """The paper as PDF, all its copies (on a roll the first alone); the same content gives the same bytes.

    ``reprint`` 1, 2 ... marks every page as the first, second ... reprint and changes nothing else. Where something of
    a province's ``template`` is taller than a page, the paper is set with the one of the program: nothing gets lost.
    """
    ours = built_in(content.letter, content.ruleset)
    template = template or ours
    if look.roll:
        blocks = _roll(content, template, look)
        high = _height(blocks) + look.page.top + look.page.bottom
        copies, page = [[blocks]], replace(look.page, height=high)
    else:
        copies, page = _sheets(content, template, look), look.page
        if template is not ours and any(_height(sheet) > page.room + SLACK for copy in copies for sheet in copy):
            template, copies = ours, _sheets(content, ours, look)
    title = plain(template.title, content.texts)
    name = f"{title} {content.mark}"
    return pdf(copies, page=page, title=name, author=content.author, reprint=reprint, small=look.small)


def _sheets(content: Content, template: Template, look: Look) -> list[list[list[Block]]]:
    """The pages of every copy. What does not differ between copies is set once."""
    air = _DENSE if content.letter is Letter.SLIP else _LETTER
    opening = _opening(content, template, look, air)
    room = look.page.room - _height(opening)
    first, *others = [plain(copy, {}) for copy in template.copies] or [""]
    form, gap = _fitting(Setting(content, look, look.flowing, first), template, air, room)
    forms = [form, *(form.of_copy(copy) for copy in others)]
    return [_pages(one, opening, gap, room) for one in forms]


@dataclass(frozen=True, slots=True)
class _Form:
    """The blocks of one copy in one size of text, a part for every block of the template."""

    setting: Setting
    template: Template
    air: _Air
    parts: tuple[list[Block], ...]

    def of_copy(self, copy: str) -> _Form:
        setting = replace(self.setting, copy=copy)
        both = zip(self.template.blocks, self.parts, strict=True)
        parts = (part(block, setting) if is_of_copy(block) else before for block, before in both)
        return replace(self, setting=setting, parts=tuple(parts))

    @property
    def notes(self) -> list[Block]:
        """What stands at the foot: the notes, where the template ends with them."""
        return self.parts[-1] if isinstance(self.template.blocks[-1], Notes) else []

    def flow(self, gap: float) -> list[Block]:
        """All but the notes, the signatures bound to what stands before them."""
        size = self.setting.size
        blocks: list[Block] = []
        air = [space(gap * size)] if gap else []
        for block, strips in zip(self.template.blocks, self.parts, strict=True):
            if not strips or strips is self.notes:
                continue
            if isinstance(block, Signing):
                before, bound = blocks[:-_WITH_SIGNATURES], blocks[-_WITH_SIGNATURES:]
                blocks = [*before, *kept([*bound, space(self.air.signing * size), *strips])]
            else:
                blocks += [*(air if blocks else []), *strips]
        return blocks


def _fitting(setting: Setting, template: Template, air: _Air, room: float) -> tuple[_Form, float]:
    """The form in the largest text, with the most air, that spares a further page; else as several pages take it."""
    sizes = setting.look.sizes
    for size in sizes:
        form = _form(replace(setting, size=size), template, air)
        needed = _height(form.notes) + (_NOTE_GAP if form.notes else 0.0)
        for gap in air.between(size, setting.look):
            if _height(form.flow(gap)) + needed <= room:
                return form, gap
        if (_height(form.flow(0.0)) + needed) * (min(sizes) / size) ** 2 > room * _HOPELESS:
            break
    return _form(setting, template, air), air.flowing


def _form(setting: Setting, template: Template, air: _Air) -> _Form:
    return _Form(setting, template, air, tuple(part(block, setting) for block in template.blocks))


def _pages(form: _Form, opening: Sequence[Block], gap: float, room: float) -> list[list[Block]]:
    flow, notes = form.flow(gap), form.notes
    left = room - _height(flow) - _height(notes)
    if left >= (_NOTE_GAP if notes else 0.0):
        return [[*opening, *flow, space(left), *notes]]
    if notes:
        *flow, signing = flow
        flow = [*flow, *kept([signing, space(form.setting.size), *notes])]
    return paginate([*opening, *flow], form.setting.look.page.room, _onward(form))


def _opening(content: Content, template: Template, look: Look, air: _Air) -> list[Block]:
    scale, size = look.room_scale, _TITLE_SIZE * look.scale
    heading = balanced(plain(template.title, content.texts).upper(), BOLD, size, look.measure)
    return [
        letter_head(content, template.head, look),
        space(air.above * scale),
        *(line_block(line, size, look.measure, Align.CENTRE) for line in heading),
        *([space(air.below * scale)] if air.below else []),
    ]


def letter_head(content: Content, head: Head, look: Look) -> Block:
    """The official head of a paper in the words of its template, as large as ``look`` allows."""
    body = Body(tuple(_names(head, content)), plain(head.number, content.texts), head.logo)
    issued = plain(head.issued, content.texts)
    block = official_head(body, issued, look.measure, look.head_scale)
    return block if block.height <= look.page.room * look.head_share else official_head(body, issued, look.measure)


def _names(head: Head, content: Content) -> Iterator[Run]:
    for text in head.left:
        if words := plain(text, content.texts):
            yield Run(words, BOLD if is_bold(text) else REGULAR)


def _roll(content: Content, template: Template, look: Look) -> list[Block]:
    """One strip as long as the text, without the nation's name, as cash desks print."""
    head, measure, size = template.head, look.measure, _ROLL_HEAD_SIZE
    title = plain(template.title, content.texts).upper()
    dated = [plain(text, content.texts) for text in (head.number, head.issued)]
    return [
        *_roll_logo(head.logo, measure),
        *chain.from_iterable(_centred(capitals(run.text), size, measure, run.font) for run in _names(head, content)),
        space(_ROLLED.above),
        *_centred(title, _ROLL_TITLE_SIZE, measure, BOLD),
        *([space(_ROLL_DATED_GAP)] if any(dated) else []),
        *chain.from_iterable(_centred(text, _ROLL_DATED_SIZE, measure, ITALIC) for text in dated if text),
        space(_ROLLED.below),
        *_roll_form(Setting(content, look, look.flowing), template),
    ]


def _roll_form(setting: Setting, template: Template) -> list[Block]:
    air = _ROLLED_DENSE if template.letter is Letter.SLIP_ROLL else _ROLLED
    form = _form(setting, template, air)
    notes = [space(_ROLL_NOTE_GAP), *form.notes] if form.notes else []
    return [*form.flow(air.flowing), *notes]


def _roll_logo(logo: bytes, measure: float) -> list[Block]:
    if not logo:
        return []
    return [Block(_ROLL_LOGO + 3, lambda canvas, x, top: draw_logo(canvas, logo, x + measure / 2, top, _ROLL_LOGO))]


def _centred(text: str, size: float, measure: float, font: str) -> list[Block]:
    if font != BOLD:
        return paragraph([Run(text, font)], size, measure, Align.CENTRE)
    return [line_block(line, size, measure, Align.CENTRE) for line in balanced(text, font, size, measure)]


def _onward(form: _Form) -> Block:
    """The small head of a further page: which paper this is, and which copy."""
    look, content = form.setting.look, form.setting.content
    scale, size, measure = look.small, 9 * look.small, look.measure
    copy = Run(f"({form.setting.copy})" if form.setting.copy else "", ITALIC)
    title = _first_line(plain(form.template.title, content.texts), size, measure * (0.7 if copy.text else 1.0))
    number = plain(form.template.head.number, content.texts)
    numbered = bool(content.texts.get("so"))
    parts = (number, content.texts.get("ho_ten", "")) if numbered else (f"Mã hồ sơ: {content.code}",)
    named = _first_line(" · ".join(part for part in parts if part), size, measure)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, Run(title, BOLD), x, top - size, size)
        draw_text(canvas, copy, x, top - size, size, measure, Align.RIGHT)
        draw_text(canvas, Run(named), x, top - 20.5 * scale, size)
        canvas.setLineWidth(0.5)
        canvas.line(x, top - 25 * scale, x + measure, top - 25 * scale)

    return Block(32 * scale, draw)


def _first_line(text: str, size: float, measure: float) -> str:
    """As much of ``text`` as one line holds."""
    first, *more = wrap([Run(text, BOLD)], size, measure)
    return text if not more else f"{first.runs[0].text} …"


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)
