"""A block of a template as strips of paper: the values put in, in the size and on the paper that are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.text import capitalised
from onecua_desk.paper.code_block import code_block
from onecua_desk.paper.content import Content
from onecua_desk.paper.flow import LEADING, Block, item, kept, leader, paragraph, space
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.look import Look
from onecua_desk.paper.set_text import is_empty, plain, runs
from onecua_desk.paper.signing import SigningColumn, signing_columns
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.template import (
    EVERY_ROW,
    CodeBlock,
    Gap,
    Labelled,
    Listed,
    Notes,
    Paper,
    Paragraph,
    Place,
    Rule,
    Ruled,
    Signing,
    TemplateBlock,
    Text,
)
from onecua_desk.paper.template_fields import KNOWN

ALIGN = {Place.LEFT: Align.LEFT, Place.CENTRE: Align.CENTRE, Place.RIGHT: Align.RIGHT}
_NOTE_SIZE = 8.0
_CODE_GAP = 4.0
_BEGUN_ANEW = frozenset({Letter.STATUS, Letter.EXPLANATION})
"""What was printed of all others by 0.2 can be made again to the byte: their lines stay as a province wrote them."""


@dataclass(frozen=True)
class Setting:
    """One copy of a paper in one size of text; ``copy``: what the copy is called."""

    content: Content
    look: Look
    size: float
    copy: str = ""

    @cached_property
    def values(self) -> Mapping[str, str]:
        return {**self.content.texts, "lien": self.copy}

    @property
    def measure(self) -> float:
        return self.look.measure

    def paragraph(self, text: Sequence[Run], times: float = 1.0, align: Align | None = None) -> list[Block]:
        return paragraph(text, self.size * times, self.measure, align or self.look.align)


def is_of_copy(block: TemplateBlock) -> bool:
    """Whether the block differs from copy to copy."""
    return isinstance(block, CodeBlock) or any(piece.field == "lien" for text in block.texts() for piece in text)


def part(block: TemplateBlock, setting: Setting) -> list[Block]:
    """The strips of ``block``; none where it is not for this paper, or has nothing to say."""
    if block.only not in (None, Paper.ROLL if setting.look.roll else Paper.SHEET):
        return []
    match block:
        case Paragraph():
            return _paragraph(block, setting)
        case Labelled():
            return _labelled(block, setting)
        case Listed():
            return _listed(block, setting)
        case Ruled():
            return _ruled(block, setting)
        case Gap(height=height):
            return [space(height * setting.look.room_scale)]
        case Rule():
            return [_rule(setting)]
        case CodeBlock():
            return _code(setting)
        case Signing():
            return [_signing(block, setting)]
        case Notes():
            return _notes(block, setting)


def _paragraph(block: Paragraph, setting: Setting) -> list[Block]:
    text = block.text
    if is_empty(text, setting.values):
        if block.optional and not block.otherwise:
            return []
        text = block.otherwise or text
    align = ALIGN[block.place] if block.place else None
    return setting.paragraph(runs(text, setting.values, dots=True), block.size, align)


def _labelled(block: Labelled, setting: Setting) -> list[Block]:
    values = setting.values
    known = [
        [*_label(pair.label, setting), *runs(pair.value, values)]
        for pair in block.pairs
        if not is_empty(pair.value, values)
    ]
    if not known and block.otherwise:
        known = [[*_label(block.pairs[0].label, setting), *runs(block.otherwise, values)]]
    if known:
        first, *others = known
        if setting.content.letter in _BEGUN_ANEW and is_empty(block.pairs[0].value, values):
            first = _capitalised(first)
        return setting.paragraph([*first, *(run for one in others for run in (Run("; "), *one))])
    return [] if block.optional else _leader(block.pairs[0].label, setting)


def _capitalised(text: Sequence[Run]) -> list[Run]:
    """What stood behind another item begins the line now."""
    first, *others = text
    return [replace(first, text=capitalised(first.text)), *others]


def _label(label: Text, setting: Setting) -> list[Run]:
    return [*runs(label, setting.values), Run(" ")] if label else []


def _leader(label: Text, setting: Setting) -> list[Block]:
    return leader(plain(label, setting.values), setting.size, setting.measure)


def _listed(block: Listed, setting: Setting) -> list[Block]:
    lines = setting.content.tables[block.name].lines
    if not lines:
        return [] if block.optional else _leader(block.label, setting)
    size = setting.size * block.size
    named = lines if len(lines) <= block.most else ()
    marks = (f"{place}." if block.numbered else "-" for place in range(1, len(named) + 1))
    align = setting.look.align
    items = [item(line, size, setting.measure, mark, align) for line, mark in zip(named, marks, strict=True)]
    return [*_heading(block.label, setting, keep=bool(items)), *(strip for one in items for strip in one)]


def _ruled(block: Ruled, setting: Setting) -> list[Block]:
    if setting.look.roll:
        dashed = Listed(name=block.name, label=block.label, numbered=False, most=EVERY_ROW, optional=block.optional)
        return _listed(dashed, setting)
    rows = setting.content.tables[block.name].cells
    if not rows:
        return [] if block.optional else _leader(block.label, setting)
    heading = _heading(block.label, setting, keep=True)
    above = [replace(space(setting.size * 0.2), keep=True)] if heading else []
    return [*heading, *above, *table(_columns(block, setting), rows, setting.size - 0.5), space(3)]


def _columns(block: Ruled, setting: Setting) -> list[Column]:
    columns = KNOWN[setting.content.letter].tables[block.name]
    scale = setting.look.scale
    rest = setting.measure - sum(column.width * scale for column in columns)
    return [
        Column(title, column.width * scale or rest, ALIGN[column.place])
        for title, column in zip(block.titles, columns, strict=True)
    ]


def _heading(label: Text, setting: Setting, *, keep: bool) -> list[Block]:
    if not label:
        return []
    lines = setting.paragraph(runs(label, setting.values, dots=True))
    return [replace(line, keep=keep) for line in lines]


def _rule(setting: Setting) -> Block:
    """A thin line with air above and below."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.line(x, top - 4, x + setting.measure, top - 4)

    return Block(8.5 * LEADING - 2, draw)


def _code(setting: Setting) -> list[Block]:
    """Nothing where there is no code, as on a paper that stands before any dossier."""
    if not setting.content.code:
        return []
    blocks = code_block(setting.content.code, setting.content.note, setting.copy, setting.look)
    gap = [] if setting.look.roll else [space(_CODE_GAP * setting.look.room_scale)]
    return [*gap, *blocks, *gap]


def _signing(block: Signing, setting: Setting) -> Block:
    columns = [
        SigningColumn(
            plain(one.title, setting.values),
            plain(one.note, setting.values),
            plain(one.name, setting.values),
            tuple(tuple(runs(line, setting.values)) for line in one.lines),
        )
        for one in block.signers
    ]
    if setting.look.roll:
        columns = [column for column in columns if column != SigningColumn("", "", "")] or columns
    return signing_columns(columns, setting.size, setting.measure, block.room * setting.look.room_scale)


def _notes(block: Notes, setting: Setting) -> list[Block]:
    size, values = _NOTE_SIZE * setting.look.small, setting.values
    label = paragraph(runs(block.label, values), size, setting.measure, setting.look.align) if block.label else []
    lines = (item(plain(line, values), size, setting.measure, align=Align.JUSTIFY) for line in block.lines)
    return kept([*label, *(strip for line in lines for strip in line)])
