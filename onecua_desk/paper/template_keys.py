"""The keys of a TOML table taken one by one, each of the kind that is wanted, and none left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from onecua_desk.paper.template import Piece, Text

T = TypeVar("T")
_MARKS = re.compile(r"\*\*|\*|\{\{|\}\}|\{([^{}]*)\}|[{}]")
LONG, SHORT = 2_000, 200
"""Letters: of what flows over lines and pages, and of what must stay together on one."""


class Fault(Exception):
    """What is wrong with a template, to be put behind where it stands."""


class Keys:
    """``fields``: the names that may stand in braces. Every method raises ``Fault``."""

    def __init__(self, table: Mapping[str, object], fields: Collection[str]) -> None:
        self._left = dict(table)
        self._fields = fields
        self._known: list[str] = []

    def words(self, name: str, default: str | None = None, *, most: int = LONG) -> str:
        """A text of at most ``most`` letters on one line; without a ``default`` it must be there."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        return _words(name, value, most)

    def text(self, name: str, default: str | None = None, *, bold: bool = False, most: int = LONG) -> Text:
        return self._parsed(self.words(name, default, most=most), bold=bold)

    def texts(self, name: str, *, most: int = LONG) -> tuple[Text, ...]:
        """A list of texts; empty where the key is missing."""
        return tuple(self._parsed(_words(name, one, most)) for one in self._list(name))

    def plain(self, name: str) -> tuple[str, ...]:
        """A list of short texts without fields or marks."""
        return tuple(_words(name, one, SHORT) for one in self._list(name))

    def flag(self, name: str) -> bool:
        value = self._take(name)
        if value not in (None, True, False) or (isinstance(value, int | float) and not isinstance(value, bool)):
            raise Fault(f"«{name}» phải là true hoặc false")
        return bool(value)

    def number(self, name: str, least: float, most: float, default: float) -> float:
        value = self._take(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise Fault(f"«{name}» phải là số từ {least:g} đến {most:g}")
        return value

    def choice(self, name: str, choices: Mapping[str, T], default: T) -> T:
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, str) or value not in choices:
            raise Fault(f"«{name}» phải là một trong: {', '.join(choices)}")
        return choices[value]

    def has(self, name: str) -> bool:
        return name in self._left

    def inner(self, name: str) -> Keys:
        """The table under ``name``, empty where it is missing."""
        value = self._take(name)
        if not isinstance(value, dict | None):
            raise Fault(f"«{name}» phải là một bảng [{name}]")
        return Keys(value or {}, self._fields)

    def each(self, name: str, read: Callable[[Keys], T]) -> tuple[T, ...]:
        """What ``read`` makes of every table in the list under ``name``; each must be used up."""
        return tuple(self._used_up(Keys(_table(name, one), self._fields), read) for one in self._list(name))

    def rest(self) -> Mapping[str, object]:
        """All that is left, for somebody else to read."""
        left, self._left = self._left, {}
        return left

    def done(self) -> None:
        """``Fault`` where a key is left that nobody asked for."""
        for name in self._left:
            raise Fault(f"không có khóa «{name}», chỉ có: {', '.join(self._known) or 'không khóa nào'}")

    @staticmethod
    def _used_up(keys: Keys, read: Callable[[Keys], T]) -> T:
        value = read(keys)
        keys.done()
        return value

    def _take(self, name: str) -> object:
        self._known.append(name)
        return self._left.pop(name, None)

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if not isinstance(value, list | None):
            raise Fault(f"«{name}» phải là danh sách trong ngoặc vuông [ ]")
        return value or []

    def _parsed(self, words: str, *, bold: bool = False) -> Text:
        return tuple(piece for piece in _pieces(words, self._fields, bold=bold) if piece.words or piece.field)


def _words(name: str, value: object, most: int) -> str:
    """Any white space as one blank (what was set over several lines flows), composed, nothing that cannot be seen."""
    if value is None:
        raise Fault(f"thiếu «{name}»")
    if not isinstance(value, str):
        raise Fault(f"«{name}» phải là chữ trong dấu ngoặc kép")
    if len(value) > most:
        raise Fault(f"«{name}» dài quá {most} chữ")
    flowing = re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", unicodedata.normalize("NFC", value))
    return "".join(letter for letter in flowing if unicodedata.category(letter)[0] != "C")


def _table(name: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Fault(f"«{name}» phải là danh sách các bảng {{ … }}")
    return value


def _pieces(words: str, fields: Collection[str], *, bold: bool) -> Iterator[Piece]:
    """``**đậm**``, ``*nghiêng*``, ``{trường}``; ``{{`` and ``}}`` for braces."""
    thick, slanted, start = bold, False, 0
    for mark in _MARKS.finditer(words):
        yield Piece(words[start : mark.start()], bold=thick, italic=slanted)
        start = mark.end()
        match mark[0]:
            case "**":
                thick = not thick
            case "*":
                slanted = not slanted
            case "{{" | "}}":
                yield Piece(mark[0][0], bold=thick, italic=slanted)
            case "{" | "}":
                raise Fault("dấu ngoặc { } không đi thành cặp")
            case _:
                yield Piece(field=_known(mark[1], fields), bold=thick, italic=slanted)
    if slanted or thick is not bold:
        raise Fault("dấu sao * hoặc ** không đi thành cặp")
    yield Piece(words[start:], bold=thick)


def _known(name: str, fields: Collection[str]) -> str:
    if name not in fields:
        near = get_close_matches(name, fields, 1)
        raise Fault(f"mẫu này không có trường {{{name}}}" + (f", gần giống nhất là {{{near[0]}}}" if near else ""))
    return name
