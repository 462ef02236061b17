"""Bodies of events, value by value: each one guessed from its place, its procedure and what the dossier said before."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.contexts import Contexts, letters
from onecua_desk.wire.spelling import Speller
from onecua_desk.wire.stories import Story
from onecua_desk.wire.tree import DEEPEST, LONGEST_PATH, Node

LONGEST_ROOT = 40
"""Letters of an event's kind with which its paths begin, after a ``/`` that keeps them apart from all other keys."""

_TOPIC, _CASE = ".procedure", ".case"
_LAST_NUMBER = re.compile("^(.*?)([0-9]{1,15})([^0-9]*)$", re.DOTALL)
_PERSON = re.compile('"[0-9]{12}')
_PERSON_SIZE, _DAY_SIZE = 13, 11
_ALL_SORTS = '"D~@0[{'
_SORTS = {
    "0": re.compile("null|true|false|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?"),
    "~": re.compile("-?[0-9]{1,3}"),
    "@": re.compile("-?[0-9]{1,3}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"),
}
_DAY = re.compile('"[0-9]{4}-[0-9]{2}-[0-9]{2}')


class Bodies:
    """``copied``: where a path's values stood earlier in their dossier, when they did last.

    ``_series``: by the end of a path, the last number there and its digits.
    """

    def __init__(self, contexts: Contexts, speller: Speller, copied: dict[str, str]) -> None:
        self._contexts, self._speller, self.copied = contexts, speller, dict(copied)
        self._series: dict[str, tuple[int, int]] = {}
        self._places: dict[str, int] = {}
        self._weights: dict[Node, int] = {}
        self._story = Story()
        self._topic: Any = None
        self._case: Any = None
        self._before: Any = None
        self._year, self._sex = 0, 0

    def body(self, kind: str, story: Story, node: Node | None) -> Node:
        """The reader passes ``None``."""
        self._story, self._before = story, None
        self._places.clear()
        self._topic, self._case = story.told.get("topic"), story.told.get("case")
        found = self._value("/" + kind[:LONGEST_ROOT], 0, node, 0)
        if self._topic is not None:
            story.told["topic"], story.told["case"] = self._topic, self._case or ""
        return found

    def _value(self, path: str, index: int, node: Node | None, depth: int) -> Node:
        self._speller.spend(1)
        left = self._speller.left
        found = self._copy(path, node)
        if found is None:
            found = self._next(path, node)
        if found is None:
            keys = (
                (path, index, self._topic, self._case, self._before),
                (path, index, self._topic),
                (path, self._before),
                path,
            )
            found = self._contexts.choose(path, keys, node, lambda one: self._new(path, one, depth))
        if self._speller.left == left:  # not spelled out: it counts for what its parts would
            self._speller.spend(self._weight(found))
            self._tell_parts(path, found)
        self._tell(path, found)
        return found

    def _weight(self, node: Node) -> int:
        """Steps that a whole value counts for."""
        if isinstance(node, str):
            return len(node) >> 3
        if node not in self._weights:
            if len(self._weights) > 2_000:
                self._weights.clear()
            self._weights[node] = letters(node) >> 4
        return self._weights[node]

    def _tell(self, path: str, node: Node) -> None:
        """What later values lean on."""
        self._before = node
        if isinstance(node, str):
            self._lean(path, node)
            self._story.tell(path, node)
        elif node[0] == "{":
            self._story.tell(path, node)

    def _tell_parts(self, path: str, node: Node) -> None:
        """Of an object that came whole."""
        if node[0] == "{":
            for key, one in zip(node[1], node[2:], strict=True):
                if isinstance(one, str):
                    self._story.tell(f"{path}.{key}", one)

    def _lean(self, path: str, node: str) -> None:
        if path.endswith(_TOPIC):
            self._topic = node
        elif path.endswith(_CASE):
            self._case = node
        if len(node) == _PERSON_SIZE and _PERSON.fullmatch(node):
            century, self._sex = divmod(int(node[4]), 2)
            self._year = 1900 + 100 * century + int(node[5:7])
        elif len(node) == _DAY_SIZE and _DAY.fullmatch(node):
            self._before = ("born", self._sex)

    def _copy(self, path: str, node: Node | None) -> Node | None:
        """The value, where it stood in the dossier before at the place that this path's values came from last."""
        source = self.copied.get(path)
        there = self._story.told.get(source) if source else None
        if source is None or there is None:
            return None
        listed = self._story.all.get(source) or (there,)
        if not self._contexts.bit(("copied", path), node in listed):
            return None
        if len(listed) == 1:
            return listed[0]
        # Mostly they come in their order, some left out.
        last, count = self._places.get(path, -1), len(listed)
        step = self._contexts.number(("step", path), (listed.index(node) - last - 1) % count if node else 0)
        self._places[path] = place = (last + 1 + step) % count
        return listed[place]

    def _next(self, path: str, node: Node | None) -> Node | None:
        """The value, where its number is the one after the last at this path; what stands around it may be other."""
        place = _tail(path)
        number, width = self._series.get(place, (0, 0))
        if not width:
            return None
        parts = _LAST_NUMBER.match(node) if isinstance(node, str) and node[0] == '"' else None
        following = str(number + 1).zfill(width)
        if not self._contexts.bit(("next", place), parts is not None and parts[2] == following, 6000):
            return None
        around = (parts[1], parts[3]) if parts else None
        before, after = self._contexts.choose(("around", place), (("around", place),), around, self._around)
        self._series[place] = number + 1, len(following)
        return f"{before}{following}{after}"

    def _around(self, around: tuple[str, str] | None) -> tuple[str, str]:
        before, after = around or ('"', None)
        return '"' + self._speller.text("around", around and before[1:]), self._speller.text("around", after)

    def _count(self, path: str, text: str) -> None:
        found = _LAST_NUMBER.match(text)
        if found and len(text) < 100:
            place = _tail(path)
            self._series[place] = int(found[2]), len(found[2])
            self._contexts.learn(("around", place), (found[1], found[3]))

    def _new(self, path: str, node: Any, depth: int) -> Node:
        found = self._spelled(path, node, depth)
        if where := self._story.where.get(found):
            self.copied[path] = where
        if isinstance(found, str) and found[0] == '"':
            self._count(path, found)
        return found

    def _spelled(self, path: str, node: Any, depth: int) -> Node:
        """Its sort, then its parts."""
        if depth > DEEPEST or len(path) > 1 + LONGEST_ROOT + LONGEST_PATH:
            raise Garbled("too deep")
        sort = self._contexts.choose(("sort", path), (("sort", path), "sort"), _sort(node), self._sort)
        match sort:
            case '"':
                return '"' + self._speller.text(path, node and node[1:])
            case "D":
                return self._day(path, node)
            case "~" | "@" | "0":
                return self._near(path, sort, node)
            case "[":
                size = self._contexts.number(("size", path), len(node or "0") - 1)
                self._speller.spend(size)
                parts = node[1:] if node else [None] * size
                return ("[", *[self._value(f"{path}[]", at, one, depth + 1) for at, one in enumerate(parts)])
            case _:
                return self._object(path, node, depth)

    def _sort(self, sort: Any) -> str:
        return _ALL_SORTS[self._contexts.coder.even(len(_ALL_SORTS), _ALL_SORTS.index(sort) if sort else 0)]

    def _near(self, path: str, sort: str, node: str | None) -> str:
        """A day or a moment near the event's own, or a number, as text."""
        found = self._speller.text((path, sort), node if sort == "0" or node is None else node[1:])
        if not _SORTS[sort].fullmatch(found):
            raise Garbled("no such number or moment")
        return found if sort == "0" else sort + found

    def _day(self, path: str, node: str | None) -> str:
        """A day far from the event's own; its year mostly that of the personal number before it."""
        seen = self._contexts
        day = date.fromisoformat(node[1:]) if node else date(1, 1, 1)
        year = seen.signed(("year", path), day.year - self._year) + self._year
        month = seen.choose("month", (("month", path), "month"), day.month, lambda one: seen.plain(4, one), 2)
        number = seen.choose("day", (("day", path), "day"), day.day, lambda one: seen.plain(5, one), 2)
        try:
            return f'"{date(year, month, number)}'
        except (ValueError, OverflowError) as error:
            raise Garbled("no such day") from error

    def _object(self, path: str, node: Any, depth: int) -> Node:
        seen = self._contexts
        keys = seen.choose(("keys", path), (("keys", path),), node and node[1], self._keys)
        parts = node[2:] if node else [None] * len(keys)
        pairs = zip(keys, parts, strict=True)
        return ("{", keys, *[self._value(f"{path}.{key}", 0, one, depth + 1) for key, one in pairs])

    def _keys(self, keys: tuple[str, ...] | None) -> tuple[str, ...]:
        size = self._contexts.number("keys", len(keys or ()))
        self._speller.spend(size)
        found = tuple(self._speller.text("keys", keys[at] if keys else None) for at in range(size))
        if len(set(found)) < size:
            raise Garbled("a key twice")
        return found


def _sort(node: Node | None) -> str:
    if node is None:
        return ""
    first = node[0]
    if first == '"':
        return "D" if _DAY.fullmatch(node) and _is_day(node[1:]) else '"'  # type: ignore[arg-type]
    return first if first in "~@[{" else "0"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@lru_cache(maxsize=4_096)
def _tail(path: str) -> str:
    """The last two keys: a series of receipts goes on from intake to hand-back."""
    return ".".join(path.rsplit(".", 2)[-2:])
