"""Whether a template says all that its form must say, whatever the paper's values are."""

from __future__ import annotations

from collections.abc import Iterator

from onecua_desk.paper.template import (
    EVERY_ROW,
    CodeBlock,
    Labelled,
    Listed,
    Paper,
    Ruled,
    Signing,
    Template,
    TemplateBlock,
    Text,
    fields_of,
)
from onecua_desk.paper.template_fields import CODE, SIGNING, Known
from onecua_desk.paper.template_keys import Fault


def check_complete(template: Template, known: Known) -> None:
    """``Fault`` where something compulsory is missing, on any paper: what stands only on the roll is not on sheets."""
    for paper in known.papers:
        there = set(_said(template, paper))
        missing = [name for name in known.compulsory if name not in there]
        if missing:
            wanted = ", ".join(f"«{name}»" for name in missing)
            raise Fault(f"thiếu nội dung mà biểu mẫu bắt buộc phải có: {wanted}")


def _said(template: Template, paper: Paper) -> Iterator[str]:
    """Every field, table and special block that is sure to come out on ``paper`` where it has a value."""
    for text in (template.title, *template.head.texts()):
        yield from fields_of(text)
    for block in template.blocks:
        if block.only not in (None, paper):
            continue
        for text in _sure(block):
            yield from fields_of(text)
        match block:
            case Ruled(name=name):
                yield name
            case Listed(name=name, most=most) if most == EVERY_ROW:
                yield name
            case CodeBlock():
                yield CODE
            case Signing():
                yield SIGNING


def _sure(block: TemplateBlock) -> Iterator[Text]:
    """The texts of ``block`` that do not go with something else that is empty: a label goes with its value."""
    match block:
        case Labelled(pairs=pairs, optional=optional):
            yield from (pair.value for pair in pairs)
            alone = len(pairs) == 1 and not optional
            yield from (pair.label for pair in pairs if alone or not any(fields_of(pair.value)))
        case Listed(optional=True) | Ruled(optional=True):
            return
        case _:
            yield from block.texts()
