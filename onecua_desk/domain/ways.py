"""What a catalogue says for one way of submitting: what names that way, what is for all, and what post takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from onecua_desk.domain.channel import Channel

_T = TypeVar("_T")


def for_way(
    items: Iterable[_T], channel: Channel, way: Callable[[_T], Channel | None], key: Callable[[_T], str]
) -> tuple[_T, ...]:
    """The ``items`` that hold for ``channel``, in their order.

    ``way`` is the only channel of an item, ``None`` where it is for all; items of one ``key`` are the same thing by
    different ways. A dossier that comes by public post is a paper dossier, which the law names apart from one of the
    portal (NĐ 61/2018/NĐ-CP Art. 16), and lower fees are for those who submit "qua cổng dịch vụ công trực tuyến" (table
    of TT 75/2022/TT-BTC): where no item of a key names post, what holds at the counter holds.
    """
    known = tuple(items)
    by_post = {key(item) for item in known if way(item) is Channel.POST}

    def holds(item: _T) -> bool:
        if way(item) in (None, channel):
            return True
        return channel is Channel.POST and way(item) is Channel.COUNTER and key(item) not in by_post

    return tuple(filter(holds, known))
