"""The many tables of the shipped model as they lie in its file: each is unpacked when a stream comes to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import msgspec

_PIECE = 512
"""Tables after which other threads get a turn: some 1 ms, on an old PC 5."""

_key = msgspec.msgpack.Decoder(tuple[Any, msgspec.Raw])
_whole = msgspec.msgpack.Decoder(tuple[Any, list[tuple[Any, int]]])


class PackedTables:
    """Each in MessagePack, ``[key, [[value, chances] ...]]`` with lists for tuples; no key stands twice.

    As Python's own objects all of them take three times the room, and most are never asked for.
    """

    def __init__(self, tables: list[msgspec.Raw], breathe: Callable[[], object]) -> None:
        self.places: dict[int, msgspec.Raw] = {}
        """By the hash of its key; a key whose hash is not in here has no table."""
        self._twins: dict[Hashable, msgspec.Raw] = {}
        for number, table in enumerate(tables):
            key = unlisted(_key.decode(table)[0])
            if self.places.setdefault(hash(key), table) is not table:
                self._twins[key] = table
            if number % _PIECE == 0:
                breathe()

    def __len__(self) -> int:
        return len(self.places) + len(self._twins)

    def get(self, key: Hashable) -> dict[Any, int] | None:
        """The table, made anew each time."""
        packed = self.places.get(hash(key))
        if packed is None:
            return None
        found, table = _whole.decode(packed)
        if unlisted(found) != key:  # another key of the same hash
            if key not in self._twins:
                return None
            _, table = _whole.decode(self._twins[key])
        try:
            return dict(table)
        except TypeError:  # a list among the values
            return {unlisted(value): chances for value, chances in table}


def unlisted(value: Any) -> Any:
    """The same with tuples for lists."""
    if not isinstance(value, list):
        return value
    return tuple([unlisted(one) if isinstance(one, list) else one for one in value])
