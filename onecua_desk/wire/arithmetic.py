"""Arithmetic coding: a sequence of choices, each with its probability, as the fewest bytes that tell them apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Protocol, TypeVar

from onecua_desk.wire.codec import Garbled

_TOP, _BOTTOM = 1 << 32, 1 << 24
PROBABILITY = 16
"""Bits of a probability."""

_WHOLE = 1 << PROBABILITY
T = TypeVar("T", bound=Hashable)


class Coder(Protocol):
    """One direction of the code. The model calls the same methods with the same odds in both: the writer passes what
    it has, the reader anything, and both get what is coded."""

    def bit(self, odds: int, bit: int) -> int:
        """0 or 1, where 1 has ``odds`` chances in 65,536 (1 to 65,535)."""

    def pick(self, choices: Iterable[tuple[T, int]], total: int, choice: T | None) -> T:
        """One of ``choices``, each with its chances; ``total`` is their sum, below 2**16."""

    def even(self, total: int, number: int) -> int:
        """A number below ``total`` (at most 2**16), all of them alike likely."""


class Packer:
    """Makes the bytes. A range coder after Martin (1979) with 32 bits and carries into what is already written."""

    def __init__(self) -> None:
        self._low, self._range, self._out = 0, _TOP - 1, bytearray()

    def bit(self, odds: int, bit: int) -> int:
        part = (self._range >> PROBABILITY) * odds
        if bit:
            self._range = part
        else:
            self._low += part
            self._range -= part
        if self._range < _BOTTOM or self._low >= _TOP:
            self._shift()
        return bit

    def pick(self, choices: Iterable[tuple[T, int]], total: int, choice: T | None) -> T:
        before = 0
        for value, chances in choices:
            if value == choice:
                self._narrow(before, chances, total)
                return value
            before += chances
        raise KeyError(choice)

    def even(self, total: int, number: int) -> int:
        self._narrow(number, 1, total)
        return number

    def end(self) -> bytes:
        """The shortest bytes that, with zeros without end after them, are all that was coded."""
        for kept in (0, 8, 16, 24, 32):
            rest = (_TOP - 1) >> kept
            if (end := (self._low + rest) & ~rest) < self._low + self._range:
                break
        self._low = end
        for _ in range(4):
            self._byte()
        return bytes(self._out).rstrip(b"\0")

    def _narrow(self, before: int, chances: int, total: int) -> None:
        part = self._range // total
        self._low += part * before
        self._range = part * chances
        if self._range < _BOTTOM or self._low >= _TOP:
            self._shift()

    def _shift(self) -> None:
        self._carry()
        while self._range < _BOTTOM:
            self._byte()
            self._range <<= 8

    def _byte(self) -> None:
        self._carry()
        self._out.append(self._low >> 24)
        self._low = (self._low & 0xFFFFFF) << 8

    def _carry(self) -> None:
        if self._low < _TOP:
            return
        self._low -= _TOP
        place = len(self._out) - 1
        while self._out[place] == 0xFF:
            self._out[place] = 0
            place -= 1
        self._out[place] += 1


class Unpacker:
    """Reads what ``Packer`` made; other bytes give other choices, never an error here."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at, self._range = data, 4, _TOP - 1
        self._code = int.from_bytes(data[:4].ljust(4, b"\0"))

    def bit(self, odds: int, bit: int) -> int:
        part = (self._range >> PROBABILITY) * odds
        found = self._code < part
        if found:
            self._range = part
        else:
            self._code -= part
            self._range -= part
        if self._range < _BOTTOM:
            self._shift()
        return found

    def pick(self, choices: Iterable[tuple[T, int]], total: int, choice: T | None) -> T:
        part = self._range // total
        place, before = self._code // part, 0
        for value, chances in choices:
            if place < before + chances:
                self._took(part, before, chances)
                return value
            before += chances
        raise Garbled("no such choice")

    def even(self, total: int, number: int) -> int:
        part = self._range // total
        found = self._code // part
        if found >= total:
            raise Garbled("no such number")
        self._took(part, found, 1)
        return found

    def end(self) -> None:
        """``Garbled`` where there are more bytes than the choices needed."""
        if self._at < len(self._data) or self._data[-1:] == b"\0":
            raise Garbled("more bytes than were coded")

    def _took(self, part: int, before: int, chances: int) -> None:
        self._code -= part * before
        self._range = part * chances
        if self._range < _BOTTOM:
            self._shift()

    def _shift(self) -> None:
        while self._range < _BOTTOM:
            following = self._data[self._at] if self._at < len(self._data) else 0
            self._code = self._code << 8 | following
            self._range <<= 8
            self._at += 1
