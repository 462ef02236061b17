"""The JSON of an event's body as a tree of values that can be compared and counted, and back to the same bytes.

A value is a *word* (``str``): ``"`` and the text of a string, ``@`` for a moment and ``~`` for a day near the event's
own (in days from it), or the JSON of a number, ``true``, ``false`` or ``null``. A list is ``("[", ...)``, an object
``("{", keys, ...)``.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Union

import msgspec

from onecua_desk.wire.codec import Garbled

Node = Union[str, "tuple[Any, ...]"]

DEEPEST = 32
"""Lists and objects within each other."""

LONGEST_PATH = 300
"""Letters of the keys that lead to a value, and two for each list."""

NEAR = 400
"""Days from the event's own up to which a day is told as a distance."""


class Irregular(Exception):
    """The body is not what this module would write."""


def grown(body: bytes, day: date) -> Node:
    """The tree of ``body``, of an event of ``day``; ``Irregular`` where ``text`` would not give the same bytes back."""
    try:
        value = msgspec.json.decode(body)
        if msgspec.json.encode(value) != body:
            raise Irregular("written in another way")
        return _node(value, day, 0, LONGEST_PATH)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError) as error:
        raise Irregular(str(error)) from error


def _node(value: Any, day: date, depth: int, room: int) -> Node:
    """``room``: what is left of the longest path."""
    if isinstance(value, str):
        return _word(value, day)
    if value is None:
        return "null"
    if depth >= DEEPEST or room < 0:
        raise Irregular("too deep")
    if isinstance(value, list):
        return ("[", *[_node(one, day, depth + 1, room - 2) for one in value])
    if isinstance(value, dict):
        parts = [_node(one, day, depth + 1, room - len(key) - 1) for key, one in value.items()]
        return ("{", tuple(value), *parts)
    return msgspec.json.encode(value).decode()


def _word(value: str, day: date) -> str:
    size = len(value)
    if (size == 10 or size == 19) and value[4] == "-" and value[7] == "-":
        try:
            days = (date.fromisoformat(value[:10]) - day).days
            if -NEAR <= days <= NEAR and (size == 10 or _is_moment(value)):
                return f"~{days}" if size == 10 else f"@{days}{value[10:]}"
        except ValueError:
            pass
    return '"' + value


def _is_moment(value: str) -> bool:
    return value[10] == "T" and datetime.fromisoformat(value).isoformat() == value


def text(node: Node, day: date) -> bytes:
    """The JSON of a tree; ``Garbled`` where it tells of a day that no calendar has, or of no number."""
    try:
        return msgspec.json.encode(_value(node, day))
    except (msgspec.MsgspecError, UnicodeError, ValueError, OverflowError) as error:
        raise Garbled(str(error)) from error


def _value(node: Node, day: date) -> Any:
    if isinstance(node, str):
        return _scalar(node, day)
    if node[0] == "[":
        return [_value(one, day) for one in node[1:]]
    return dict(zip(node[1], [_value(one, day) for one in node[2:]], strict=True))


def _scalar(word: str, day: date) -> Any:
    match word[0]:
        case '"':
            return word[1:]
        case "~":
            return (day + timedelta(int(word[1:]))).isoformat()
        case "@":
            days, _, clock = word[1:].partition("T")
            return f"{(day + timedelta(int(days))).isoformat()}T{clock}"
        case _:
            return _number(word)


@lru_cache(maxsize=1_024)
def _number(word: str) -> Any:
    """Also ``true``, ``false`` and ``null``."""
    return msgspec.json.decode(word)
