"""The shipped model: what every stream takes for known from its first event on, by the version that it names."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import msgspec
import zstandard

from onecua_desk.resources import resource
from onecua_desk.wire.codec import Newer
from onecua_desk.wire.packed import TABLE, Packed

VERSION = 1
"""The model that this program writes with; it reads all up to this one."""


@dataclass(frozen=True)
class Learnt:
    """``tables``, ``cells``: see ``Contexts``; ``copied``: see ``Bodies``."""

    tables: dict[Hashable, dict[Any, int]]
    cells: dict[Hashable, tuple[int, int]]
    copied: dict[str, str]


@dataclass(frozen=True)
class Model:
    """The same as what was shipped: tables as lists of their items. Never changed by those who use it."""

    tables: Packed
    cells: Packed
    copied: dict[str, str]


NOTHING = Learnt({}, {}, {})

_read: dict[int, Model] = {}
_reading = Lock()


def nothing() -> None:
    """Nobody waits for a turn."""


def model(version: int = VERSION, breathe: Callable[[], object] = nothing) -> Model:
    """``Newer`` for a version that did not exist when this program was made.

    Read once until ``let_go``, in some 25 ms; ``breathe`` is called all along, so that other threads get their turn.
    """
    if not 1 <= version <= VERSION:
        raise Newer(f"model {version}")
    with _reading:
        if version not in _read:
            packed = resource("wire", f"model-{version}.zst").read_bytes()
            _read[version] = read(zstandard.ZstdDecompressor().decompress(packed), breathe)
        return _read[version]


def let_go() -> None:
    """Give the memory of all models back, until the next stream wants one: some 8 MiB."""
    with _reading:
        _read.clear()


def read(data: bytes, breathe: Callable[[], object] = nothing) -> Model:
    told, odds, copied = msgspec.msgpack.decode(data, type=tuple[list[msgspec.Raw], list[msgspec.Raw], dict[str, str]])
    return Model(Packed(told, (TABLE,), breathe), Packed(odds, (int, int), breathe), copied)


def written(learnt: Learnt) -> bytes:
    """What ``read`` reads."""
    tables = [[key, list(table.items())] for key, table in learnt.tables.items()]
    cells = [[key, odds, count] for key, (odds, count) in learnt.cells.items()]
    return msgspec.msgpack.encode((tables, cells, learnt.copied))
