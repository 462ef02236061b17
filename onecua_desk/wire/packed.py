"""The many items of the shipped model as they lie in its file: each is unpacked when a stream comes to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import GenericAlias
from typing import Any

import msgspec

from onecua_desk.wire.tree import DEEPEST

_PIECE = 512
"""Tables after which other threads get a turn: some 1 ms, on an old PC 5."""


def _value(depth: int) -> Any:
    """The type of a value of so many tuples in each other, by which MessagePack's lists are read as tuples."""
    plain = str | int | float | None
    return plain | nested(_value(depth - 1), ...) if depth else plain


def nested(*types: Any) -> Any:
    """A tuple of ``types``, for a decoder."""
    return GenericAlias(tuple, types)


VALUE = _value(DEEPEST + 2)
"""A node, and what may stand around it."""

TABLE = GenericAlias(list, (nested(VALUE, int),))
"""Values and their chances."""


class Packed:
    """Items of a model, each in MessagePack: ``[key, *beside]`` with lists for tuples; no key stands twice.

    As Python's own objects all of them take three times the room, and most are never asked for.
    """

    def __init__(self, items: list[msgspec.Raw], beside: tuple[Any, ...], breathe: Callable[[], object]) -> None:
        self.places: dict[int, msgspec.Raw] = {}
        """By the hash of its key; a key whose hash is not in here has no item."""
        self._twins: dict[Hashable, msgspec.Raw] = {}
        self._whole = msgspec.msgpack.Decoder[Any](nested(VALUE, *beside))
        key_of = msgspec.msgpack.Decoder[Any](nested(VALUE, *(msgspec.Raw for _ in beside)))
        for number, item in enumerate(items):
            key = key_of.decode(item)[0]
            if self.places.setdefault(hash(key), item) is not item:
                self._twins[key] = item
            if number % _PIECE == 0:
                breathe()

    def __len__(self) -> int:
        return len(self.places) + len(self._twins)

    def get(self, key: Hashable) -> tuple[Any, ...] | None:
        """What stands beside ``key``."""
        packed = self.places.get(hash(key))
        if packed is None:
            return None
        found, *beside = self._whole.decode(packed)
        if found == key:
            return tuple(beside)
        # Another key of the same hash.
        return self._whole.decode(self._twins[key])[1:] if key in self._twins else None
