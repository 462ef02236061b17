"""The shipped model: what every stream takes for known from its first event on, by the version that it names."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import msgspec
import zstandard

from onecua_desk.resources import resource
from onecua_desk.wire.codec import Newer

VERSION = 1
"""The model that this program writes with; it reads all up to this one."""


@dataclass(frozen=True)
class Model:
    """``tables``, ``cells``: see ``Contexts``; ``copied``: see ``Bodies``. Never changed by those who use it."""

    tables: dict[Hashable, dict[Any, int]]
    cells: dict[Hashable, tuple[int, int]]
    copied: dict[str, str]


NOTHING = Model({}, {}, {})


_PIECE = 128
"""Contexts that are read before other threads get a turn: some 0.6 ms."""

_read: dict[int, Model] = {}
_reading = Lock()


def nothing() -> None:
    """Nobody waits for a turn."""


def model(version: int = VERSION, breathe: Callable[[], object] = nothing) -> Model:
    """``Newer`` for a version that did not exist when this program was made.

    Read once, in some 90 ms; ``breathe`` is called all along, so that other threads get their turn meanwhile.
    """
    if not 1 <= version <= VERSION:
        raise Newer(f"model {version}")
    with _reading:
        if version not in _read:
            packed = resource("wire", f"model-{version}.zst").read_bytes()
            # So many new objects would have the garbage collector go through all that the program has, while everybody
            # waits some 40 ms; and what stands now, and the model then, will stay.
            gc.freeze()
            _read[version] = read(zstandard.ZstdDecompressor().decompress(packed), breathe)
            gc.freeze()
        return _read[version]


def read(data: bytes, breathe: Callable[[], object] = nothing) -> Model:
    """Context by context: who made lists of all of it first would keep the garbage collector, and so everybody, busy
    with them."""
    raw = list[msgspec.Raw]
    told, odds, copied = msgspec.msgpack.decode(data, type=tuple[raw, raw, dict[str, str]])
    tables: dict[Hashable, dict[Any, int]] = {}
    cells: dict[Hashable, tuple[int, int]] = {}
    for number, one in enumerate(told):
        key, table = msgspec.msgpack.decode(one)
        tables[_key(key)] = {_key(value): chances for value, chances in table}
        if number % _PIECE == 0:
            breathe()
    for one in odds:
        key, chances, count = msgspec.msgpack.decode(one)
        cells[_key(key)] = chances, count
    return Model(tables, cells, copied)


def written(model: Model) -> bytes:
    """What ``read`` reads."""
    tables = [[key, list(table.items())] for key, table in model.tables.items()]
    cells = [[key, odds, count] for key, (odds, count) in model.cells.items()]
    return msgspec.msgpack.encode((tables, cells, model.copied))


def _key(value: Any) -> Any:
    return tuple([_key(one) for one in value]) if isinstance(value, list) else value
