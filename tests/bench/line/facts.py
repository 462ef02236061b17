"""The day as other programs would keep it: one JSON document a dossier, with everything that happened to it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any
from uuid import UUID

import msgspec

from onecua_desk.wire.messages import WireEvent

Document = dict[str, Any]


def documents(events: Iterable[WireEvent]) -> list[Document]:
    """The same facts as ours. Ids are random (UUID), as programs make them that cannot count on a device's number."""
    random, found = Random(1), dict[tuple[int, int], Document]()
    for event in events:
        document = found.setdefault(event.dossier, {"_id": _id(random), "events": []})
        document["events"].append(_event(event, random))
    return list(found.values())


def _event(event: WireEvent, random: Random) -> Document:
    kept = {name: getattr(event, name) for name in ("at", "login", "name", "kind")}
    return {"id": _id(random), **msgspec.to_builtins(kept), "fact": msgspec.json.decode(event.body)}


def _id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
