"""The texts of a template with the values of one paper put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, drawable
from onecua_desk.paper.lines import Run
from onecua_desk.paper.template import Piece, Text, fields_of
from onecua_desk.paper.words import UNDRAWABLE

_DOTS = "." * 24


def runs(text: Text, values: Mapping[str, str], *, dots: bool = False) -> list[Run]:
    """The text as it is drawn; with ``dots`` something to write on stands for a value that is missing."""
    return [run for run in _runs(text, values, dots) if run.text]


def plain(text: Text, values: Mapping[str, str]) -> str:
    """The text without its faces, trimmed."""
    return re.sub(" +", " ", "".join(run.text for run in runs(text, values))).strip(" ")


def is_bold(text: Text) -> bool:
    return any(piece.bold for piece in text)


def is_empty(text: Text, values: Mapping[str, str]) -> bool:
    """Whether the text has fields and not one of them a value."""
    names = list(fields_of(text))
    return bool(names) and not any(values[name] for name in names)


def _runs(text: Text, values: Mapping[str, str], dots: bool) -> Iterator[Run]:
    for piece in text:
        font = BOLD if piece.bold else ITALIC if piece.italic else REGULAR
        yield Run(_value(piece, values, dots), font)


def _value(piece: Piece, values: Mapping[str, str], dots: bool) -> str:
    if not piece.field:
        return _drawable(piece.words)
    return values[piece.field] or (_DOTS if dots else "")


@lru_cache(maxsize=1024)
def _drawable(words: str) -> str:
    letters = drawable()
    return "".join(letter if ord(letter) in letters else UNDRAWABLE for letter in words)
