"""Events of one frame as bytes: each told by what it has that could not be guessed (``docs/protocol.md``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from onecua_desk.wire.arithmetic import Packer, Unpacker
from onecua_desk.wire.bodies import Bodies
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.contexts import Contexts
from onecua_desk.wire.heads import Head, Heads
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.model import VERSION, Learnt, Model, model, nothing
from onecua_desk.wire.spelling import MOST_STEPS, Speller
from onecua_desk.wire.stories import Stories
from onecua_desk.wire.tree import Irregular, Node, grown, text

MOST_ROWS = 400
MOST_BYTES = 1024 * 1024
"""Of the bodies in a frame; a reader holds no more of a frame than this, however few bytes it came in."""

_LONGEST = 8 * 1024
"""Bytes of a body that is told by its values; longer ones, and odd ones, travel as they are."""

_SELDOM = 64
_BETWEEN = 4
"""Rows that are coded before other threads get a turn: some 1 ms, on an old PC 5."""

_NAME = re.compile('"[a-z_]{1,24}')
_DEVICE, _SEQ = (0, 1 << 23), (1, 1 << 40)
_BOUNDS = ((0, 1 << 62), _DEVICE, _SEQ, _DEVICE, _SEQ)
_Coder = TypeVar("_Coder", Packer, Unpacker)


class FrameCoder:
    """Codes the frames of one stream in their order; the reader needs one of its own, from the stream's beginning on.

    ``version``: the model to write with; a reader takes the one that its first frame names, and has it here afterwards.
    It is read with the first frame: most exchanges have none. ``known``: the model itself.
    ``breathe`` is called every few rows, and all along while the model is read: coding keeps other threads waiting.
    After an exception a coder is of no use any more: its memory is that of half a frame.
    """

    packer = Packer

    def __init__(
        self, version: int = VERSION, known: Model | None = None, breathe: Callable[[], object] = nothing
    ) -> None:
        self.version, self._known, self._breathe = version, known, breathe
        self._begun = False

    def _know(self) -> None:
        known = self._known or model(self.version, self._breathe)
        self._contexts = Contexts(known.tables, known.cells)
        self._speller = Speller(self._contexts)
        self._stories = Stories()
        self._heads = Heads(self._contexts, self._speller, self._stories)
        self._bodies = Bodies(self._contexts, self._speller, known.copied)

    def encode(self, rows: Sequence[Placed]) -> bytes:
        """The bytes of ``rows``, at most ``MOST_ROWS``; an event that has no position yet has 0."""
        if len(rows) > MOST_ROWS:
            raise ValueError("too many rows for a frame")
        packer = self._begin(self.packer())
        raw = bytearray()
        self._contexts.number("rows", len(rows))
        for number, row in enumerate(rows):
            if number % _BETWEEN == 0:
                self._breathe()
            head, body = _head(row), bytes(row.event.body)
            self._heads.head(head)
            tree = self._tree(body, head.at.date())
            if self._contexts.bit("raw", tree is None, _SELDOM):
                self._contexts.number("raw", len(body))
                raw += body
                self._stories.stand(head.dossier, self._stories.take(head.dossier), head.kind)
            else:
                self._happened(head, tree)
        return bytes([self.version]) + _varint(len(raw)) + raw + packer.end()

    def decode(self, data: bytes) -> list[Placed]:
        """``Garbled`` for bytes that no coder wrote, ``Newer`` for those of a model that this program does not have."""
        self._check_version(data[0] if data else 0)
        size, start = _read_varint(data)
        raw, coded = data[start : start + size], data[start + size :]
        if len(raw) < size:
            raise Garbled("a frame that ends early")
        unpacker = self._begin(Unpacker(coded))
        count = self._contexts.number("rows", 0)
        if count > MOST_ROWS:
            raise Garbled("too many rows")
        rows, left = [], MOST_BYTES
        for number in range(count):
            if number % _BETWEEN == 0:
                self._breathe()
            head = self._heads.head(None)
            body, raw = self._body(head, raw)
            left -= len(body)
            if left < 0:
                raise Garbled("bodies without end")
            rows.append(_row(head, body))
        unpacker.end()
        if raw:
            raise Garbled("more bodies than rows")
        return rows

    def _check_version(self, version: int) -> None:
        if version == self.version:
            return
        if self._begun or version < 1:
            raise Garbled(f"model {version}")
        self.version, self._known = version, model(version, self._breathe)

    def learnt(self) -> Learnt:
        """What this stream has told so far, beside what was known before and never came up."""
        cells = {key: (odds, count) for key, (odds, count) in self._contexts.cells.items()}
        return Learnt(self._contexts.tables, cells, self._bodies.copied)

    def _begin(self, coder: _Coder) -> _Coder:
        if not self._begun:
            self._know()
        self._begun = True
        self._contexts.begin(coder)
        self._speller.left = MOST_STEPS
        return coder

    def _tree(self, body: bytes, day: date) -> Node | None:
        if len(body) > min(_LONGEST, self._speller.left // 4):
            return None
        try:
            return grown(body, day)
        except Irregular:
            return None

    def _body(self, head: Head, raw: bytes) -> tuple[bytes, bytes]:
        """The next body, and what is left of those that travel as they are."""
        if not self._contexts.bit("raw", False, _SELDOM):
            tree = self._happened(head, None)
            return text(tree, head.at.date()), raw
        size = self._contexts.number("raw", 0)
        self._stories.stand(head.dossier, self._stories.take(head.dossier), head.kind)
        if size > len(raw):
            raise Garbled("a body that is not there")
        try:
            return raw[:size].decode().encode(), raw[size:]
        except UnicodeError as error:
            raise Garbled("a body that is no text") from error

    def _happened(self, head: Head, tree: Node | None) -> Node:
        story = self._stories.take(head.dossier)
        found = self._bodies.body(head.kind, story, tree)
        self._stories.stand(head.dossier, story, head.kind + _mark(found))
        return found


def _mark(tree: Node) -> str:
    """The first value of a body where it is one of a few: which form was printed, how the citizen was satisfied."""
    first = tree[2] if len(tree) > 2 and tree[0] == "{" else ""
    return f":{first[1:]}" if isinstance(first, str) and _NAME.fullmatch(first) else ""


def _head(row: Placed) -> Head:
    event = row.event
    official = (event.login, event.name)
    return Head(row.position, (event.device, event.seq), event.dossier, event.at, official, event.kind)


def _row(head: Head, body: bytes) -> Placed:
    numbers = (head.position, *head.id, *head.dossier)
    if any(not least <= number < most for number, (least, most) in zip(numbers, _BOUNDS, strict=True)):
        raise Garbled("numbers out of bounds")
    login, name = head.official
    return Placed(head.position, WireEvent(*head.id, head.dossier, head.at, login, name, head.kind, msgspec.Raw(body)))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _read_varint(data: bytes) -> tuple[int, int]:
    """The number after the first byte, and where it ends."""
    number = 0
    for at in range(1, min(len(data), 5)):
        number |= (data[at] & 0x7F) << 7 * (at - 1)
        if data[at] < 0x80:
            return number, at + 1
    raise Garbled("a frame that ends early")
