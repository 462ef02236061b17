"""From streams to a model: what several streams had in common, and how sure the coder may be of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from onecua_desk.wire.dialogue import FRAME_EVENTS
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.model import NOTHING, Learnt, read, written

MOST_CHANCES = 512
"""Of all values in a context together: what a stream tells soon counts more than what was learnt."""

MOST_SURE = 24
"""Sights that the odds of a hit may rest on: a stream still moves them."""

_SPELLED = frozenset({"w", "c", "d", "l", "month", "day"})
_SPELLED_CHANCES = 8_192
Tables = dict[Hashable, dict[Any, int]]


def trained(streams: Sequence[Sequence[Placed]]) -> Learnt:
    """The model of what at least two of ``streams`` have; each is to be of another commune and another day."""
    tables = _pruned(_common([_told(stream, NOTHING) for stream in streams]))
    known = Learnt(tables, {}, {})
    for stream in streams:
        coder = _told(stream, known)
        cells = known.cells | {key: (odds, min(count, MOST_SURE)) for key, (odds, count) in coder.cells.items()}
        known = Learnt(tables, cells, known.copied | coder.copied)
    return Learnt(tables, _useful(known.cells), known.copied)


def _told(stream: Sequence[Placed], known: Learnt) -> Any:
    coder = FrameCoder(known=read(written(known)))
    for start in range(0, len(stream), FRAME_EVENTS):
        coder.encode(stream[start : start + FRAME_EVENTS])
    return coder.learnt()


def _common(learnt: Sequence[Any]) -> Tables:
    seen: Counter[tuple[Hashable, Any]] = Counter()
    sums: Counter[tuple[Hashable, Any]] = Counter()
    for one in learnt:
        for key, table in one.tables.items():
            for value, chances in table.items():
                seen[key, value] += 1
                sums[key, value] += chances
    tables: Tables = {}
    for (key, value), streams in seen.items():
        if streams >= _least(key):
            tables.setdefault(key, {})[value] = sums[key, value]
    return {key: _scaled(table, _most(key)) for key, table in tables.items()}


def _sort(key: Hashable) -> Hashable:
    return key[0] if isinstance(key, tuple) else key


def _least(key: Hashable) -> int:
    """How many streams must have it: words of papers and procedures are known as whole texts already."""
    return 6 if _sort(key) in ("w", "c") else 2


def _most(key: Hashable) -> int:
    return _SPELLED_CHANCES if _sort(key) in _SPELLED else MOST_CHANCES


def _scaled(table: dict[Any, int], most: int) -> dict[Any, int]:
    total = sum(table.values())
    ordered = sorted(table.items(), key=lambda item: -item[1])[:500]
    return {value: max(1, chances * most // total) if total > most else chances for value, chances in ordered}


def _pruned(tables: Tables) -> Tables:
    """Without contexts that say what the next more general one says just as well."""
    return {key: table for key, table in tables.items() if not _told_by(tables, key, table)}


def _told_by(tables: Tables, key: Hashable, table: dict[Any, int]) -> bool:
    if not isinstance(key, tuple) or len(table) > 1 or not str(key[0]).startswith("/"):
        return False
    (value,) = table
    return any(_mostly(tables.get(other), value) for other in _more_general(key))


def _more_general(key: tuple[Any, ...]) -> Iterable[Hashable]:
    match key:
        case (path, index, topic, _, _):
            return ((path, index, topic), path)
        case (path, int(), _) | (path, _) if isinstance(path, str):
            return (path,)
        case _:
            return ()


def _mostly(table: dict[Any, int] | None, value: Any) -> bool:
    return table is not None and table.get(value, 0) * 10 > sum(table.values()) * 9


def _useful(cells: dict[Hashable, tuple[int, int]]) -> dict[Hashable, tuple[int, int]]:
    return {key: value for key, value in cells.items() if value[1] > 3}
