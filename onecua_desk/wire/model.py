"""The shipped model: what every stream takes for known from its first event on, by the version that it names."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
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


@cache
def model(version: int = VERSION) -> Model:
    """``Newer`` for a version that did not exist when this program was made. Read once, in some 50 ms."""
    if not 1 <= version <= VERSION:
        raise Newer(f"model {version}")
    packed = resource("wire", f"model-{version}.zst").read_bytes()
    return read(zstandard.ZstdDecompressor().decompress(packed))


def read(data: bytes) -> Model:
    tables, cells, copied = msgspec.msgpack.decode(data, type=tuple[list[Any], list[Any], dict[str, str]])
    return Model(
        {_key(key): {_key(value): count for value, count in table} for key, table in tables},
        {_key(key): (odds, count) for key, odds, count in cells},
        copied,
    )


def written(model: Model) -> bytes:
    """What ``read`` reads."""
    tables = [[key, list(table.items())] for key, table in model.tables.items()]
    cells = [[key, odds, count] for key, (odds, count) in model.cells.items()]
    return msgspec.msgpack.encode((tables, cells, model.copied))


def _key(value: Any) -> Any:
    return tuple([_key(one) for one in value]) if isinstance(value, list) else value
