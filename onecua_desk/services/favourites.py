"""The ten procedures on Shift+F1 to Shift+F10: pinned by an official, the free keys by what this desk uses most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onecua_desk.services.procedures import Known
from onecua_desk.store import settings
from onecua_desk.store.engine import Store

KEYS = 10
Codes = list[str]
"""The pinned code of each key, empty where it is free."""


@dataclass(frozen=True, slots=True)
class Favourite:
    """What stands on one key, 1 to ``KEYS``; ``code`` is empty on a key that has nothing yet."""

    key: int
    code: str = ""
    pinned: bool = False


def favourites(store: Store, known: Known) -> tuple[Favourite, ...]:
    """The ten keys in their order."""
    with store.read() as connection:
        pins = _read(settings.get(connection, "favourites", list[str]))
    return tuple(_filled(pins, known.most_used()))


def pin(store: Store, key: int, code: str) -> None:
    """``code`` stands on ``key`` from now on, and on no other."""
    _change(store, lambda pins: _placed(["" if one == code else one for one in pins], key, code))


def unpin(store: Store, key: int) -> None:
    """``key`` is free again."""
    _change(store, lambda pins: _placed(pins, key, ""))


def swap(store: Store, shown: Sequence[Favourite], key: int, other: int) -> None:
    """The two keys change places, and both are pinned: an official said where they stand."""
    codes = {one.key: one.code for one in shown}
    _change(store, lambda pins: _placed(_placed(pins, key, codes[other]), other, codes[key]))


def pin_all(store: Store, shown: Sequence[Favourite]) -> None:
    """The keys stay from now on as they are ``shown``, whatever is used most."""
    _change(store, lambda _: [one.code for one in shown])


def _change(store: Store, change: Callable[[Codes], Codes]) -> None:
    with store.write() as connection:
        pins = _read(settings.get(connection, "favourites", list[str]))
        settings.put(connection, "favourites", change(pins))


def _read(kept: Codes | None) -> Codes:
    return [*(kept or []), *[""] * KEYS][:KEYS]


def _placed(pins: Codes, key: int, code: str) -> Codes:
    return [code if place == key else one for place, one in enumerate(pins, start=1)]


def _filled(pins: Codes, most_used: Sequence[str]) -> Iterator[Favourite]:
    free = iter([code for code in most_used if code not in pins])
    for key, code in enumerate(pins, start=1):
        yield Favourite(key, code or next(free, ""), pinned=bool(code))
