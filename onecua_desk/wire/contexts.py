"""What was seen where: adaptive odds of all that a frame may say, from the most special case to the most general.

The model is prediction by partial matching over whole values: in each of a list of contexts (most special first) either
one of the values seen there comes again, or the next context is asked; what none of them knows is spelled out, and is
known from then on. Writer and reader learn the same, so nothing of this travels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from onecua_desk.wire.arithmetic import PROBABILITY, Coder
from onecua_desk.wire.packed import Packed

Key = Hashable
Table = dict[Any, int]

ROOM = 32 << 20
"""Letters that one stream may teach before all of it is forgotten: a hostile one must not fill the memory."""

LARGEST = 4_000
"""Letters of a value that is kept whole; longer ones are only kept by their parts."""

MOST_VALUES = 512
"""Values that are kept apart in one context."""

_MOST_TOTAL = 1 << 14
_WHOLE = 1 << PROBABILITY
_LEAST, _SURE, _LIKELY = 24, _WHOLE - 24, _WHOLE * 3 // 4
_MOST_SIGHTS = 63
FINGERPRINT = re.compile("(?:[0-9a-f]{2}){16,32}")
"""Of a file, in hex."""

_PART, _ENTRY, _CELL = 40, 200, 400  # room for a part of a value, a value in a context, and odds
_MOST_PARTS = 16  # of a list or an object, sort and keys included
_PLAIN_TO_SEE = _WHOLE * 49 // 50
_FEW = 64
"""Values of a context up to which those are left out that a more special one has denied."""

_RATES = [655_360 // (10 * count + 16) for count in range(_MOST_SIGHTS + 1)]
_FIRST = 32


class Contexts:
    """A shipped model's tables (values and their chances, by context) and ``cells`` are where every stream begins; they
    are never changed: ``tables`` has those of the model that the stream came to, too, each unpacked when it did."""

    def __init__(self, tables: Packed, cells: Packed) -> None:
        self._base, self._base_cells = tables, cells
        self.coder: Coder
        self.tables: dict[Key, Table] = {}
        self.cells: dict[Key, list[int]] = {}
        self._room = ROOM

    def begin(self, coder: Coder) -> None:
        """A frame begins. What the stream taught is forgotten when it has become too much."""
        self.coder = coder
        if self._room <= 0:
            self.tables.clear()
            self.cells.clear()
            self._room = ROOM

    def bit(self, key: Key, bit: bool | int, odds: int = _WHOLE // 2) -> int:
        """0 or 1, with the odds that ``key`` had so far; ``odds`` of 1 in 65,536 the first time."""
        cell = self.cells.get(key)
        if cell is None:
            cell = self.cells[key] = self._cell(key, odds)
        odds, count = cell
        found = self.coder.bit(odds, 1 if bit else 0)
        cell[0] += ((_SURE if found else _LEAST) - odds) * _RATES[count] >> 16
        if count < _MOST_SIGHTS:
            cell[1] = count + 1
        return found

    def _cell(self, key: Key, odds: int) -> list[int]:
        known = self._base_cells.get(key)
        if known is None:
            self._room -= _CELL
        return list(known or (odds, 0))

    def choose(
        self, place: Key, contexts: Sequence[Key], value: Any, spell: Callable[[Any], Any], weight: int = _FIRST
    ) -> Any:
        """``value`` (the reader passes ``None``) where ``contexts`` lead, most special first, or ``spell``.

        ``place``: what kind of choice this is, for the odds that a context knows. ``weight``: how much one sight of a
        value counts.
        """
        # Most of the time of a frame is spent here: no calls that can be done without.
        tables, packed = self.tables, self._base.places
        excluded: set[Any] | None = None
        missed: list[tuple[Key, Table | None]] = []
        for order, key in enumerate(contexts):
            table = tables.get(key)
            if table is None and hash(key) in packed:
                table = self._unpacked(key)
            if table:
                known = table
                few = len(table) <= _FEW
                if excluded and few:
                    known = {one: chances for one, chances in table.items() if one not in excluded}
                if size := len(known):
                    total = sum(known.values())
                    sure = (place, order, size if size < 4 else 4, total.bit_length())
                    if self.bit(sure, value in table, _LIKELY):
                        value = self.coder.pick(known.items(), total, value) if size > 1 else next(iter(known))
                        self._learn(key, table, value, weight)
                        if size == 1 and self.cells[sure][0] > _PLAIN_TO_SEE:
                            return value
                        break
                    if few:
                        excluded = excluded | table.keys() if excluded else set(table)
            missed.append((key, table))
        else:
            value = spell(value)
            if (size := letters(value)) > LARGEST:
                return value
            self._room -= size
        for key, table in missed:
            self._learn(key, table, value, weight)
        return value

    def learn(self, key: Key, value: Any) -> None:
        """What could have been chosen in this context, and will be."""
        self._learn(key, self.tables.get(key) or self._unpacked(key), value, _FIRST)

    def _learn(self, key: Key, table: Table | None, value: Any, weight: int) -> None:
        """``table``: that of ``key``, where it has one."""
        if table is None:
            table = self.tables.setdefault(key, {})  # the same context may have been asked twice
        if value in table:
            table[value] += weight
            if table[value] >= _MOST_TOTAL // 4 and sum(table.values()) >= _MOST_TOTAL:
                table.update([(one, (chances + 1) // 2) for one, chances in table.items()])
        elif len(table) < MOST_VALUES:
            self._room -= _ENTRY
            table[value] = weight

    def _unpacked(self, key: Key) -> Table | None:
        """The model's table, if it has one, as the stream's own from now on."""
        beside = self._base.get(key)
        if beside is None:
            return None
        table = self.tables[key] = dict(beside[0])
        return table

    def number(self, place: Key, number: int | None) -> int:
        """A number of at least 0 (below 2**64): how long it is, its highest bits by their odds, the rest as it is."""
        number = number or 0
        length = self.choose(("long", place), (("long", place),), number.bit_length(), self._length, 8)
        if length < 2:
            return int(length)
        left, found = length - 1, 1
        for _ in range(min(left, 3)):
            left -= 1
            found = found << 1 | self.bit((place, length, found), number >> left & 1)
        if left:
            found = found << left | self.plain(left, number)
        return found

    def plain(self, bits: int, number: int | None) -> int:
        """A number of so many bits, all of them alike likely, its highest bits first."""
        found = 0
        while bits > 16:
            bits -= 16
            found = found << 16 | self.coder.even(1 << 16, (number or 0) >> bits & 0xFFFF)
        return found << bits | self.coder.even(1 << bits, (number or 0) & (1 << bits) - 1)

    def signed(self, place: Key, number: int) -> int:
        negative = self.bit((place, "minus"), number < 0, _WHOLE // 16)
        found = self.number(place, abs(number))
        return -found if negative else found

    def _length(self, length: Any) -> int:
        return self.plain(7, length)


def letters(value: Any) -> int:
    """How much room a value takes: its letters, and some for each of its parts; of what never comes again, too much."""
    if isinstance(value, str):
        return LARGEST + 1 if len(value) > 32 and FINGERPRINT.fullmatch(value, 1) else _PART + len(value)
    if not isinstance(value, tuple):
        return _PART
    if len(value) > _MOST_PARTS and value[0] in ("[", "{"):
        return LARGEST + 1
    return _PART + sum([letters(one) for one in value])
